#!/usr/bin/env python3
"""Makes contacts with numpy and pyarrow: pyarrow_numpy.py ROWS DIRECTORY NAME_LISTS [plain]

No loop over rows: arrays are put together from numpy buffers, a batch (and row group) at a time,
phone types as a dictionary. With `plain`, the writer is told what hardly repeats, so that it tries
no dictionary encoding on names and numbers, which is faster. The files are shared out among as many threads as there are
cores; numpy and pyarrow let go of the interpreter's lock while they work.
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

FILES = 4
BATCH_ROWS = 131_072
PHONE_TYPES = pa.array(["Mobile", "Work", "Home"])
SCHEMA = pa.schema(
    {
        "name": pa.string(),
        "phones": pa.list_(
            pa.struct(
                {"number": pa.string(), "phone_type": pa.dictionary(pa.int8(), pa.string())}
            )
        ),
    }
)
PREFIX = np.frombuffer(b"+91-99-", np.uint8)
FOUR_DIGITS = np.array([list(b"%04d" % i) for i in range(10_000)], np.uint8)


def bitmap(valid):
    return pa.py_buffer(np.packbits(valid, bitorder="little"))


def offsets(lengths):
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.int32)), dtype=np.int32)


def names(random, first, last, rows):
    first_names = first.take(pa.array(random.integers(0, len(first), rows, np.int32)))
    last_names = last.take(pa.array(random.integers(0, len(last), rows, np.int32)))
    present = pa.array(random.random(rows, np.float32) >= 0.20)
    return pc.if_else(present, pc.binary_join_element_wise(first_names, last_names, " "), None)


def numbers(ids, valid):
    """The ids as text, 4 digits at a time; all ids have the same number of digits, at least 8."""
    ids = ids[valid]
    digits = max(8, len(str(ids[-1]))) if len(ids) else 8
    blocks = -(-digits // 4)
    text = np.empty((len(ids), blocks * 4), np.uint8)
    for block in reversed(range(blocks)):
        ids, block_digits = np.divmod(ids, 10_000)
        text[:, 4 * block : 4 * block + 4] = FOUR_DIGITS[block_digits]
    whole = np.empty((len(text), len(PREFIX) + digits), np.uint8)
    whole[:, : len(PREFIX)] = PREFIX
    whole[:, len(PREFIX) :] = text[:, blocks * 4 - digits :]
    buffers = [bitmap(valid), pa.py_buffer(offsets(valid * whole.shape[1])), pa.py_buffer(whole)]
    return pa.Array.from_buffers(pa.string(), len(valid), buffers)


def phone_types(draws, valid):
    indices = (draws >= 0.55).view(np.int8) + (draws >= 0.90).view(np.int8)
    return pa.DictionaryArray.from_arrays(pa.array(indices, mask=~valid), PHONE_TYPES)


def phones(random, first_row, rows):
    draws = random.random(rows, np.float32)
    counts = np.searchsorted([0.40, 0.85, 0.95, 0.95 + 0.05 / 3, 0.95 + 0.10 / 3], draws, "right")
    starts = offsets(counts)
    total = starts[-1]
    slots = np.arange(total) - np.repeat(starts[:-1], counts)
    ids = 5 * np.repeat(np.arange(first_row, first_row + rows), counts) + slots

    nulls = random.random(total, np.float32)
    has_number = nulls < 0.95
    has_type = (nulls < 0.90) | ((nulls >= 0.95) & (nulls < 0.99))
    fields = [
        numbers(ids, has_number),
        phone_types(random.random(total, np.float32), has_type),
    ]
    structs = pa.StructArray.from_arrays(fields, fields=list(SCHEMA.field("phones").type.value_type))
    buffers = [bitmap(counts > 0), pa.py_buffer(starts)]
    return pa.Array.from_buffers(SCHEMA.field("phones").type, rows, buffers, children=[structs])


def batches(first_row, end):
    """Row ranges in which all numbers have as many digits; they get another at a power of ten."""
    while first_row < end:
        longer_from = max(10**8, 10 ** len(str(5 * first_row))) // 5
        rows = min(BATCH_ROWS, end - first_row, longer_from - first_row)
        yield first_row, rows
        first_row += rows


def main(rows, directory, lists, encoding="default"):
    rows, directory = int(rows), Path(directory)
    directory.mkdir(parents=True)
    first = pa.array((Path(lists) / "first-names.txt").read_text().splitlines())
    last = pa.array((Path(lists) / "last-names.txt").read_text().splitlines())

    dictionary_columns = ["phones.list.element.phone_type"] if encoding == "plain" else True

    def write(part):
        random = np.random.Generator(np.random.SFC64(part))
        with pq.ParquetWriter(
            directory / f"contacts-{part:05}-of-{FILES:05}.parquet",
            SCHEMA,
            compression="none",
            use_dictionary=dictionary_columns,
            store_schema=False,
        ) as writer:
            for first_row, n in batches(part * rows // FILES, (part + 1) * rows // FILES):
                columns = [names(random, first, last, n), phones(random, first_row, n)]
                writer.write_batch(pa.record_batch(columns, schema=SCHEMA))

    with ThreadPoolExecutor(min(FILES, os.cpu_count())) as pool:
        list(pool.map(write, range(FILES)))


if __name__ == "__main__":
    main(*sys.argv[1:])
