#!/usr/bin/env python3
"""Runs verify_with_duckdb.sql on a generated data set and prints the checks that failed.

    verify_with_duckdb.py DIR

Exit code: 0 all as the manifest says, 2 wrong usage, 3 differences found.
"""

import json
import sys
from pathlib import Path

import duckdb

SQL = Path(__file__).with_suffix(".sql")


def main(arguments):
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__.strip(), file=sys.stderr)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    directory = Path(arguments[0])
    if not (directory / "_manifest.json").is_file():
        print(
            f"{directory}: no _manifest.json; name a directory that `nested-parquet generate`"
            " has completed",
            file=sys.stderr,
        )
        return 2
    connection = duckdb.connect()
    connection.execute("SET VARIABLE dir = ?", [str(directory)])
    try:
        preset = json.loads((directory / "_manifest.json").read_text())["preset"]
        if preset != "contacts":
            print(f"{directory}: for preset {preset} take compare_readers.py", file=sys.stderr)
            return 2
        checks = connection.execute(SQL.read_text()).fetchall()
    except (duckdb.Error, ValueError, LookupError) as e:  # a broken file or manifest
        print(f"DuckDB cannot read {directory}: {' '.join(str(e).split())}")
        return 3
    failed = [check for check in checks if not check[3]]
    for name, expected, found, _ in failed:
        print(f"{name}: {expected} expected, {found} found")
    if failed:
        print(f"DuckDB {duckdb.__version__}: {len(failed):,} of {len(checks):,} checks failed")
        return 3
    print(f"DuckDB {duckdb.__version__}: {len(checks):,} checks as the manifest says")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
