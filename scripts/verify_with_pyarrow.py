#!/usr/bin/env python3
"""Checks a generated data set as pyarrow reads it against what its manifest says is true.

    verify_with_pyarrow.py DIR

Needs pyarrow and nothing else of this project: a template for testing an engine of your own.
Replace read_batches() by what your engine returns and keep the rest. Memory is bounded by a row
group, whatever the size of the data set.

Prints each difference on a line of its own. Exit code: 0 all as the manifest says, 2 wrong usage,
3 differences found.
"""

import json
import re
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

SLOTS = 5  # phones a contact can have; phone `slot` of row `row` has the id SLOTS * row + slot
NUMBER_PREFIX = "+91-99-"  # then comes the id, of 8 digits or more
WRITER_CUTS_AT = 32_768  # rows; Arrow's Dataset writer cuts larger batches


# What is read -------------------------------------------------------------------------------------


def read_batches(file):
    """The file's rows, in order, a row group at a time."""
    for group in range(file.num_row_groups):
        yield from file.read_row_group(group).to_batches()


def count(batch, first_row):
    """What is true of the rows of a batch, by the names that the manifest uses.

    Two names are not in the manifest, since nothing of the kind may be there: nullPhones (null
    structs) and misplacedNumbers. Lists without elements show up as phonesPerContact.0.
    """
    names, lists = batch.column("name"), batch.column("phones")
    phones = lists.flatten()  # of lists that aren't null
    numbers = pc.struct_field(phones, "number")
    types = pc.struct_field(phones, "phone_type")
    ids = ids_by_position(lists, first_row)
    in_place = pc.equal(numbers, number_of(ids))  # null where the number is null

    found = {
        "rows": batch.num_rows,
        "nameNulls": names.null_count,
        "phonesNulls": lists.null_count,
        "phones": len(phones),
        "numberNulls": numbers.null_count,
        "phoneTypeNulls": types.null_count,
        "bothNull": count_true(pc.and_(pc.is_null(numbers), pc.is_null(types))),
        "nullPhones": phones.null_count,
        # None of these also means that no number is there twice, since all ids differ.
        "misplacedNumbers": count_true(pc.invert(in_place)),
    }
    for name, values in ("phonesPerContact", pc.list_value_length(lists)), ("phoneTypes", types):
        for entry in values.drop_null().value_counts().to_pylist():
            found[f"{name}.{entry['values']}"] = entry["counts"]
    range_of_ids = pc.min_max(ids_of(numbers)).as_py()
    if range_of_ids["min"] is not None:
        found["number.smallest"] = range_of_ids["min"]
        found["number.largest"] = range_of_ids["max"]
    return found


def ids_by_position(lists, first_row):
    """The id that each phone must have, from the row and the slot in which it stands."""
    rows = pc.list_parent_indices(lists).cast(pa.int64())
    starts = pc.subtract(lists.offsets, lists.offsets[0])  # 0 if the batch isn't a slice
    positions = pc.subtract(pc.cumulative_sum(pa.repeat(1, len(rows))), 1)
    slots = pc.subtract(positions, starts.take(rows))
    return pc.add(pc.multiply(pc.add(rows, first_row), SLOTS), slots)


def number_of(ids):
    digits = pc.utf8_lpad(ids.cast(pa.string()), width=8, padding="0")
    return pc.binary_join_element_wise(NUMBER_PREFIX, digits, "")


def ids_of(numbers):
    """The ids that the numbers name; null where there are none."""
    digits = pc.utf8_slice_codeunits(numbers, start=len(NUMBER_PREFIX))
    digits = pc.if_else(pc.ascii_is_decimal(digits), digits, None)
    return digits.cast(pa.int64())


def count_true(values):
    return pc.sum(values, min_count=0).as_py()


def merge(total, more):
    """Adds counts to a total; of ids, the smallest and the largest are kept."""
    keep = {"number.smallest": min, "number.largest": max}
    for name, value in more.items():
        if name in total:
            value = keep.get(name, int.__add__)(total[name], value)
        total[name] = value


# What is expected ---------------------------------------------------------------------------------


def flat(counts, prefix=""):
    """{"phoneTypes": {"Work": 1}} as {"phoneTypes.Work": 1}."""
    result = {}
    for name, value in counts.items():
        if isinstance(value, dict):
            result |= flat(value, f"{prefix}{name}.")
        else:
            result[prefix + name] = value
    return result


def planned_files(manifest):
    """(path, first row, rows) of each partition that has rows: contiguous ranges, in order."""
    rows, partitions = manifest["rows"], manifest["partitions"]
    for part in range(partitions):
        first, end = part * rows // partitions, (part + 1) * rows // partitions
        if first < end:
            yield f"{manifest['preset']}-{part:05}-of-{partitions:05}.parquet", first, end - first


