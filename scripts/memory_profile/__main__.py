"""Profiles the memory of a run and writes a report. scripts/profile-memory.sh runs this."""

import argparse
import os
import re
import shlex
import signal
import sys
import tempfile
from pathlib import Path

import report
import sampling

ROOT = Path(__file__).resolve().parents[2]
SUFFIXES = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}


def main():
    parser = argparse.ArgumentParser(prog="scripts/profile-memory.sh", allow_abbrev=False)
    parser.add_argument("--java-home", required=True, type=Path, help=argparse.SUPPRESS)
    parser.add_argument(
        "--report",
        type=Path,
        default=ROOT / "target" / "memory-profile.md",
        metavar="FILE.md",
        help="where to write the report; its chart goes beside it (default: target/memory-profile.md)",
    )
    parser.add_argument("-n", "--rows", default="10M", help="contacts to make (default: 10M)")
    arguments, flags = parser.parse_known_args()
    try:
        rows_to_make = count(arguments.rows)
    except ValueError:
        parser.error(f"-n {arguments.rows}: not a number such as 10M")
    command = ["generate", "-n", arguments.rows, *flags]
    if {"-o", "--output"} & {flag.split("=")[0] for flag in flags}:
        parser.error("the output is temporary: -o can't be given")

    (ROOT / "target").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "target", prefix="memory-profile-") as work:
        output = ["-o", f"{work}/contacts", "--quiet"]
        launcher = [str(ROOT / "scripts" / "nested-parquet"), *command, *output]
        run = sampling.run(launcher, arguments.java_home, rows_to_make, Path(work))

    profile = report.Profile(run)
    chart = arguments.report.with_suffix(".svg")
    machine = describe_machine(arguments.java_home)
    rows = f"{run.arrow[-1].rows:,} rows"
    report.draw(profile, f"Resident memory, {rows}: {shlex.join(command)}", chart)
    text = report.markdown(profile, shlex.join(["scripts/profile-memory.sh", *command[1:]]), machine, chart.name)
    arguments.report.write_text(text)
    print(text)
    print(f"Written: {os.path.relpath(arguments.report)}, {os.path.relpath(chart)}")
    if profile.unexplained_share() >= 0.1:
        raise SystemExit("10 % of the RSS or more is unexplained")


def count(text):
    match = re.fullmatch(r"([\d_.]+)([kmg]?)", text.lower())
    if not match:
        raise ValueError(text)
    return int(float(match[1]) * SUFFIXES[match[2]])


def describe_machine(java_home):
    cpu = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    system = re.search(r'PRETTY_NAME="(.+)"', Path("/etc/os-release").read_text())
    release = (java_home / "release").read_text()
    java = re.search(r'JAVA_RUNTIME_VERSION="(.+)"', release) or re.search(r'JAVA_VERSION="(.+)"', release)
    cores = len(os.sched_getaffinity(0))
    model = cpu[1] if cpu else os.uname().machine
    return f"{cores} cores of {model}, {system[1]}, JDK {java[1]}"


try:
    main()
except KeyboardInterrupt:
    sys.exit(128 + signal.SIGINT)
