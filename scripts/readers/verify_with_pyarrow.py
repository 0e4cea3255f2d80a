#!/usr/bin/env python3
"""Compares what pyarrow reads from a generated data set with the counts of its manifest.

    verify_with_pyarrow.py DIR

A template for testing an engine of your own: let read_batches() return your engine's batches, and keep
the rest. Needs pyarrow, and dataset_manifest.py beside it. For the preset contacts. Reads one row group
at a time, so memory does not grow with the data set. Counts do not tell everything: another name in
place of a name is noticed by `nested-parquet verify` alone.

Prints each difference on a line of its own. Exit code: 0 all as the manifest says, 2 wrong usage
or no manifest, 3 differences found.
"""

import re
import sys

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dataset_manifest import (
    ManifestError,
    add_counts,
    amount,
    compare_bytes,
    compare_counts,
    compare_manifest,
    read_manifest,
    run,
)

SLOTS = 5  # phones a contact can have; phone `slot` of row `row` has the id SLOTS * row + slot
NUMBER_PREFIX = "+91-99-"  # then comes the id, of 8 digits or more
WRITER_CUTS_AT = 32_768  # rows; Arrow's Dataset writer cuts larger batches


# What is read -------------------------------------------------------------------------------------


def read_batches(file):
    """The file's rows, in order, a row group at a time."""
    for group in range(file.num_row_groups):
        yield from file.read_row_group(group).to_batches()


def count(batch, first_row):
    """Counts of the rows of a batch, by the names that the manifest uses.

    Two names are not in the manifest, since these counts must be 0: nullPhones (null structs) and
    misplacedNumbers. Lists without elements are counted as phonesPerContact.0.
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
        # If no number is misplaced, none is there twice either, since all ids differ.
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
    """Returns the id that each phone must have, which follows from its row and slot."""
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


# What is expected ---------------------------------------------------------------------------------


def planned_row_groups(rows, batch_rows):
    """Yields the rows of each row group: a batch becomes one, or several if the writer cuts it."""
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


def compare_file(directory, manifest, entry, total):
    """Yields differences between a file and its entry in the manifest; adds its counts to the total."""
    where, path = entry["path"], directory / entry["path"]
    yield from compare_bytes(directory, entry)
    if not path.is_file():
        return
    found = {}
    try:
        with pq.ParquetFile(path) as file:
            if schema_text(file) != manifest["parquetSchema"].strip():
                yield f"{where}: another Parquet schema: {' '.join(schema_text(file).split())}"
                return
            yield from compare_row_groups(where, manifest, entry, file.metadata)
            row = entry["firstRow"]
            for batch in read_batches(file):
                add_counts(found, count(batch, row))
                row += batch.num_rows
    except (pa.ArrowException, OSError, UnicodeDecodeError) as e:
        yield f"{where}: cannot be read: {' '.join(str(e).split())}"
    for difference in compare_counts(entry["counts"], found):
        yield f"{where}: {difference}"
    add_counts(total, found)


def compare_row_groups(where, manifest, entry, metadata):
    if manifest["writer"] != "dataset":  # other writers have rules of their own
        return
    planned = planned_row_groups(entry["rows"], manifest["batchRows"])
    for i in range(metadata.num_row_groups):
        want, got = next(planned, 0), metadata.row_group(i).num_rows
        if want != got:
            yield f"{where}: row group {i}: {amount(want, 'row')} expected, {got:,} found"
    if next(planned, 0):
        yield f"{where}: more than {amount(metadata.num_row_groups, 'row group')} expected"


def compare(directory, manifest, total):
    """Yields all differences between a data set and its manifest; adds all counts to the total."""
    yield from compare_manifest(directory, manifest)
    for entry in manifest["files"]:
        yield from compare_file(directory, manifest, entry, total)
    for difference in compare_counts(manifest["counts"], total):
        yield f"data set: {difference}"


def main(directory):
    manifest = read_manifest(directory)
    if manifest["preset"] != "contacts":
        raise ManifestError(f"{directory}: for preset {manifest['preset']} take compare_readers.py")
    differences, total = 0, {}
    for difference in compare(directory, manifest, total):
        differences += 1
        print(difference, flush=True)
    read = f"{amount(total.get('rows', 0), 'row')} in {amount(len(manifest['files']), 'file')}"
    if differences:
        print(f"pyarrow {pa.__version__}: {amount(differences, 'difference')}, {read} read")
        return 3
    print(f"pyarrow {pa.__version__}: {read} are as the manifest says")
    return 0


if __name__ == "__main__":
    run(main, __doc__)
