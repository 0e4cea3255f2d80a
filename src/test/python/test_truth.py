"""The truth in manifests of declared data sets, against what pyarrow and DuckDB find in the files.

Neither shares code with what gathers the truth. A data set is made as a whole, and of parts that are merged.
"""

import itertools
import json
import shutil
import struct
from collections import Counter
from datetime import date, timedelta
from decimal import Context, Decimal

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from project import LAUNCHER, ROOT, generate, run, verify
from test_schemas import NAMES, timestamp

ALL_TYPES = ROOT / "src/test/resources/dev/nestedparquet/verify/all-types.yaml"
SETS = {**{name: name for name in NAMES}, "all-types": ALL_TYPES}
FLAGS = ["--rows", "700", "--partitions", "3", "--seed", "5"]
EPOCH = date(1970, 1, 1)
LONGEST = 128  # characters of a text that an extreme is told by


def usually(*names):
    """All data sets, of which the others are made only where slow tests are not left out."""
    return [name if name in names else pytest.param(name, marks=pytest.mark.slow) for name in SETS]


# A thousand columns of kinds that others have, too.
@pytest.fixture(scope="module", params=usually(*(SETS.keys() - {"wide"})))
def data_set(request, tmp_path_factory):
    return generate(tmp_path_factory.mktemp(request.param), "--schema", SETS[request.param], *FLAGS)


def manifest_of(directory):
    return json.loads((directory / "_manifest.json").read_text())


# What pyarrow finds --------------------------------------------------------------------------------


def quoted(name):
    return f"`{name.replace('`', '``')}`" if "." in name or "`" in name else name


class Column:
    """What is found in a column, chunk by chunk: a value is added by each."""

    def __init__(self, type):
        self.type = type
        self.values = self.nulls = self.absent = 0
        self.found = []  # arrays of values without nulls
        self.lengths = Counter()

    def add(self, array, absent):
        self.values += len(array) - array.null_count
        self.nulls += array.null_count
        self.absent += absent


def walk(array, path, absent, columns):
    """Adds an array of the slots that are there, and those below it."""
    type = array.type
    column = columns.setdefault(path, Column(type))
    column.add(array, absent)
    below = absent + array.null_count
    valid = array.drop_null()
    if pa.types.is_struct(type):
        for i, field in enumerate(type):
            walk(pc.struct_field(valid, [i]), f"{path}.{quoted(field.name)}", below, columns)
    elif pa.types.is_map(type):
        offsets = valid.offsets.to_pylist() if len(valid) else [0]
        lengths = [end - start for start, end in itertools.pairwise(offsets)]
        column.lengths.update(lengths)
        below += lengths.count(0)
        start, end = offsets[0], offsets[-1]
        walk(valid.keys.slice(start, end - start), f"{path}.key_value.key", below, columns)
        walk(valid.items.slice(start, end - start), f"{path}.key_value.value", below, columns)
    elif pa.types.is_nested(type):
        lengths = pc.list_value_length(valid).to_pylist()
        column.lengths.update(lengths)
        walk(pc.list_flatten(valid), f"{path}.list.element", below + lengths.count(0), columns)
    else:
        column.found.append(valid)


def columns_of(files):
    columns = {}
    for file in files:
        table = pq.read_table(file)
        for name, chunks in zip(table.column_names, table.columns):
            for chunk in chunks.chunks:
                walk(chunk, quoted(name), 0, columns)
    return columns


def plain(array):
    """Values as Python compares them: numbers as int or Decimal or float, times in units, texts by their bytes."""
    type = array.type
    if isinstance(type, pa.BaseExtensionType):
        return plain(array.storage)
    if pa.types.is_dictionary(type):
        return plain(array.cast(type.value_type))
    if pa.types.is_temporal(type):
        bits = 32 if type.bit_width == 32 else 64
        return array.cast(pa.int32() if bits == 32 else pa.int64()).to_pylist()
    values = array.to_pylist()
    if pa.types.is_string(type) or pa.types.is_large_string(type):
        return [value.encode() for value in values]
    return values


