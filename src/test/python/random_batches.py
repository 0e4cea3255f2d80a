"""How readers see random batches that the shredder wrote: the comparisons of test_random_batches.py.

There is, for each case, an Arrow file and a Parquet file of the same batches (000.arrow, 000.parquet).
All values and nulls of the Parquet file must be those of the Arrow file, at every level. pyarrow also
writes the batches itself (000.pyarrow.parquet): its file must be read back with the same Arrow types.
"""

import os
import re
import uuid

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

os.environ["POLARS_IGNORE_TIMEZONE_PARSE_ERROR"] = "1"  # it knows no +05:30

try:
    import polars
except ImportError:
    polars = None

WHOLE = {pa.string_view(): pa.string(), pa.binary_view(): pa.binary()}
UUID_TEXT = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NANOS = {"s": 1_000_000_000, "ms": 1_000_000, "us": 1_000, "ns": 1}
MOST_DIGITS_OF_DUCKDB = 38

# What polars says of delta encodings, of fixed length and in pages of nulls; and, if row groups have one
# row each, of lists of timestamps with an offset (+05:30) for a time zone. Of pyarrow's files likewise.
POLARS_LACKS = "|".join(
    (
        r"unexpected value while building Series of type List\(.*Datetime\('..', '[+-]\d\d:\d\d'\)",
        'FixedLenByteArray.*"DeltaByteArray".*not yet supported',
        "validity must be equal to the array",
        "validity mask length must match",
    )
)


# Values, whatever Arrow types a reader has for them -------------------------------------------------


def values(array):
    """An array as Python objects: structs, lists and maps as lists, temporal values as numbers."""
    kind = array.type
    if len(array) == 0:  # whose offsets may be missing: pyarrow crashes on some
        return []
    if isinstance(array, pa.ExtensionArray):
        return values(array.storage)
    if pa.types.is_dictionary(kind):
        return values(take(array.dictionary, array.indices))
    if pa.types.is_run_end_encoded(kind):
        return runs(array)
    if pa.types.is_struct(kind):
        children = [values(child) for child in array.flatten()]
        rows = [list(row) for row in zip(*children)]
        return [row if valid else None for row, valid in zip(rows, array.is_valid().to_pylist())]
    if pa.types.is_nested(kind):
        return lists(array)
    return leaves(array, kind)


def runs(array):
    return every_run(array, values(array.values))


def every_run(array, of_runs):
    """For each element, what its run has."""
    ends = array.run_ends.to_pylist()
    every = [x for x, start, end in zip(of_runs, [0, *ends], ends) for _ in range(start, end)]
    return every[array.offset : array.offset + len(array)]


def lists(array):
    """Lists of any kind, and maps as lists of their entries."""
    kind = array.type
    if is_list_view(kind):
        elements, sizes = values(array.values), array.sizes.to_pylist()
        found = [elements[start : start + size] for start, size in zip(array.offsets.to_pylist(), sizes)]
        return [x if valid else None for x, valid in zip(found, array.is_valid().to_pylist())]
    if pa.types.is_fixed_size_list(kind):
        starts = [(array.offset + i) * kind.list_size for i in range(len(array) + 1)]
        elements = values(array.values)
    elif pa.types.is_map(kind):
        starts = array.offsets.to_pylist()
        elements = [list(entry) for entry in zip(values(array.keys), values(array.items))]
    else:
        starts = array.offsets.to_pylist()
        elements = values(array.values)
    found = [elements[start:end] for start, end in zip(starts, starts[1:])]
    return [x if valid else None for x, valid in zip(found, array.is_valid().to_pylist())]


def is_list_view(kind):
    return pa.types.is_list_view(kind) or pa.types.is_large_list_view(kind)


def leaves(array, kind):
    if pa.types.is_date(kind):
        return array.cast(pa.date32()).cast(pa.int32()).to_pylist()
    if pa.types.is_time32(kind):
        return nanos(array.cast(pa.int32()), kind)
    if pa.types.is_time64(kind) or pa.types.is_timestamp(kind):
        return nanos(array.cast(pa.int64()), kind)
    if pa.types.is_duration(kind):
        return array.cast(pa.int64()).to_pylist()
    if pa.types.is_floating(kind):  # so that NaN is like NaN, and 0 unlike -0
        return [x if x is None else repr(x) for x in array.cast(pa.float64()).to_pylist()]
    return array.to_pylist()


def nanos(array, kind):
    return [x if x is None else x * NANOS[kind.unit] for x in array.to_pylist()]


def column_values(column):
    return [x for chunk in column.chunks for x in values(chunk)]


# Types ---------------------------------------------------------------------------------------------


