"""Questions of test_random_batches.py: whether readers skip what statistics rule out, and nothing else.

sorted.parquet: its row groups are destroyed but for one, and readers must find rows of that one, by each
column. The random files (000.parquet with 000.arrow): a value that is there must be found by its column's
filter.
"""

import datetime
import decimal

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

try:
    import polars
except ImportError:
    polars = None

EPOCH = datetime.datetime(1970, 1, 1)
ROW = 4_321  # of sorted.parquet; its id is this much from the middle
ID = ROW - 5_000
VALUES = {
    "id": ID,
    "count": 400_000 * ROW,
    "ratio": ID / 4,
    "price": decimal.Decimal(ID).scaleb(-2),
    "day": (EPOCH + datetime.timedelta(days=ID)).date(),
    "time": EPOCH + datetime.timedelta(seconds=ID),
    "name": f"ä{ROW:05}" + "ö" * 100,
}


# A file that is destroyed but for one row group ----------------------------------------------------


def destroy_row_groups(path, kept):
    """Overwrites all column chunks but those of one row group."""
    content = bytearray(path.read_bytes())
    metadata = pq.read_metadata(path)
    for group in set(range(metadata.num_row_groups)) - {kept}:
        for i in range(metadata.num_columns):
            column = metadata.row_group(group).column(i)
            start, size = column.data_page_offset, column.total_compressed_size
            content[start : start + size] = b"\xff" * size
    path.write_bytes(content)


def find_with_pyarrow(path, column, value):
    filter_ = pc.field(column) == pa.scalar(value, pq.read_schema(path).field(column).type)
    return pq.read_table(path, columns=["id"], filters=filter_)["id"].to_pylist()


def find_with_duckdb(path, column, value):
    with duckdb.connect() as connection:
        query = f"SELECT id FROM read_parquet(?) WHERE {column} = ?"
        return [row[0] for row in connection.execute(query, [str(path), value]).fetchall()]


def find_with_polars(path, column, value):
    rows = polars.scan_parquet(path).filter(polars.col(column) == value)
    return rows.select("id").collect()["id"].to_list()


# Each with a column that it doesn't skip by: DuckDB turns unsigned values into what the parameter is,
# polars makes no use of bounds that are shorter than the value.
FINDERS = {
    "pyarrow": (find_with_pyarrow, None),
    "DuckDB": (find_with_duckdb, "count"),
    "polars": (find_with_polars, "name"),
}


def row_groups_with(path, column):
    """Row groups that may have the column's value, as pyarrow sees it."""
    [fragment] = ds.dataset(path).get_fragments()
    kind = fragment.physical_schema.field(column).type
    filter_ = pc.field(column) == pa.scalar(VALUES[column], kind)
    return [g.id for part in fragment.split_by_row_group(filter_) for g in part.row_groups]


# Random files ---------------------------------------------------------------------------------------


def compare_random(path, expected, reader):
    """Differences between how often a reader finds some of the values, and how often they are there."""
    count = COUNTERS[reader]
    for field in expected.schema:
        if not can_be_compared(field.type):
            continue
        column = expected[field.name]
        for value in some_values(column):
            wanted = pc.sum(pc.equal(column, value)).as_py()
            found = count(path, field, value)
            if found != wanted:
                yield f"{path.name}: {reader}: {found:,} rows with {field} = {value}, not {wanted:,}"


def can_be_compared(kind):
    """Those whose values are the same in Arrow, Python and SQL."""
    return (
        pa.types.is_integer(kind)
        or pa.types.is_boolean(kind)
        or pa.types.is_float64(kind)
        or pa.types.is_date32(kind)
        or pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_binary(kind)
        or pa.types.is_fixed_size_binary(kind)
        or (pa.types.is_decimal128(kind) and kind.precision <= 38)
    )


def some_values(column):
    """The smallest and the largest, and some others; NaN is like no value, not even itself."""
    values = column.drop_null()
    if pa.types.is_floating(values.type):
        values = values.filter(pc.invert(pc.is_nan(values)))
    places = range(0, len(values), max(1, len(values) // 3))
    return [values[place] for place in places]


def count_with_pyarrow(path, field, value):
    return ds.dataset(path).to_table(filter=pc.field(field.name) == value).num_rows


def count_with_duckdb(path, field, value):
    name = field.name.replace('"', '""')
    with duckdb.connect() as connection:
        query = f'SELECT count(*) FROM read_parquet(?) WHERE "{name}" = ?'
        return connection.execute(query, [str(path), value.as_py()]).fetchone()[0]


COUNTERS = {"pyarrow": count_with_pyarrow, "DuckDB": count_with_duckdb}
