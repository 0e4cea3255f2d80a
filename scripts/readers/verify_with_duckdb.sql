-- Compares what DuckDB reads from a data set of the preset contacts with its manifest.
-- Returns one row per check: name, expected, found, ok; failed checks come first.
--
--   duckdb -cmd "SET VARIABLE dir = 'contacts'" -c ".read scripts/readers/verify_with_duckdb.sql"
--
-- A template for testing an engine of your own: found_counts has the queries to translate. Counts do
-- not tell everything: another name in place of a name is noticed by `nested-parquet verify` alone.

-- What is expected ------------------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE manifest AS
SELECT * FROM read_json(getvariable('dir') || '/_manifest.json', maximum_object_size = 1_000_000_000,
  columns = {
    "rows": 'BIGINT', partitions: 'BIGINT', batchRows: 'BIGINT', preset: 'VARCHAR', writer: 'VARCHAR',
    parquetSchema: 'VARCHAR', counts: 'JSON',
    files: 'STRUCT("path" VARCHAR, firstRow BIGINT, "rows" BIGINT, bytes BIGINT, counts JSON)[]'
  });

CREATE OR REPLACE TEMP TABLE listed_files AS
SELECT f.path AS file, f.firstRow AS first_row, f.rows AS row_count, f.bytes, f.counts
FROM (SELECT unnest(files) AS f FROM manifest);