def types_in(kind):
    """A type and all those in it."""
    yield kind
    if isinstance(kind, pa.BaseExtensionType):
        yield from types_in(kind.storage_type)
    if pa.types.is_run_end_encoded(kind):
        yield from types_in(kind.value_type)
    if pa.types.is_dictionary(kind):
        yield from types_in(kind.value_type)
    for i in range(kind.num_fields):
        yield from types_in(kind.field(i).type)


def is_not_for_duckdb(kind):
    """Decimals that it has no type for, and nanoseconds of which it keeps microseconds."""
    if pa.types.is_timestamp(kind):
        return kind.unit == "ns" and kind.tz is not None
    if pa.types.is_time64(kind):
        return kind.unit == "ns"
    return pa.types.is_decimal(kind) and kind.precision > MOST_DIGITS_OF_DUCKDB


def is_not_for_polars(kind):
    """Those that it turns into others, and maps of which it drops entries with the same key."""
    if pa.types.is_duration(kind):
        return kind.unit == "s"
    if isinstance(kind, pa.JsonType):
        return True
    return pa.types.is_map(kind) or pa.types.is_date64(kind) or pa.types.is_decimal256(kind)


# Readers: each returns columns of a file, if any, as Arrow columns; and says what types it lacks -----


def read_with_pyarrow(path, names):
    return pq.read_table(path, partitioning=None).select(names)


def read_with_duckdb(path, names):
    columns = ", ".join(f'"{name}"' for name in names)
    with duckdb.connect() as connection:
        return connection.execute(f"SELECT {columns} FROM read_parquet(?)", [str(path)]).to_arrow_table()


def read_with_polars(path, names):
    try:
        return polars.read_parquet(path, columns=names, glob=False).to_arrow()
    except polars.exceptions.PanicException as e:
        raise RuntimeError(f"panic: {e}") from None


READERS = {
    "pyarrow": (read_with_pyarrow, lambda kind: False),
    "DuckDB": (read_with_duckdb, is_not_for_duckdb),
    "polars": (read_with_polars, is_not_for_polars),
}


# The comparison --------------------------------------------------------------------------------------


def compare_values(path, expected, name):
    """Differences between what a reader finds in a file, and what is expected."""
    read, lacks = READERS[name]
    fields = [x for x in expected.schema if not any(map(lacks, types_in(x.type)))]
    if not fields:
        return
    try:
        found = read(path, [field.name for field in fields])
    except Exception as e:  # whatever a reader throws is its answer
        if name != "polars" or not re.search(POLARS_LACKS, str(e)):
            yield f"{path.name}: {name}: cannot read it: {' '.join(str(e).split())}"
        elif len(fields) > 1:  # It can read the others.
            for field in fields:
                yield from compare_values(path, expected.select([field.name]), name)
        return
    for i, field in enumerate(fields):
        where = f"{path.name}: {name}: {field}"
        try:
            ours, theirs = column_values(expected[field.name]), column_values(found.column(i))
            if name == "DuckDB" and any(isinstance(x, pa.UuidType) for x in types_in(field.type)):
                theirs = uuids_as_bytes(theirs)
        except Exception as e:
            yield f"{where}: {found.field(i)} {e!r}"
            continue
        if ours != theirs:
            yield f"{where}: {first_difference(ours, theirs)}"


def uuids_as_bytes(value):
    """DuckDB gives them as text."""
    if isinstance(value, list):
        return [uuids_as_bytes(x) for x in value]
    return uuid.UUID(value).bytes if isinstance(value, str) and UUID_TEXT.fullmatch(value) else value


def first_difference(ours, theirs):
    if len(ours) != len(theirs):
        return f"{len(theirs):,} rows, not {len(ours):,}"
    row = next(i for i, (x, y) in enumerate(zip(ours, theirs)) if x != y)
    return f"row {row:,}: {show(theirs[row])}, not {show(ours[row])}"


def show(value):
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:200]}... ({len(text):,} characters)"


# pyarrow's own file ----------------------------------------------------------------------------------


def write_with_pyarrow(path, table):
    columns = [pa.chunked_array(map(plain, x.chunks), without_dictionaries(x.type)) for x in table.columns]
    fields = [field.with_type(column.type) for field, column in zip(table.schema, columns)]
    pq.write_table(pa.table(columns, pa.schema(fields)), path)


