#!/usr/bin/env python3
"""Measures Nested Parquet and what a user would take instead, in rounds that alternate.

Started by scripts/bench.sh, which builds and installs what this needs.
"""

import argparse
import csv
import dataclasses
import fcntl
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import zipfile
from pathlib import Path

from candidates import GROUPS, STARTUP_ROWS, candidates, perf_works
import machine

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
YARDSTICK_ROWS = 10_000_000
YARDSTICK_REPEATS = 2  # in each round
BYTES_PER_ROW = 40
PERF_EVENTS = "task-clock,context-switches,page-faults,instructions,cycles,cache-misses"


@dataclasses.dataclass
class Result:
    """What a candidate needed for some number of rows; a failure says why there is nothing."""

    candidate: object
    rows: int
    walls: list[float] = dataclasses.field(default_factory=list)
    cpus: list[float] = dataclasses.field(default_factory=list)
    peaks: list[int] = dataclasses.field(default_factory=list)
    bytes_written: int = 0
    failure: str | None = None
    perf: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def records_per_second(self):
        return self.rows / statistics.median(self.walls)


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="scripts/bench.sh",
        description="Measures Nested Parquet, and beside it what a user would take instead: DuckDB,"
        " pyarrow, parquet-java, Spark. Writes NAME.md, NAME.csv and NAME.svg. Every output is checked"
        " before it counts.",
        epilog="Each number of rows is measured in rounds (A B C A B C ...), after one round to warm"
        " up. Wall time, CPU time and peak memory are those of the whole process, from exec to exit.",
    )
    group_names = ",".join(GROUPS)
    add = parser.add_argument
    add("--rows", default="1M,10M", metavar="N,...", help="numbers of rows (default: %(default)s)")
    add("--full", action="store_true", help="also 100M rows, which takes more than an hour")
    add("--rounds", type=int, default=5, metavar="N", help="measured rounds (default: %(default)s)")
    add("--only", metavar="GROUP,...", help=f"only these groups: {group_names}")
    add("--candidates", metavar="KEY,...", help="only these candidates; --list names them")
    add("--list", action="store_true", help="list the candidates and end")
    add("--java-home", action="append", default=[], metavar="DIR", help="another JDK; repeatable")
    add("--with-spark", action="store_true", help="install Spark if need be (450 MB)")
    add("--perf", action="store_true", help="one more run of each with perf stat, where that works")
    add("--no-yardstick", action="store_true", help="leave out the yardstick, and the ratios to it")
    add("--timeout", type=float, default=1800, metavar="S", help="for one run (default: %(default)s)")
    add("--name", default="bench", help="of the report's files (default: %(default)s)")
    add("--work", type=Path, default=ROOT / "target/bench/work", metavar="DIR",
        help="where to write the data: on a disk; a subdirectory that is removed (default: target/bench/work)")
    add("--results", type=Path, default=ROOT / "native-notes/results", metavar="DIR",
        help="where to write the report (default: native-notes/results)")
    options = parser.parse_args(arguments)
    try:
        options.rows = sorted({parse_rows(text) for text in options.rows.split(",")})
    except ValueError as e:
        parser.error(str(e))
    if options.full:
        options.rows = sorted({*options.rows, 100_000_000})
    if options.rounds < 1:
        parser.error("--rounds must be 1 or more")
    options.only = options.only.split(",") if options.only else list(GROUPS)
    for group in options.only:
        if group not in GROUPS:
            parser.error(f"--only {group}: there are {group_names}")
    if not re.fullmatch(r"[\w.-]+", options.name):
        parser.error(f"--name {options.name}: letters, digits, '.', '-', '_' only")
    for java_home in options.java_home:
        if not Path(java_home, "release").is_file() or not Path(java_home, "bin/java").is_file():
            parser.error(f"--java-home {java_home} is no JDK")
    there_are = {one.key: one for one in candidates(ROOT, sys.executable, options.java_home)}
    options.candidates = options.candidates.split(",") if options.candidates else list(there_are)
    unknown = set(options.candidates) - set(there_are)
    if unknown:
        parser.error(f"--candidates {','.join(sorted(unknown))}: no such candidate; --list names them")
    if not any(set(options.only) & set(there_are[key].groups) for key in options.candidates):
        parser.error("no candidate is in these groups; --list names them, with --java-home also other JDKs")
    return options


def parse_rows(text):
    match = re.fullmatch(r"(\d+)([kMG]?)", text.replace("_", ""))
    if not match or int(match[1]) == 0:
        raise ValueError(f"--rows {text}: not a number such as 10M")
    return int(match[1]) * {"": 1, "k": 1000, "M": 10**6, "G": 10**9}[match[2]]


