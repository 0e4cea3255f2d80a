#!/usr/bin/env python3
"""Makes contacts with SQL in DuckDB: duckdb_sql.py ROWS DIRECTORY NAME_LISTS

One COPY a file, each from a thread of its own, so that there are exactly 4 files and DuckDB's
threads have all of them to work on.
"""

import sys
from pathlib import Path

import duckdb
import duckdb_files

# hash() of the phone's id decides on the phone: 16 bits on nulls, and 16 on the type. Of the ways to
# write it down, these were the fastest: names by joins, short lists spelled out, format().
CONTACTS = """
SELECT
  first_name || ' ' || last_name AS name,
  list_transform(ids, lambda id: {
    number: CASE WHEN hash(id) & 65535 < 0.95 * 65536 THEN format('+91-99-{:08d}', id) END,
    phone_type: CASE
      WHEN hash(id) & 65535 >= 0.90 * 65536
        AND NOT hash(id) & 65535 BETWEEN 0.95 * 65536 AND 0.99 * 65536 THEN NULL
      WHEN (hash(id) >> 16) & 65535 < 0.55 * 65536 THEN 'Mobile'
      WHEN (hash(id) >> 16) & 65535 < 0.90 * 65536 THEN 'Work'
      ELSE 'Home'
    END
  }) AS phones
FROM (
  SELECT
    CASE WHEN name_draw >= 0.20 THEN first_draw END AS first_id,
    last_draw AS last_id,
    CASE
      WHEN phone_draw < 0.40 THEN NULL
      WHEN phone_draw < 0.85 THEN [5 * row]
      WHEN phone_draw < 0.95 THEN [5 * row, 5 * row + 1]
      ELSE range(5 * row, 5 * row + 3 + floor((phone_draw - 0.95) * 60)::BIGINT)
    END AS ids
  FROM (
    SELECT range AS row, random() AS name_draw, random() AS phone_draw,
      floor(random() * (SELECT count(*) FROM first_names))::BIGINT AS first_draw,
      floor(random() * (SELECT count(*) FROM last_names))::BIGINT AS last_draw
    FROM range($first, $last)
  )
)
LEFT JOIN first_names USING (first_id)
JOIN last_names USING (last_id)
"""


def main(rows, directory, lists):
    rows, directory = int(rows), Path(directory)
    directory.mkdir(parents=True)
    database = duckdb.connect()
    for name in "first", "last":
        names = (Path(lists) / f"{name}-names.txt").read_text().splitlines()
        database.execute(f"""
            CREATE TABLE {name}_names AS
            SELECT unnest(range(len($names))) AS {name}_id, unnest($names) AS {name}_name""",
            {"names": names},
        )

    duckdb_files.write(database, CONTACTS, rows, directory, "contacts")


if __name__ == "__main__":
    main(*sys.argv[1:])
