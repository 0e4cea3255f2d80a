"""Data sets that files declare, as pyarrow reads them and as the program prints their rows.

Printing takes neither of the writers, and pyarrow shares no code with either.
"""

import json
import re
import struct
import subprocess
from datetime import datetime, timedelta
from decimal import Decimal

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from project import LAUNCHER, generate, run

NAMES = ["orders", "traces", "hep", "documents", "sensors", "embeddings", "clicks", "github-events", "places"]
NAMES += ["wide", "deep", "types"]
ROWS = {"wide": 20, "types": 150}  # of the others, 300
DURATION = re.compile(r"(-?)PT(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?[\d.]+)S)?")
DIGITS = {"ms": (0, 3), "us": (6,), "ns": (9,)}  # Parquet has no seconds: they are read as milliseconds
UNITS = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def duration(text, unit):
    """A length of time as Java writes it, in units."""
    sign, hours, minutes, seconds = DURATION.fullmatch(text).groups()
    total = int(hours or 0) * 3600 + int(minutes or 0) * 60 + Decimal(seconds or 0)
    return int(total * UNITS[unit]) * (-1 if sign else 1)


def timestamp(text, unit):
    """A time as in ISO 8601 with all digits of its unit, in units since 1970."""
    seconds, _, fraction = text.rstrip("Z").partition(".")
    assert len(seconds) == 19 and len(fraction) in DIGITS[unit], text
    since = (datetime.fromisoformat(seconds) - datetime(1970, 1, 1)) // timedelta(seconds=1)
    return since * UNITS[unit] + int(fraction or 0) * UNITS[unit] // 10 ** len(fraction)


def time_of_day(text, unit):
    """A time of day with all digits of its unit, in units since midnight."""
    return timestamp(f"1970-01-01T{text}", unit)


def bits(number, type):
    """A number of floating point as its width keeps it; all NaN are one, the two zeros are not."""
    width = {16: "e", 32: "f", 64: "d"}[type.bit_width]
    return repr(struct.unpack(width, struct.pack(width, float(number)))[0])


def printed(value, type):
    """A printed value as what pyarrow's numbers and texts are compared with."""
    if value is None:
        return None
    if pa.types.is_dictionary(type):
        return printed(value, type.value_type)
    if pa.types.is_struct(type):
        return {field.name: printed(value[field.name], field.type) for field in type}
    if pa.types.is_map(type):
        return [(printed(x["key"], type.key_type), printed(x["value"], type.item_type)) for x in value]
    if pa.types.is_list(type) or pa.types.is_large_list(type) or pa.types.is_fixed_size_list(type):
        return [printed(x, type.value_type) for x in value]
    if pa.types.is_timestamp(type):
        assert value.endswith("Z") == (type.tz is not None), value
        return timestamp(value, type.unit)
    if pa.types.is_duration(type):
        return duration(value, type.unit)
    if pa.types.is_floating(type):
        return bits(value, type)
    if pa.types.is_time(type):
        return time_of_day(value, type.unit)
    return value


def read(scalar):
    """A value that pyarrow has read, by numbers and texts."""
    type = scalar.type
    if not scalar.is_valid:
        return None
    if pa.types.is_dictionary(type):
        return read(scalar.value)
    if pa.types.is_struct(type):
        return {name: read(scalar[name]) for name in scalar}
    if pa.types.is_map(type):
        return [(read(entry["key"]), read(entry["value"])) for entry in scalar.values]
    if hasattr(scalar, "values") and pa.types.is_nested(type):
        return [read(x) for x in scalar.values]
    if pa.types.is_timestamp(type) or pa.types.is_duration(type) or pa.types.is_time(type):
        return scalar.value
    value = scalar.as_py()
    if pa.types.is_date(type):
        return value.isoformat()
    if pa.types.is_floating(type):
        return bits(value, type)
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if hasattr(value, "bytes_le") else value


@pytest.mark.parametrize("name", NAMES)
def test_files_have_the_rows_that_are_printed(tmp_path, name):
    rows = ROWS.get(name, 300)
    directory = generate(tmp_path / name, "--schema", name, "--rows", rows, "--partitions", "1")
    command = [LAUNCHER, "generate", "--schema", name, "--head", rows]
    lines = run(*command, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    (file,) = directory.glob("*.parquet")
    table = pq.read_table(file)
    assert len(lines) == table.num_rows == rows
    for i, line in enumerate(lines):
        row = json.loads(line, parse_float=Decimal)
        assert list(row) == table.column_names
        for field in table.schema:
            expected = printed(row[field.name], field.type)
            assert read(table[field.name][i]) == expected, f"row {i}, {field.name}"


def test_the_built_in_ones_are_all_here():
    listed = run(LAUNCHER, "schemas", stdout=subprocess.PIPE, text=True).stdout.splitlines()
    assert {line.split()[0] for line in listed if not line.endswith("a preset")} == set(NAMES)


def test_duckdb_reads_every_type_by_one_of_its_own(tmp_path):
    """What it has no type for it reads by another: half floats, lengths of time, nanoseconds with a zone."""
    directory = generate(tmp_path / "types", "--schema", "types", "--rows", 50, "--partitions", "1")
    (file,) = directory.glob("*.parquet")
    connection = duckdb.connect()
    connection.sql(f"CREATE TABLE types AS FROM '{file}'")
    columns = dict(connection.sql("SELECT column_name, column_type FROM (DESCRIBE types)").fetchall())
    assert connection.sql("FROM types SELECT count(*)").fetchone() == (50,)
    assert columns["float16"] == "FLOAT"
    assert {columns[f"duration_{unit}"] for unit in UNITS} == {"BIGINT"}
    assert columns["timestamp_ns_offset"] == "TIMESTAMP WITH TIME ZONE"
    assert columns["time_ns"] == "TIME_NS"
    assert columns["timestamp_ns"] == "TIMESTAMP_NS"
    assert columns["uint64"] == "UBIGINT"
    assert columns["decimal_38_38"] == "DECIMAL(38,38)"
    assert columns["uuid"] == "UUID"
