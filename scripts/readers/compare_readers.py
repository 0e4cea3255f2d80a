#!/usr/bin/env python3
"""Compares what several readers return for a generated data set: with each other, and with its manifest.

    compare_readers.py DIR

pyarrow, DuckDB and, if it is installed, polars read each file whole. All values and nulls must be the
same, at every level: a null list is no empty list, and a null struct is no struct of nulls. The counts
must be those of the manifest. Works with any preset; each file must fit in memory.

A fault that all readers see alike, and that changes no count, goes unnoticed, such as rows that have
changed places within a file. `nested-parquet verify` knows each row, and notices it.

Prints each difference on a line of its own. Exit code: 0 all alike, 2 wrong usage or no manifest,
3 differences.
"""

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dataset_manifest import amount, compare_bytes, compare_manifest, flat, read_manifest, run

try:
    import polars
except ImportError:
    polars = None

NUMBER_PREFIX = "+91-99-"  # then comes the id of the phone
TYPE = pa.schema(
    [
        ("name", pa.string()),
        ("phones", pa.list_(pa.struct([("number", pa.string()), ("phone_type", pa.string())]))),
    ]
)


# Readers: each returns a file as an Arrow table ---------------------------------------------------


def read_with_pyarrow(path):
    return pq.read_table(path, partitioning=None)


def read_with_duckdb(path):
    with duckdb.connect() as connection:
        return connection.execute("FROM read_parquet(?)", [str(path)]).to_arrow_table()


def read_with_polars(path):
    return polars.read_parquet(path, glob=False).to_arrow()


READERS = {
    f"pyarrow {pa.__version__}": read_with_pyarrow,
    f"DuckDB {duckdb.__version__}": read_with_duckdb,
}
if polars:
    READERS[f"polars {polars.__version__}"] = read_with_polars


# With each other ----------------------------------------------------------------------------------


def compare_tables(reader, table, reference):
    """Yields differences from the reference, for each column the first row that differs."""
    if len(table) != len(reference):
        yield f"{reader}: {len(table):,} rows, not {len(reference):,}"
        return
    for column in TYPE.names:
        ours, theirs = table[column], reference[column]
        if ours.equals(theirs):
            continue
        row = first_difference(ours, theirs)
        yield f"{reader}: {column} of row {row:,} of the file: {show(ours[row])}, not {show(theirs[row])}"


def first_difference(left, right):
    """Finds the index of the first value that differs, by halving the range in which it must be."""
    start, end = 0, len(left)
    while end - start > 1:
        middle = (start + end) // 2
        if left.slice(start, middle - start).equals(right.slice(start, middle - start)):
            start = middle
        else:
            end = middle
    return start


def show(value):
    text = repr(value.as_py())
    return text if len(text) <= 120 else f"{text[:120]}... ({len(text):,} characters)"


# With the manifest --------------------------------------------------------------------------------


def count(table):
    """Counts of the rows, by the names that the manifest uses, and the lengths of all lists."""
    names, lists = table["name"].combine_chunks(), table["phones"].combine_chunks()
    phones = lists.flatten()
    numbers = pc.struct_field(phones, "number")
    types = pc.struct_field(phones, "phone_type")
    found = {
        "rows": len(table),
        "nameNulls": names.null_count,
        "nameEmpty": count_true(pc.equal(names, "")),
        "nameBytes": pc.sum(pc.binary_length(names), min_count=0).as_py(),
        "phonesNulls": lists.null_count,
        "phones": len(phones),
        "nullPhones": phones.null_count,
        "numberNulls": numbers.null_count,
        "phoneTypeNulls": types.null_count,
        "bothNull": count_true(pc.and_(pc.is_null(numbers), pc.is_null(types))),
        "nameLength.largest": pc.max(pc.binary_length(names)).as_py(),
    }
    for entry in types.drop_null().value_counts().to_pylist():
        found[f"phoneTypes.{entry['values']}"] = entry["counts"]
    ids = pc.utf8_slice_codeunits(numbers, start=len(NUMBER_PREFIX)).cast(pa.int64())
    range_of_ids = pc.min_max(ids).as_py()
    found["number.smallest"], found["number.largest"] = range_of_ids["min"], range_of_ids["max"]
    return found, pc.list_value_length(lists).drop_null()


def count_true(values):
    return pc.sum(values, min_count=0).as_py()


def count_lengths(lengths, label):
    """Lists whose length is the label's: a number, or a range such as 10-99."""
    least, _, most = label.partition("-")
    return count_true(
        pc.and_(pc.greater_equal(lengths, int(least)), pc.less_equal(lengths, int(most or least)))
    )


def count_characters(names, width):
    """Characters that take `width` bytes in UTF-8: by the first byte of each."""
    least, most = {1: (0x00, 0x7F), 2: (0xC0, 0xDF), 3: (0xE0, 0xEF), 4: (0xF0, 0xFF)}[width]
    octets = b"".join(name.encode() for name in names.drop_null().to_pylist())
    return sum(octets.count(bytes([octet])) for octet in range(least, most + 1))


def compare_counts(table, expected):
    """Differences from the counts of a manifest; of these, none is left out."""
    found, lengths = count(table)
    for name, want in flat(expected).items():
        if name.startswith("phonesPerContact."):
            got = count_lengths(lengths, name.split(".")[1])
        elif name.startswith("nameCharactersByBytes."):
            got = count_characters(table["name"], int(name.split(".")[1]))
        else:
            got = found.get(name, 0)
        if got != want:
            yield f"{name}: {want:,} expected, {got:,} found"


# --------------------------------------------------------------------------------------------------


def compare(directory, manifest, rows):
    """All differences; the rows that each reader has read are added up in `rows`."""
    yield from compare_manifest(directory, manifest)
    for file in manifest["files"]:
        yield from compare_bytes(directory, file)
        path, reference = directory / file["path"], None
        if not path.is_file():
            continue
        for reader, read in READERS.items():
            try:
                table = read(path).select(TYPE.names).cast(TYPE)
            except Exception as e:  # whatever a reader throws is its answer
                yield f"{file['path']}: {reader}: cannot read it: {' '.join(str(e).split())}"
                continue
            rows[reader] += len(table)
            if reference is None:
                reference = table
                for difference in compare_counts(table, file["counts"]):
                    yield f"{file['path']}: {reader}: {difference}"
            else:
                for difference in compare_tables(reader, table, reference):
                    yield f"{file['path']}: {difference}"


def main(directory):
    manifest = read_manifest(directory)
    differences, rows = 0, dict.fromkeys(READERS, 0)
    for difference in compare(directory, manifest, rows):
        differences += 1
        print(difference, flush=True)
    for reader, rows_read in rows.items():
        print(f"{reader}: {amount(rows_read, 'row')} of {manifest['preset']} read")
    if differences:
        print(f"{directory}: {amount(differences, 'difference')}")
        return 3
    print(f"{directory}: all alike, and as the manifest counts them")
    return 0


if __name__ == "__main__":
    run(main, __doc__)
