"""What a measurement depends on, besides the programs: machine, system, versions."""

import importlib.metadata
import os
import re
import shutil
import subprocess
import time
from pathlib import Path

IN_MEMORY = {"tmpfs", "ramfs"}


def describe(root, work, arguments):
    """What the report says about this run, as (name, text)."""
    memory_kib = int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())[1])
    python = importlib.metadata.version
    yield "Command", f"`scripts/bench.sh {' '.join(arguments)}`".replace(" `", "`")
    yield "Date", time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
    yield "Commit", commit(root)
    yield "Processor", f"{processor()}, {os.cpu_count()} logical cores"
    yield "Memory", f"{memory_kib / 2**20:.0f} GiB"
    yield "Files on", filesystem(work)
    yield "Kernel", f"{os.uname().sysname} {os.uname().release} {os.uname().machine}"
    yield "Java", java()
    versions = [f"pyarrow {python('pyarrow')}", f"numpy {python('numpy')}", f"DuckDB {python('duckdb')}"]
    versions += [f"parquet-java {library_version(root, 'parquet-avro')}"]
    try:
        versions.append(f"Spark {python('pyspark')}")
    except importlib.metadata.PackageNotFoundError:
        pass
    yield "Compared with", ", ".join(versions)


def commit(root):
    git = ["git", "-C", str(root)]
    try:
        name = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
        changes = subprocess.run([*git, "diff", "--quiet", "HEAD", "--", "src/main"])
    except OSError:
        return "unknown"
    return (name.stdout.strip() or "unknown") + (" and uncommitted changes" if changes.returncode else "")


def processor():
    text = Path("/proc/cpuinfo").read_text()
    model = re.search(r"^(?:model name|Model)\s*:\s*(.+)$", text, re.MULTILINE)
    return model[1].strip() if model else os.uname().machine


def java():
    text = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr
    runtime = re.search(r"\(build (.+?)\)", text)
    return runtime[1] if runtime else text.splitlines()[0]


def library_version(root, name):
    for path in map(Path, (root / "target/bench.classpath").read_text().split(":")):
        if path.suffix == ".jar" and path.stem.startswith(f"{name}-"):
            return path.stem[len(name) + 1 :]
    return "unknown"


def filesystem(directory):
    """Type of the file system that a directory is on."""
    device, kind = os.stat(directory).st_dev, "unknown"
    wanted = f"{os.major(device)}:{os.minor(device)}"
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        mount, _, source = line.partition(" - ")
        if mount.split()[2] == wanted:
            kind = source.split()[0]
    return kind


def free_bytes(directory):
    return shutil.disk_usage(directory).free