def plain(array):
    """Without dictionaries, runs and views: pyarrow can't write them all, nor read them all as such."""
    kind = array.type
    wanted = without_dictionaries(kind)
    if kind == wanted:
        return array
    if kind in WHOLE:
        return whole(array)
    if isinstance(array, pa.ExtensionArray):
        return pa.ExtensionArray.from_storage(wanted, plain(array.storage))
    if pa.types.is_dictionary(kind):
        return plain(take(array.dictionary, array.indices))
    if pa.types.is_run_end_encoded(kind):
        runs_of = pa.array(every_run(array, range(len(array.values))), pa.int64())
        return plain(take(array.values, runs_of))
    if pa.types.is_struct(kind):
        children = [plain(array.field(i)) for i in range(kind.num_fields)]
    elif pa.types.is_map(kind):
        entries = [plain(array.keys), plain(array.items)]
        children = [pa.StructArray.from_arrays(entries, fields=[wanted.key_field, wanted.item_field])]
    else:
        children = [plain(array.values)]
    return pa.Array.from_buffers(
        wanted, len(array), array.buffers()[: own_buffers(kind)], array.null_count, array.offset, children
    )


def whole(array):
    """What views are of, by way of Python: pyarrow's own cast crashes on some."""
    return pa.array(array.to_pylist(), WHOLE[array.type])


def take(array, indices):
    """pyarrow can't take views, but what they are views of."""
    if array.type in WHOLE:
        return whole(array).take(indices)
    if isinstance(array, pa.ExtensionArray):
        taken = take(array.storage, indices)
        kind = pa.json_(taken.type) if isinstance(array.type, pa.JsonType) else array.type
        return pa.ExtensionArray.from_storage(kind, taken)
    return array.take(indices)


def own_buffers(kind):
    """How many buffers a nested array has itself, without those of its children."""
    if pa.types.is_struct(kind) or pa.types.is_fixed_size_list(kind):
        return 1
    return 3 if is_list_view(kind) else 2


def without_dictionaries(kind):
    if pa.types.is_dictionary(kind) or pa.types.is_run_end_encoded(kind):
        return without_dictionaries(kind.value_type)
    if kind in WHOLE:
        return WHOLE[kind]
    if isinstance(kind, pa.JsonType):
        return pa.json_(without_dictionaries(kind.storage_type))
    if kind.num_fields == 0:
        return kind
    fields = [kind.field(i) for i in range(kind.num_fields)]
    return nested_like(kind, [f.with_type(without_dictionaries(f.type)) for f in fields])


def nested_like(kind, fields):
    """A type of this kind, with other fields."""
    if pa.types.is_struct(kind):
        return pa.struct(fields)
    if pa.types.is_map(kind):
        return pa.map_(fields[0].type.field(0), fields[0].type.field(1), kind.keys_sorted)
    if pa.types.is_fixed_size_list(kind):
        return pa.list_(fields[0], kind.list_size)
    for is_kind, new in (
        (pa.types.is_large_list, pa.large_list),
        (pa.types.is_list_view, pa.list_view),
        (pa.types.is_large_list_view, pa.large_list_view),
    ):
        if is_kind(kind):
            return new(fields[0])
    return pa.list_(fields[0])


def compare_types(path, own_path, schema):
    """Types must be those that pyarrow gives back of its own file, but where it could not read ours."""
    own, found = pq.read_schema(own_path), pq.read_schema(path)
    with pq.ParquetFile(path) as file:
        if b"ARROW:schema" not in (file.metadata.metadata or {}):
            return
    if found.names != own.names:
        yield f"{path.name}: columns {found.names}, not {own.names}"
        return
    for field, theirs, ours in zip(schema, own, found):
        wanted = theirs.with_type(with_lists_as(ours.type, theirs.type))
        if pa.types.is_dictionary(field.type) and pa.types.is_dictionary(ours.type):
            wanted = wanted.with_type(ours.type)  # pyarrow's need not be one: it can't write them all
        if not ours.equals(wanted):
            yield f"{path.name}: {ours}, not {wanted}"


def with_lists_as(ours, theirs):
    """Theirs, with a list where ours is one, and theirs of fixed size, which can't be null, or a view."""
    if isinstance(ours, pa.JsonType):
        return ours
    if ours.num_fields != theirs.num_fields or ours.num_fields == 0:
        return theirs
    pairs = [(ours.field(i), theirs.field(i)) for i in range(ours.num_fields)]
    fields = [field.with_type(with_lists_as(our.type, field.type)) for our, field in pairs]
    is_simplified = pa.types.is_fixed_size_list(theirs) or is_list_view(theirs)
    is_list = pa.types.is_list(ours) or pa.types.is_large_list(ours)
    return nested_like(ours if is_list and is_simplified else theirs, fields)


def read_batches(arrow_path):
    with pa.ipc.open_file(arrow_path) as file:
        table = file.read_all()
    table.validate(full=True)
    return table
