#!/usr/bin/env python3
"""Checks that a program really made orders: check_orders.py [--counts-only] [--files N] [--codec C] ROWS DIRECTORY

That there are 4 (or N) Parquet files of the codec with so many rows is read from their footers; unless told
otherwise, lengths, shares and amounts are compared with those of the built-in data set orders. Needs
DuckDB. Prints the differences, and ends with 1 if there are any.
"""

import sys

import duckdb
from check_output import main

# What is averaged, and what it is in orders.
EXPECTED = {
    "shipments of an order": ("avg(len(shipments))", 1.638, 0.03),
    "lines of a shipment": (
        "sum(list_sum(list_transform(shipments, lambda s: len(s.lines)))) / sum(len(shipments))", 2.87, 0.2),
    "attributes of an order": ("avg(cardinality(attributes))", 2, 0.04),
    "shipments without a carrier": (
        "sum(len(list_filter(shipments, lambda s: s.carrier IS NULL))) / sum(len(shipments))", 0.03, 0.01),
    "orders from the US": ("avg((customer.country = 'US')::INTEGER)", 0.40, 0.05),
    "median of the total": ("median(total)", 1_020, 120),
    "different ids among orders": ("approx_count_distinct(order_id) / count(*)", 1, 0.25),
}


def differences(rows, directory, files, codec, counts_only):
    paths = [str(path) for path in sorted(directory.rglob("*.parquet"))]
    if len(paths) != files:
        yield f"{len(paths)} files, not {files}"
        return
    found, = duckdb.execute("SELECT sum(num_rows) FROM parquet_file_metadata($1)", [paths]).fetchone()
    if found != rows:
        yield f"{found:,} rows, not {rows:,}"
    codecs = duckdb.execute("SELECT DISTINCT compression FROM parquet_metadata($1)", [paths]).fetchall()
    if codecs != [(codec,)]:
        yield f"codecs {codecs}, not {codec}"
    if counts_only:
        return
    query = ", ".join(expression for expression, _, _ in EXPECTED.values())
    values = duckdb.execute(f"SELECT {query} FROM read_parquet($1)", [paths]).fetchone()
    for (name, (_, expected, tolerance)), value in zip(EXPECTED.items(), values):
        if abs(float(value) - expected) > tolerance:
            yield f"{name}: {float(value):,.4g}, expected {expected:,.4g}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], __doc__, differences))