def from_json(value, type):
    """A value of the manifest as plain() has it."""
    if isinstance(type, pa.BaseExtensionType):
        return bytes.fromhex(value.replace("-", ""))
    if pa.types.is_dictionary(type):
        return from_json(value, type.value_type)
    if pa.types.is_date(type):
        return (date.fromisoformat(value) - EPOCH) // timedelta(days=1)
    if pa.types.is_time(type):
        return timestamp("1970-01-01T" + value, type.unit)
    if pa.types.is_timestamp(type):
        return timestamp(value, type.unit)
    if pa.types.is_decimal(type):
        return Decimal(value)
    if pa.types.is_floating(type):
        return float(value)
    if pa.types.is_integer(type) or pa.types.is_duration(type):
        return int(value)
    if pa.types.is_boolean(type):
        return value
    if pa.types.is_string(type) or pa.types.is_large_string(type):
        return value.encode()
    return bytes.fromhex(value)


def bits(value):
    """Tells -0.0 from 0.0, too."""
    return struct.pack(">d", value) if isinstance(value, float) else value


def order(value):
    return (value, str(value)[0] != "-") if isinstance(value, float) else value


def length_class(length):
    least = 2 ** (length.bit_length() - 1)
    return str(length) if length <= 32 else f"{max(33, least)}-{2 * least - 1}"


def kept(value, type):
    """The first 128 characters, or bytes."""
    if isinstance(value, bytes):
        is_text = pa.types.is_string(type) or pa.types.is_large_string(type)
        return value.decode()[:128].encode() if is_text else value[:128]
    return value


def base(type):
    return type.value_type if pa.types.is_dictionary(type) else type


def compare_leaf(path, told, column):
    type = base(column.type)
    values = [value for array in column.found for value in plain(array)]
    numbers = [value for value in values if value == value]
    if "nan" in told:
        assert told["nan"] == len(values) - len(numbers), path
    assert ("smallest" in told) == ("largest" in told) == bool(numbers), path
    for name, pick in {"smallest": min, "largest": max}.items():
        if numbers:
            extreme = pick(numbers, key=order)
            assert bits(from_json(told[name], type)) == bits(kept(extreme, type)), f"{path}: {name}"
            assert told.get(name + "IsCut", False) == (kept(extreme, type) != extreme), f"{path}: {name}"
    if pa.types.is_integer(type):
        assert int(told["sum"]) == sum(values), path
    elif pa.types.is_decimal(type):
        exact = Context(prec=200)
        total = Decimal(0)
        for value in values:
            total = exact.add(total, value)
        assert exact.compare(Decimal(told["sum"]), total) == 0, path
    if "bytes" in told:
        assert told["bytes"] == sum(len(value) for value in values), path
    if "labels" in told:
        found = Counter(bits(value) for value in values)
        for label, times in told["labels"].items():
            label = label == "true" if pa.types.is_boolean(type) else label
            assert found[bits(from_json(label, type))] == times, f"{path}: {label}"


def compare(truth, columns):
    assert list(truth) == list(columns)
    for path, told in truth.items():
        column = columns[path]
        assert (told["values"], told["nulls"], told["absent"]) == (column.values, column.nulls, column.absent), path
        if column.found:
            compare_leaf(path, told, column)
        elif "lengths" in told:
            lengths = Counter()
            for length, times in column.lengths.items():
                lengths[length_class(length)] += times
            assert told["lengths"] == dict(lengths), path
            assert told["empty"] == column.lengths[0], path
            assert told["elements"] == sum(n * times for n, times in column.lengths.items()), path


def test_truth_is_what_pyarrow_finds(data_set):
    manifest = manifest_of(data_set)
    files = [data_set / file["path"] for file in manifest["files"]]
    compare(manifest["truth"], columns_of(files))
    for file in manifest["files"]:
        compare(file["truth"], columns_of([data_set / file["path"]]))


