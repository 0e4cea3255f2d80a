#!/usr/bin/env python3
"""Measures the Spark source and the Spark job on this machine.

    spark_source.py [ROWS] [ROUNDS]      (default: 5000000 rows, 5 rounds)

Full scans into Spark's noop sink in local mode: of the source, and of rows of the same shape that
Spark SQL makes from range(), by the faster of two queries. Then one part as a job in a warm Spark,
beside the command line that makes the same file, process start included. Times are medians.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src/test/python/spark"))
os.environ["SPARK_TEST_MASTER"] = "local[*]"

import clusters

PARTITIONS = 4
NAME_LISTS = ROOT / "target/classes/dev/nestedparquet/internal/contact"


def names(which):
    names = (NAME_LISTS / f"{which}-names.txt").read_text().splitlines()
    literals = ", ".join("'" + name.replace("'", "\\'") + "'" for name in names)
    return f"element_at(array({literals}), 1 + cast(pmod(xxhash64(id, '{which}'), {len(names)}) AS INT))"


NAME = f"if(xxhash64(id, 'no name') & 65535 < 13107, NULL, concat({names('first')}, ' ', {names('last')}))"

# A hash of the phone's id decides on the phone: 16 bits on nulls, and 16 on the type.
PHONE = """named_struct(
  'number', if(xxhash64({id}) & 65535 < 62259, concat('+91-99-', lpad(cast({id} AS STRING), 8, '0')), NULL),
  'phone_type', CASE
    WHEN xxhash64({id}) & 65535 >= 58982 AND NOT xxhash64({id}) & 65535 BETWEEN 62259 AND 64880 THEN NULL
    WHEN shiftright(xxhash64({id}), 16) & 65535 < 36044 THEN 'Mobile'
    WHEN shiftright(xxhash64({id}), 16) & 65535 < 58982 THEN 'Work'
    ELSE 'Home' END)"""


def lists(of_length):
    return f"""CASE
      WHEN draw < 26214 THEN NULL
      WHEN draw < 55705 THEN {of_length(1)}
      WHEN draw < 62259 THEN {of_length(2)}
      WHEN draw < 63351 THEN {of_length(3)}
      WHEN draw < 64443 THEN {of_length(4)}
      ELSE {of_length(5)} END"""


def by_case(contacts):
    """An array by its elements, for each length: compiled as a whole."""

    def of_length(n):
        return "array(" + ", ".join(PHONE.format(id=f"(5 * id + {slot})") for slot in range(n)) + ")"

    return contacts.selectExpr(f"{NAME} AS name", f"{lists(of_length)} AS phones")


def by_transform(contacts):
    """Ids first, and a lambda that makes phones of them."""

    def of_length(n):
        return "array(" + ", ".join(f"5 * id + {slot}" for slot in range(n)) + ")"

    return contacts.selectExpr(f"{NAME} AS name", f"{lists(of_length)} AS ids").selectExpr(
        "name", f"transform(ids, id -> {PHONE.format(id='id')}) AS phones"
    )


def median_seconds(rounds, run):
    run()  # warms up
    run()
    seconds = []
    for _ in range(rounds):
        start = time.monotonic()
        run()
        seconds.append(time.monotonic() - start)
    return statistics.median(seconds)


def report(what, rows, seconds):
    print(f"{what:<58} {seconds:8.3f} s  {rows / seconds / 1e6:8.2f} M rows/s", flush=True)
    return rows / seconds


def scan(frame):
    frame.write.format("noop").mode("overwrite").save()


def bench_scans(spark, rows, rounds):
    def source():
        return clusters.source(spark, rows=rows, partitions=PARTITIONS)

    def contacts():
        draw = "xxhash64(id, 'phones') & 65535 AS draw"
        return spark.range(0, rows, 1, PARTITIONS).selectExpr("id", draw)

    def measure(what, make):
        return report(what, rows, median_seconds(rounds, lambda: scan(make())))

    full = measure("source, all columns", source)
    ranges = [
        measure("range(), arrays by CASE", lambda: by_case(contacts())),
        measure("range(), arrays by transform", lambda: by_transform(contacts())),
    ]
    print(f"source / range() = {full / max(ranges):.1f}")
    measure("source, names", lambda: source().select("name"))
    measure("source, numbers", lambda: source().select("phones.number"))
    measure("source, types", lambda: source().select("phones.phone_type"))
    report("source, count(*)", rows, median_seconds(rounds, lambda: source().count()))


def bench_part(spark, rows, rounds, work):
    gateway = spark.sparkContext._gateway
    output = Path(work, "part")
    flags = ["--rows", str(rows), "--partitions", "1"]

    def job():
        arguments = ["--output", str(output), "--json", *flags]
        array = gateway.new_array(gateway.jvm.String, len(arguments))
        for i, argument in enumerate(arguments):
            array[i] = argument
        shutil.rmtree(output, ignore_errors=True)
        assert gateway.jvm.dev.nestedparquet.spark.GenerateParts.run(array) == 0

    def command_line():
        shutil.rmtree(output, ignore_errors=True)
        command = [ROOT / "scripts/nested-parquet", "generate", "--quiet", "--output", output, *flags]
        subprocess.run([*command, "--no-progress"], check=True)

    of_job = median_seconds(rounds, job)
    of_command_line = median_seconds(rounds, command_line)
    report("part-job, warm", rows, of_job)
    report("command line, from start to exit", rows, of_command_line)
    print(f"part-job / command line = {of_job / of_command_line:.2f}")


def main(rows=5_000_000, rounds=5):
    with tempfile.TemporaryDirectory(prefix="nested-parquet-bench-") as work:
        subprocess.run([ROOT / "scripts/nested-parquet", "--version"], check=True)
        with clusters.session(work) as spark:
            print(f"Spark {spark.version}, {os.cpu_count()} cores, {rows:,} rows, {rounds} rounds")
            bench_scans(spark, rows, rounds)
            bench_part(spark, rows, rounds, work)


if __name__ == "__main__":
    if any(not word.isdigit() for word in sys.argv[1:]):
        sys.exit(__doc__)
    main(*map(int, sys.argv[1:]))
