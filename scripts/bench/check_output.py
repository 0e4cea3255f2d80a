#!/usr/bin/env python3
"""Checks that a program really made contacts: check_output.py [--counts-only] [--files N] [--codec C] ROWS DIRECTORY

That there are 4 (or N) Parquet files of the schema and codec, with so many rows, is read from their
footers; unless told otherwise, all rows are also read and compared with the distributions. Needs
pyarrow. Prints the differences, and ends with 1 if there are any.
"""

import argparse
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

BATCH_ROWS = 65_536  # that are in memory at a time
LEAVES = ["name", "phones.list.element.number", "phones.list.element.phone_type"]

# What share of what, as (part, whole, probability).
EXPECTED = [
    ("null names", "rows", 0.20),
    ("null phones", "rows", 0.40),
    ("1 phone", "rows", 0.45),
    ("2 phones", "rows", 0.10),
    ("3 phones", "rows", 0.05 / 3),
    ("4 phones", "rows", 0.05 / 3),
    ("5 phones", "rows", 0.05 / 3),
    ("null numbers", "phones", 0.05),
    ("null types", "phones", 0.06),
    ("neither", "phones", 0.01),
    ("Mobile", "types", 0.55),
    ("Work", "types", 0.35),
    ("Home", "types", 0.10),
    ("well-formed numbers", "numbers", 1),
    ("names of two words", "names", 1),
]


def footer_differences(path, metadata, expected_codec):
    schema = metadata.schema
    leaves = [schema.column(i) for i in range(len(schema))]
    found = [leaf.path for leaf in leaves]
    if found != LEAVES:
        yield f"{path.name}: columns {found}, not {LEAVES}"
        return
    for leaf, levels in zip(leaves, [(1, 0), (4, 1), (4, 1)]):
        found = leaf.max_definition_level, leaf.max_repetition_level
        # Spark takes a list's element for required when it sees that none is null: (3, 1).
        if found not in (levels, (3, 1)):
            yield f"{path.name}: {leaf.path}: levels {found}, not {levels}"
        if str(leaf.logical_type) != "String":
            yield f"{path.name}: {leaf.path}: {leaf.logical_type}, not String"
    for group in range(metadata.num_row_groups):
        for column in range(len(leaves)):
            codec = metadata.row_group(group).column(column).compression
            if codec != expected_codec:
                yield f"{path.name}: codec {codec}, not {expected_codec}"
                return


def count(batch):
    names, lists = batch.column("name"), batch.column("phones")
    phones = lists.flatten()
    numbers, types = pc.struct_field(phones, "number"), pc.struct_field(phones, "phone_type")
    counts = {
        "rows": batch.num_rows,
        "names": batch.num_rows - names.null_count,
        "null names": names.null_count,
        "null phones": lists.null_count,
        "phones": len(phones),
        "numbers": len(phones) - numbers.null_count,
        "null numbers": numbers.null_count,
        "types": len(phones) - types.null_count,
        "null types": types.null_count,
        "neither": count_true(pc.and_(pc.is_null(numbers), pc.is_null(types))),
        "well-formed numbers": count_true(pc.match_substring_regex(numbers, r"^\+91-99-\d{8,}$")),
        "names of two words": count_true(pc.match_substring_regex(names, r"^[A-Z]\S+ [A-Z]\S+$")),
        "null structs": phones.null_count,
    }
    for entry in pc.value_counts(pc.list_value_length(lists).drop_null()).to_pylist():
        length = entry["values"]
        counts[f"{length} phone{'s' * (length != 1)}"] = entry["counts"]
    for entry in pc.value_counts(types.drop_null()).to_pylist():
        counts[entry["values"]] = entry["counts"]
    return counts


def count_true(values):
    return pc.sum(values, min_count=0).as_py()


def tolerance(whole, probability):
    """Six standard deviations: a program that is right passes, also the thousandth time."""
    return 6 * (whole * probability * (1 - probability)) ** 0.5 + 1


def share_differences(counts):
    allowed = {part for part, _, _ in EXPECTED} | {"rows", "phones", "numbers", "types", "names"}
    for part, whole, probability in EXPECTED:
        of, found = counts.get(whole, 0), counts.get(part, 0)
        if abs(found - probability * of) > tolerance(of, probability):
            yield f"{part}: {found:,} of {of:,} {whole}, expected {probability:.2%}"
    for name, found in counts.items():
        if name not in allowed and found:
            yield f"{name}: {found:,}, expected none"


def variety_differences(names, numbers):
    """Few different names or numbers would be easier to write; a sample is enough to see it."""
    if len(names) and pc.count_distinct(names).as_py() < 0.01 * len(names):
        yield f"names: {pc.count_distinct(names)} different ones in {len(names):,}"
    if pc.count_distinct(numbers).as_py() != len(numbers) - numbers.null_count:
        yield "numbers: some are there twice"


def differences(rows, directory, files, codec, counts_only):
    paths = sorted(directory.rglob("*.parquet"))
    if len(paths) != files:
        yield f"{len(paths)} files, not {files}"
    metadata = [pq.read_metadata(path) for path in paths]
    if sum(entry.num_rows for entry in metadata) != rows:
        yield f"{sum(entry.num_rows for entry in metadata):,} rows, not {rows:,}"
    for path, entry in zip(paths, metadata):
        yield from footer_differences(path, entry, codec)
    if counts_only or not paths:
        return
    total, names, numbers = {}, [], []
    for path in paths:
        with pq.ParquetFile(path) as file:
            for i, batch in enumerate(file.iter_batches(BATCH_ROWS)):
                for name, value in count(batch).items():
                    total[name] = total.get(name, 0) + value
                if i == 0:
                    names.append(batch.column("name").drop_null())
                    phones = batch.column("phones").flatten()
                    numbers.append(pc.struct_field(phones, "number"))
    yield from share_differences(total)
    yield from variety_differences(pa.chunked_array(names, pa.string()), pa.chunked_array(numbers, pa.string()))


def main(arguments, description=__doc__, differences=differences):
    """Reads a check's command line, and prints what it finds."""
    parser = argparse.ArgumentParser(description=description.split("\n")[0])
    parser.add_argument("--counts-only", action="store_true")
    parser.add_argument("--files", type=int, default=4)
    parser.add_argument("--codec", default="UNCOMPRESSED")
    parser.add_argument("rows", type=int)
    parser.add_argument("directory", type=Path)
    options = parser.parse_args(arguments)
    found = list(differences(**vars(options)))
    print("\n".join(found) if found else "as expected")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
