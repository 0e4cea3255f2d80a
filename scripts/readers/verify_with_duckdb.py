#!/usr/bin/env python3
"""Runs verify_with_duckdb.sql on a generated data set and prints the checks that failed.

    verify_with_duckdb.py DIR

Exit code: 0 all as the manifest says, 2 wrong usage or no manifest, 3 differences found.
"""

from pathlib import Path

import duckdb

from dataset_manifest import ManifestError, amount, read_manifest, run

SQL = Path(__file__).with_suffix(".sql")


def main(directory):
    preset = read_manifest(directory)["preset"]
    if preset != "contacts":
        raise ManifestError(f"{directory}: for preset {preset} take compare_readers.py")
    connection = duckdb.connect()
    connection.execute("SET VARIABLE dir = ?", [str(directory)])
    try:
        checks = connection.execute(SQL.read_text()).fetchall()
    except duckdb.Error as e:  # a broken file
        print(f"DuckDB cannot read {directory}: {' '.join(str(e).split())}")
        return 3
    failed = [check for check in checks if not check[3]]
    for name, expected, found, _ in failed:
        print(f"{name}: {expected} expected, {found} found")
    if failed:
        print(f"DuckDB {duckdb.__version__}: {len(failed):,} of {amount(len(checks), 'check')} failed")
        return 3
    print(f"DuckDB {duckdb.__version__}: {amount(len(checks), 'check')}, as the manifest says")
    return 0


if __name__ == "__main__":
    run(main, __doc__)