def say(text):
    print(text, file=sys.stderr, flush=True)


class Bench:
    def __init__(self, options):
        self.options = options
        self.work = options.work.resolve() / "nested-parquet-bench"  # all of it is removed
        self.output = self.work / "output"
        self.names = self.work / "names"
        self.log = self.work / "log.txt"
        self.results = []
        self.yardstick_rows = min(YARDSTICK_ROWS, max(options.rows))
        self.yardstick_seconds = []
        self.raw = []
        self.candidates = [
            one
            for one in candidates(ROOT, sys.executable, options.java_home)
            if one.key in options.candidates
        ]

    # The whole ---------------------------------------------------------------------------------

    def run(self):
        self.prepare()
        try:
            if self.wants("startup"):
                self.measure_rows(STARTUP_ROWS, ["startup"], yardstick=False)
            groups = [group for group in self.options.only if group != "startup"]
            for rows in self.options.rows if groups else []:
                # The largest that holds the yardstick's rows in memory sees it in each round.
                at = min((n for n in self.options.rows if n >= self.yardstick_rows))
                self.measure_rows(rows, groups, rows == at and not self.options.no_yardstick)
        finally:
            shutil.rmtree(self.work, ignore_errors=True)

    def wants(self, group):
        return group in self.options.only

    def prepare(self):
        self.work.mkdir(parents=True, exist_ok=True)
        self.lock = os.open(self.work.parent, os.O_RDONLY)
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(f"bench.sh: another run is using {self.work}; it would disturb this one, too")
        kind = machine.filesystem(self.work)
        if kind in machine.IN_MEMORY:
            sys.exit(f"bench.sh: {self.work} is on {kind}, in memory; choose a disk with --work DIR")
        needed = (max(self.options.rows) + self.yardstick_rows) * BYTES_PER_ROW * 5 // 4
        if machine.free_bytes(self.work) < needed:
            sys.exit(f"bench.sh: {needed / 1e9:.0f} GB must be free in {self.work}")
        self.names.mkdir(exist_ok=True)
        with zipfile.ZipFile(ROOT / "target/nested-parquet.jar") as jar:
            for name in "first-names.txt", "last-names.txt":
                data = jar.read(f"dev/nestedparquet/internal/contact/{name}")
                (self.names / name).write_bytes(data)

    # A number of rows --------------------------------------------------------------------------

    def measure_rows(self, rows, groups, yardstick):
        results = [
            Result(candidate, rows)
            for candidate in self.candidates
            if set(groups) & set(candidate.groups)
        ]
        self.results += results
        say(f"{rows:,} rows, {len(results)} candidates")
        if yardstick:
            self.make_yardstick_data()
        for round_number in range(self.options.rounds + 1):  # round 0 is to warm up
            for result in results:
                if not result.failure:
                    self.measure_once(result, round_number)
            if yardstick:
                self.measure_yardstick(round_number)
        if self.options.perf and perf_works():
            for result in results:
                if not result.failure and {"compare", "startup"} & set(result.candidate.groups):
                    self.count_events(result)
        shutil.rmtree(self.work / "yardstick", ignore_errors=True)

    def measure_once(self, result, round_number):
        candidate = result.candidate
        measured = self.run_candidate(result)
        failure = self.failure(result, measured, thorough=round_number == 0)
        size = sum(path.stat().st_size for path in self.output.rglob("*.parquet"))
        self.remove_output()
        self.raw.append(
            {
                "rows": result.rows,
                "candidate": candidate.key,
                "round": round_number,
                **{key: measured[key] for key in ("wallSeconds", "cpuSeconds", "peakRssBytes")},
                "bytes": size,
                "failure": failure or "",
            }
        )
        say(
            f"  round {round_number}  {candidate.label:36} {measured['wallSeconds']:8.2f} s"
            f" {measured['cpuSeconds']:8.2f} CPU s {measured['peakRssBytes'] / 2**20:7.0f} MiB"
            f"  {failure or ''}"
        )
        result.failure = failure
        result.bytes_written = size
        if round_number > 0 and not failure:
            result.walls.append(measured["wallSeconds"])
            result.cpus.append(measured["cpuSeconds"])
            result.peaks.append(measured["peakRssBytes"])

    def run_candidate(self, result, prefix=()):
        candidate = result.candidate
        self.remove_output()
        os.sync()  # nobody pays for what another one has left to write back
        command = [sys.executable, "-I", "-S", str(HERE / "measure.py")]
        command += ["--timeout", str(self.options.timeout), "--output", str(self.log)]
        if candidate.several_processes:
            command.append("--tree")
        command += [*prefix, *candidate.arguments(result.rows, self.output, self.names)]
        runner = subprocess.Popen(
            command, env=os.environ | candidate.environment, cwd=self.work, stdout=subprocess.PIPE
        )
        try:
            return json.loads(runner.communicate()[0])
        finally:
            runner.terminate()  # if it's still there, we are being ended: it ends the candidate
            runner.wait()

    def failure(self, result, measured, thorough):
        """Why the run doesn't count, or None."""
        if measured["timedOut"]:
            return f"did not end within {self.options.timeout:.0f} s"
        if measured["status"] != 0:
            last = self.log.read_text(errors="replace").strip().splitlines()[-1:]
            return f"exit code {measured['status']}: {' '.join(last)[:200]}"
        if result.candidate.files == 0:
            return None
        check = [sys.executable, str(HERE / result.candidate.check), "--files", str(result.candidate.files)]
        check += ["--codec", result.candidate.codec]
        check += [] if thorough else ["--counts-only"]
        check += [str(result.rows), str(self.output)]
        done = subprocess.run(check, capture_output=True, text=True)
        return None if done.returncode == 0 else "wrong rows: " + (done.stdout + done.stderr).strip()

    def remove_output(self):
        shutil.rmtree(self.output, ignore_errors=True)

    def count_events(self, result):
        counts = self.work / "perf.csv"
        self.run_candidate(result, ["perf", "stat", "-x;", "-e", PERF_EVENTS, "-o", str(counts)])
        self.remove_output()
        for line in counts.read_text().splitlines():
            fields = line.split(";")
            if len(fields) > 2 and fields[0].replace(".", "").isdigit():
                result.perf[fields[2]] = fields[0]

    # The yardstick -----------------------------------------------------------------------------

    def make_yardstick_data(self):
        command = [str(ROOT / "scripts/nested-parquet"), "generate", "-q", "--name-skew", "0"]
        command += ["-n", str(self.yardstick_rows), "-o", str(self.work / "yardstick")]
        subprocess.run(command, check=True, timeout=self.options.timeout)

    def measure_yardstick(self, round_number):
        command = [sys.executable, str(HERE / "yardstick.py"), str(self.work / "yardstick")]
        command += [str(YARDSTICK_REPEATS), str(self.work / "yardstick.parquet")]
        one_thread = {"OMP_NUM_THREADS": "1", "ARROW_IO_THREADS": "1"}
        os.sync()
        done = subprocess.run(
            command,
            env=os.environ | one_thread,
            stdout=subprocess.PIPE,
            check=True,
            timeout=self.options.timeout,
        )
        seconds = json.loads(done.stdout)
        for value in seconds:
            self.raw.append(
                {
                    "rows": self.yardstick_rows,
                    "candidate": "yardstick",
                    "round": round_number,
                    "cpuSeconds": round(value, 4),
                }
            )
        say(f"  round {round_number}  {'yardstick':36} {min(seconds):19.2f} CPU s")
        if round_number > 0:
            self.yardstick_seconds += seconds

    @property
    def yardstick(self):
        """U: CPU seconds for 10 million rows; None if it wasn't measured."""
        if not self.yardstick_seconds:
            return None
        return statistics.median(self.yardstick_seconds) * YARDSTICK_ROWS / self.yardstick_rows