def test_truth_is_what_the_footers_say(data_set):
    """Levels are values, nulls and what is absent; nulls of the shredder's statistics are the last two."""
    manifest = manifest_of(data_set)
    for file in manifest["files"]:
        metadata = pq.ParquetFile(data_set / file["path"]).metadata
        for i in range(metadata.num_columns):
            chunks = [metadata.row_group(group).column(i) for group in range(metadata.num_row_groups)]
            told = file["truth"][chunks[0].path_in_schema]
            levels = sum(chunk.num_values for chunk in chunks)
            assert told["values"] + told["nulls"] + told["absent"] == levels
            if manifest["writer"] == "shredder":
                assert told["nulls"] + told["absent"] == sum(chunk.statistics.null_count for chunk in chunks)


# What DuckDB finds ---------------------------------------------------------------------------------


def sql_of(path, files):
    """A query of the values at a path, with a row for each slot that is there."""
    rows = f"SELECT {{0}} AS v FROM read_parquet({[str(file) for file in files]})"
    names = path.replace(".list.element", ".[]").replace(".key_value.key", ".<k>").replace(".key_value.value", ".<v>")
    first, *rest = names.split(".")
    query = rows.format(f'"{first}"')
    for name in rest:
        step = {
            "[]": "unnest(v)",
            "<k>": "unnest(map_keys(v))",
            "<v>": "unnest(map_values(v))",
        }.get(name, f'v."{name}"')
        query = f"SELECT {step} AS v FROM ({query}) WHERE v IS NOT NULL"
    return query


def test_truth_is_what_duckdb_finds(data_set):
    manifest = manifest_of(data_set)
    files = [data_set / file["path"] for file in manifest["files"]]
    database = duckdb.connect()
    database.execute("SET TimeZone = 'UTC'")
    for path, told in manifest["truth"].items():
        query = sql_of(path, files)
        values, nulls = database.sql(f"SELECT count(v), count(*) - count(v) FROM ({query})").fetchone()
        assert (told["values"], told["nulls"]) == (values, nulls), path
        type = told["type"]
        if type in ("list", "map"):
            length = "cardinality(v)" if type == "map" else "len(v)"
            counted = database.sql(
                f"SELECT count(*) FILTER ({length} = 0), sum({length}) FROM ({query}) WHERE v IS NOT NULL"
            ).fetchone()
            assert counted == (told["empty"], told["elements"] or (0 if values else None)), path
        elif type.startswith("int") or type.startswith("uint"):
            found = database.sql(f"SELECT min(v), max(v), sum(v::HUGEINT) FROM ({query})").fetchone()
            if values:
                assert found == tuple(int(told[name]) for name in ("smallest", "largest", "sum")), path
        elif type in ("string", "large_string") and values:
            found = database.sql(f"SELECT min(v), max(v), sum(strlen(v))::BIGINT FROM ({query})").fetchone()
            extremes = [
                value[:LONGEST] if told.get(f"{name}IsCut") else value
                for name, value in zip(["smallest", "largest"], found)
            ]
            assert (*extremes, found[2]) == (told["smallest"], told["largest"], told["bytes"]), path
        elif type == "date" and values:
            found = database.sql(f"SELECT min(v)::VARCHAR, max(v)::VARCHAR FROM ({query})").fetchone()
            assert found == (told["smallest"], told["largest"]), path
        elif type.startswith("decimal") and values:
            found = database.sql(f"SELECT min(v), max(v) FROM ({query})").fetchone()
            assert found == (Decimal(told["smallest"]), Decimal(told["largest"])), path
        if "labels" in told and type in ("string", "large_string"):
            found = database.sql(f"SELECT v, count(*) FROM ({query}) WHERE v IS NOT NULL GROUP BY v").fetchall()
            labels = {label: times for label, times in found if label in told["labels"]}
            assert labels == {label: times for label, times in told["labels"].items() if times}, path


# Parts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", usually("orders", "all-types"))
def test_truth_of_merged_parts_is_that_of_the_whole(name, tmp_path):
    whole = generate(tmp_path / "whole", "--schema", SETS[name], *FLAGS)
    parts = tmp_path / "parts"
    for part in ["0-1", "2"]:
        generate(parts, "--schema", SETS[name], *FLAGS, "--part", part)
    verify(parts)
    merged = shutil.copytree(parts, tmp_path / "merged")
    run(LAUNCHER, "merge", merged)
    assert (merged / "_manifest.json").read_bytes() == (whole / "_manifest.json").read_bytes()
    verify(merged)