-- Partition p of P has rows floor(p*N/P) up to those of partition p + 1; one without rows, no file.
CREATE OR REPLACE TEMP VIEW planned_files AS
SELECT format('{}-{:05d}-of-{:05d}.parquet', preset, p, partitions) AS file,
  (p::HUGEINT * m.rows // partitions)::BIGINT AS first_row,
  ((p + 1)::HUGEINT * m.rows // partitions)::BIGINT - first_row AS row_count
FROM manifest AS m, range(m.partitions) AS t(p)
WHERE row_count > 0;

-- A batch becomes a row group, or more: Arrow's Dataset writer cuts it at 32,768 rows.
CREATE OR REPLACE TEMP MACRO groups_of(row_count) AS (row_count + 32_767) // 32_768;

CREATE OR REPLACE TEMP MACRO planned_groups(row_count, batch_rows) AS
  row_count // batch_rows * groups_of(batch_rows) + groups_of(row_count % batch_rows);

-- Rows of a row group: the rest of the batch or of the file from where it starts, at most 32,768.
CREATE OR REPLACE TEMP MACRO planned_rows(row_group, row_count, batch_rows) AS least(
  32_768,
  batch_rows - row_group % groups_of(batch_rows) * 32_768,
  row_count - row_group // groups_of(batch_rows) * batch_rows - row_group % groups_of(batch_rows) * 32_768);

-- {"phoneTypes": {"Work": 1}} as phoneTypes.Work = 1.
CREATE OR REPLACE TEMP MACRO flat(counts) AS TABLE
SELECT substr(fullkey, 3) AS name, atom::BIGINT AS value FROM json_tree(counts)
WHERE type NOT IN ('OBJECT', 'NULL');

-- What is found ---------------------------------------------------------------------------------

SET VARIABLE files = (
  SELECT coalesce(list(file ORDER BY file), [])
  FROM glob(regexp_replace(getvariable('dir'), '([*?[])', '[\1]', 'g') || '/*.parquet'));

-- Readers refuse an empty list of files, but a data set without rows has none: no rows, then.
CREATE OR REPLACE TEMP MACRO read_files(reader, options, no_rows) AS TABLE
SELECT * FROM query(
  CASE WHEN len(getvariable('files')) = 0 THEN 'SELECT ' || no_rows || ' LIMIT 0'
    ELSE 'FROM ' || reader || '(getvariable(''files'')' || options || ')' END);

CREATE OR REPLACE TEMP TABLE found_files AS
SELECT parse_filename(filename) AS file, size AS bytes
FROM read_files('read_blob', '', 'NULL::VARCHAR AS filename, 0::BIGINT AS size');

CREATE OR REPLACE TEMP TABLE found_row_groups AS
SELECT DISTINCT parse_filename(file_name) AS file, row_group_id AS row_group, row_group_num_rows AS row_count
FROM read_files('parquet_metadata', '',
  'NULL::VARCHAR AS file_name, 0::BIGINT AS row_group_id, 0::BIGINT AS row_group_num_rows');

-- Each file's schema in the words of the manifest's, one line per node.
CREATE OR REPLACE TEMP TABLE found_schemas AS
SELECT parse_filename(file_name) AS file,
  string_agg(lower(repetition_type) || ' ' ||
    CASE "type" WHEN 'BYTE_ARRAY' THEN 'binary' ELSE coalesce(lower("type"), 'group') END || ' ' || name ||
    CASE logical_type WHEN 'StringType()' THEN ' (STRING)' WHEN 'ListType()' THEN ' (LIST)' ELSE '' END,
    ', ' ORDER BY column_id) AS nodes
FROM read_files('parquet_schema', '',
  'NULL::VARCHAR AS file_name, NULL::VARCHAR AS repetition_type, NULL::VARCHAR AS type,
   NULL::VARCHAR AS name, NULL::VARCHAR AS logical_type, 0::BIGINT AS column_id')
WHERE column_id > 0
GROUP BY ALL;

CREATE OR REPLACE TEMP VIEW contacts AS
SELECT parse_filename(filename) AS file, file_row_number, name, phones
FROM read_files('read_parquet', ', filename = true, file_row_number = true',
  'NULL::VARCHAR AS filename, 0::BIGINT AS file_row_number, NULL::VARCHAR AS name,
   NULL::STRUCT(number VARCHAR, phone_type VARCHAR)[] AS phones');

-- A phone's number holds its id, 5 * row + slot. The row and slot of a phone tell which id it must have.
CREATE OR REPLACE TEMP VIEW phones AS
SELECT file, phone IS NULL AS is_null, phone.number AS number, phone.phone_type AS phone_type,
  5 * (first_row + file_row_number) + slot AS id
FROM (
  SELECT file, file_row_number, unnest(phones) AS phone, generate_subscripts(phones, 1) - 1 AS slot
  FROM contacts
) LEFT JOIN listed_files USING (file);

-- Has the shape of the manifest's counts. Three names are not in the manifest, since these counts must
-- be 0. If no number is misplaced, none is there twice either, since all ids differ.
CREATE OR REPLACE TEMP TABLE found_counts AS
SELECT file, json_object(
    'rows', row_count, 'nameNulls', name_nulls, 'phonesNulls', phones_nulls,
    'phones', coalesce(phones, 0),
    'phonesPerContact', per_contact, 'emptyLists', empty_lists,
    'numberNulls', coalesce(number_nulls, 0), 'phoneTypeNulls', coalesce(phone_type_nulls, 0),
    'bothNull', coalesce(both_null, 0), 'nullPhones', coalesce(null_phones, 0),
    'phoneTypes', coalesce(phone_types, json_object()),
    'number', json_object('smallest', smallest, 'largest', largest),
    'misplacedNumbers', coalesce(misplaced, 0)) AS counts
FROM (
  SELECT file, count(*) AS row_count,
    count(*) FILTER (name IS NULL) AS name_nulls,
    count(*) FILTER (phones IS NULL) AS phones_nulls,
    count(*) FILTER (len(phones) = 0) AS empty_lists,
    histogram(len(phones)) FILTER (len(phones) > 0)::JSON AS per_contact
  FROM contacts GROUP BY file
) LEFT JOIN (
  SELECT file, count(*) AS phones,
    count(*) FILTER (number IS NULL) AS number_nulls,
    count(*) FILTER (phone_type IS NULL) AS phone_type_nulls,
    count(*) FILTER (number IS NULL AND phone_type IS NULL) AS both_null,
    count(*) FILTER (is_null) AS null_phones,
    histogram(phone_type)::JSON AS phone_types,
    min(try_cast(substr(number, 8) AS BIGINT)) AS smallest,
    max(try_cast(substr(number, 8) AS BIGINT)) AS largest,
    count(*) FILTER (number IS NOT NULL AND number IS DISTINCT FROM format('+91-99-{:08d}', id)) AS misplaced
  FROM phones GROUP BY file
) USING (file);

-- The comparison --------------------------------------------------------------------------------

CREATE OR REPLACE TEMP VIEW found_by_file AS
SELECT file, name, value FROM found_counts, flat(counts);

CREATE OR REPLACE TEMP VIEW found_in_all AS
SELECT name, CASE name WHEN 'number.smallest' THEN min(value) WHEN 'number.largest' THEN max(value)
  ELSE sum(value) END AS value
FROM found_by_file GROUP BY name;

CREATE OR REPLACE TEMP TABLE checks AS
-- Counts of the whole set, and of each file. A name that one side lacks is 0 there, but for ids.
SELECT file, name,
  coalesce(e.value, CASE WHEN name NOT LIKE 'number.%' THEN 0 END)::VARCHAR AS expected,
  coalesce(f.value, CASE WHEN name NOT LIKE 'number.%' THEN 0 END)::VARCHAR AS found
FROM (
  SELECT 'data set' AS file, name, value FROM manifest, flat(counts)
  UNION ALL
  SELECT file, name, value FROM listed_files, flat(counts)
) AS e FULL JOIN (
  SELECT 'data set' AS file, name, value FROM found_in_all
  UNION ALL
  FROM found_by_file
) AS f USING (file, name)
UNION ALL
SELECT 'data set', 'rows in the manifest''s head', counts->>'rows', "rows"::VARCHAR FROM manifest
UNION ALL
-- Which files there are, how large, and which rows they have.
SELECT file, 'bytes', l.bytes::VARCHAR, coalesce(f.bytes::VARCHAR, 'no file')
FROM listed_files AS l LEFT JOIN found_files AS f USING (file)
UNION ALL
SELECT file, 'listed in the manifest', 'yes', 'no'
FROM found_files WHERE file NOT IN (SELECT file FROM listed_files)
UNION ALL
SELECT file, 'range of rows', format('{} rows from {} on', p.row_count, p.first_row),
  format('{} rows from {} on', l.row_count, l.first_row)
FROM planned_files AS p FULL JOIN listed_files AS l USING (file)
UNION ALL
-- How they are laid out.
SELECT file, 'row groups', planned_groups(l.row_count, batchRows)::VARCHAR, count(*)::VARCHAR
FROM manifest, listed_files AS l JOIN found_row_groups USING (file)
WHERE writer = 'dataset' GROUP BY file, l.row_count, batchRows
UNION ALL
SELECT file, 'row groups of another size', '0',
  (count(*) FILTER (f.row_count <> planned_rows(row_group, l.row_count, batchRows)))::VARCHAR
FROM manifest, listed_files AS l JOIN found_row_groups AS f USING (file)
WHERE writer = 'dataset' GROUP BY file
UNION ALL
SELECT file, 'Parquet schema',
  array_to_string(regexp_extract_all(parquetSchema, '(optional|required|repeated)[^;{]*[^;{ ]'), ', '), nodes
FROM manifest, found_schemas;

SELECT file || ': ' || name AS name, expected, found, expected IS NOT DISTINCT FROM found AS ok
FROM checks ORDER BY ok, file, name;