def write_raw(path, raw):
    names = ["rows", "candidate", "round", "wallSeconds", "cpuSeconds", "peakRssBytes", "bytes", "failure"]
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(raw)


def main(arguments):
    options = parse(arguments)
    if options.list:
        for candidate in candidates(ROOT, sys.executable, options.java_home):
            print(f"{candidate.key:22} {candidate.label:38} {', '.join(candidate.groups)}")
        return 0
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # to clean up
    bench = Bench(options)
    load_before = os.getloadavg()[0]
    bench.run()

    import chart
    import report

    facts = list(machine.describe(ROOT, options.work, arguments))
    facts.append(("Load average", f"{load_before:.1f} before, {os.getloadavg()[0]:.1f} at the end"))
    options.results.mkdir(parents=True, exist_ok=True)
    base = options.results / options.name
    write_raw(base.with_name(base.name + ".csv"), bench.raw)
    chart_path = base.with_name(base.name + ".svg")
    has_chart = chart.draw(chart_path, bench.results)
    text = report.render(bench, facts, chart_path.name if has_chart else None)
    base.with_name(base.name + ".md").write_text(text)
    say(f"Written: {base}.md")
    failed = [result for result in bench.results if result.failure]
    for result in failed:
        say(f"{result.candidate.label}, {result.rows:,} rows: {result.failure}")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