def planned_row_groups(rows, batch_rows):
    """Rows of each row group: each batch becomes one, or more if it's larger than the writer likes."""
    for batch in range(0, rows, batch_rows):
        end = min(batch + batch_rows, rows)
        for group in range(batch, end, WRITER_CUTS_AT):
            yield min(WRITER_CUTS_AT, end - group)


def schema_text(file):
    """The file's Parquet schema, as the manifest writes it."""
    text = str(file.schema).split("\n", 1)[1].strip()
    text = text.replace("required group field_id=-1 ", "message ", 1)
    text = re.sub(r" field_id=-?\d+", "", text)
    return re.sub(r"\((\w+)\)", lambda annotation: annotation[0].upper(), text)


# The comparison -----------------------------------------------------------------------------------


def compare_counts(where, expected, found):
    """A name that one side lacks counts as 0 there, but for ids: no number, no smallest one."""
    expected = flat(expected)
    for name in sorted(expected | found):
        absent = "none" if name.startswith("number.") else 0
        want, got = expected.get(name, absent), found.get(name, absent)
        if want != got:
            yield f"{where}: {name}: {show(want)} expected, {show(got)} found"


def show(value):
    return f"{value:,}" if isinstance(value, int) else str(value)


def compare_file(directory, manifest, entry, total):
    """Differences between a file and its entry in the manifest; its counts go into the total."""
    where, path = entry["path"], directory / entry["path"]
    if not path.is_file():
        yield f"{where}: is missing"
        return
    if path.stat().st_size != entry["bytes"]:
        yield f"{where}: {entry['bytes']:,} bytes expected, {path.stat().st_size:,} found"
    found = {}
    try:
        with pq.ParquetFile(path) as file:
            if schema_text(file) != manifest["parquetSchema"].strip():
                yield f"{where}: another Parquet schema: {' '.join(schema_text(file).split())}"
                return
            yield from compare_row_groups(where, manifest, entry, file.metadata)
            row = entry["firstRow"]
            for batch in read_batches(file):
                merge(found, count(batch, row))
                row += batch.num_rows
    except (pa.ArrowException, OSError, UnicodeDecodeError) as e:
        yield f"{where}: cannot be read: {' '.join(str(e).split())}"
    yield from compare_counts(where, entry["counts"], found)
    merge(total, found)


def compare_row_groups(where, manifest, entry, metadata):
    if manifest["writer"] != "dataset":  # other writers have rules of their own
        return
    planned = list(planned_row_groups(entry["rows"], manifest["batchRows"]))
    found = [metadata.row_group(i).num_rows for i in range(metadata.num_row_groups)]
    if len(planned) != len(found):
        yield f"{where}: {len(planned):,} row groups expected, {len(found):,} found"
    for i, (want, got) in enumerate(zip(planned, found)):
        if want != got:
            yield f"{where}: row group {i}: {want:,} rows expected, {got:,} found"


def compare(directory, manifest):
    """All differences between a data set and its manifest."""
    entries = manifest["files"]
    planned = set(planned_files(manifest))
    listed = {(entry["path"], entry["firstRow"], entry["rows"]) for entry in entries}
    for path, first_row, rows in sorted(planned ^ listed):
        what = "is left out" if (path, first_row, rows) in planned else "is not as planned"
        yield f"_manifest.json: {path} with {rows:,} rows from row {first_row:,} on {what}"
    on_disk = {path.name for path in directory.glob("*.parquet")}
    for name in sorted(on_disk - {entry["path"] for entry in entries}):
        yield f"{name}: is not in the manifest"
    total = {}
    for entry in entries:
        if entry["rows"] != entry["counts"]["rows"]:
            yield f"_manifest.json: {entry['path']}: rows differ from counts.rows"
        yield from compare_file(directory, manifest, entry, total)
    if manifest["rows"] != manifest["counts"]["rows"]:
        yield "_manifest.json: rows differ from counts.rows"
    yield from compare_counts("data set", manifest["counts"], total)


def main(arguments):
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__.strip(), file=sys.stderr)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    directory = Path(arguments[0])
    try:
        manifest = json.loads((directory / "_manifest.json").read_text())
        if manifest["tool"] != "nested-parquet":
            raise ValueError(f"tool is {manifest['tool']}")
    except (OSError, ValueError, TypeError, KeyError) as e:
        print(
            f"{directory}/_manifest.json is no manifest that can be read ({e!r}); name a directory"
            " that `nested-parquet generate` has completed",
            file=sys.stderr,
        )
        return 2
    if (preset := manifest.get("preset")) != "contacts":
        print(f"{directory}: for preset {preset} take compare_readers.py", file=sys.stderr)
        return 2
    differences = 0
    for difference in compare(directory, manifest):
        differences += 1
        print(difference, flush=True)
    rows, files = f"{manifest['rows']:,} rows", f"{len(manifest['files']):,} files"
    if differences:
        print(f"pyarrow {pa.__version__}: {differences:,} differences in {rows}, {files}")
        return 3
    print(f"pyarrow {pa.__version__}: {rows} in {files} are as the manifest says")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
