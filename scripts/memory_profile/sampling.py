"""Runs the program and takes down, as often as it can, what the kernel, the JVM and Arrow say."""

import os
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy

PAGE = os.sysconf("SC_PAGE_SIZE")
INTERVAL_SECONDS = 0.05
ATTEMPTS = 4
PRESENT_OR_SWAPPED = numpy.uint64(3 << 62)


@dataclass
class Mapping:
    """A line of /proc/PID/smaps; resident pages are kept for those that nothing names."""

    start: int
    end: int
    rights: str
    name: str
    rss: int = 0
    resident: numpy.ndarray | None = None

    def resident_bytes(self, start, end):
        first, last = (start - self.start) // PAGE, (end - self.start) // PAGE
        return int(self.resident[first:last].sum()) * PAGE


@dataclass
class Sample:
    time: float
    rss: int
    mappings: list[Mapping]


@dataclass
class ArrowLine:
    """A line of the program's memory log (class MemoryLog)."""

    time: float
    rows: int
    batches: int
    netty: int
    pool: int
    tree: str


@dataclass
class Run:
    seconds: float = 0
    max_rss: int = 0
    samples: list[Sample] = field(default_factory=list)
    arrow: list[ArrowLine] = field(default_factory=list)
    tracking: list[tuple[float, str]] = field(default_factory=list)  # NMT detail
    difference: str = ""  # NMT summary.diff
    info_time: float = 0
    info: str = ""  # VM.info


def run(command, java_home, rows, work):
    """Runs the command, whose process becomes the JVM, to its end."""
    log = work / "arrow.log"
    options = [
        os.environ.get("NESTED_PARQUET_JAVA_OPTIONS", ""),
        "-XX:NativeMemoryTracking=detail",
        f"-Dnestedparquet.memoryLog={log}",
    ]
    environment = dict(os.environ, NESTED_PARQUET_JAVA_OPTIONS=" ".join(options))
    result = Run()
    start = time.time()
    process = subprocess.Popen(command, env=environment)
    jvm = threading.Thread(target=ask_jvm, args=(process, java_home, rows, log, work, result))
    jvm.start()
    try:
        while process.returncode is None:
            next_time = time.time() + INTERVAL_SECONDS
            sample = take_sample(process.pid)
            if sample:
                result.samples.append(sample)
            time.sleep(max(0, next_time - time.time()))
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                result.max_rss = usage.ru_maxrss * 1024
        result.seconds = time.time() - start
    finally:
        if process.returncode is None:  # We were interrupted, or have failed.
            process.terminate()
            process.wait()
        jvm.join()
    if process.returncode != 0:
        raise SystemExit(f"the run failed with exit code {process.returncode}")
    result.arrow = read_arrow_log(log)
    if not result.tracking or not result.info:
        raise SystemExit(
            f"the run was over after {result.seconds:.1f} s, before jcmd had its answers;"
            f" profile more rows: -n {4 * rows}"
        )
    return result


# The kernel ------------------------------------------------------------------------------------


def take_sample(pid):
    """A sample whose mappings add up: smaps is read in pieces, while the process goes on mapping."""
    for _ in range(ATTEMPTS):
        sample = try_sample(pid)
        if sample is None:
            return None
        if abs(sum(mapping.rss for mapping in sample.mappings) - sample.rss) < sample.rss / 100:
            return sample
    return None


def try_sample(pid):
    """None if the process has gone, or is not yet the JVM."""
    process = Path(f"/proc/{pid}")
    try:
        if (process / "comm").read_text().strip() != "java":
            return None
        now = time.time()
        rollup = (process / "smaps_rollup").read_text()
        mappings = read_smaps((process / "smaps").read_text())
        with (process / "pagemap").open("rb", buffering=0) as pagemap:
            for mapping in mappings:
                if not mapping.name and mapping.rss:
                    read_resident(pagemap, mapping)
    except (FileNotFoundError, ProcessLookupError):
        return None
    rss = next((line for line in rollup.splitlines() if line.startswith("Rss:")), None)
    return Sample(now, kilobytes(rss), mappings) if rss and mappings else None


def kilobytes(line):
    return int(line.split()[1]) * 1024


def read_smaps(text):
    mappings = []
    for line in text.splitlines():
        if line.startswith("Rss:"):
            mappings[-1].rss = kilobytes(line)
        elif line[0] in "0123456789abcdef":
            fields = line.split(maxsplit=5)
            start, end = (int(address, 16) for address in fields[0].split("-"))
            mappings.append(Mapping(start, end, fields[1], fields[5] if len(fields) > 5 else ""))
    return mappings


def read_resident(pagemap, mapping):
    pages = (mapping.end - mapping.start) // PAGE
    entries = numpy.frombuffer(os.pread(pagemap.fileno(), pages * 8, mapping.start // PAGE * 8), numpy.uint64)
    mapping.resident = numpy.zeros(pages, bool)
    mapping.resident[: len(entries)] = (entries & PRESENT_OR_SWAPPED) != 0


# The JVM ---------------------------------------------------------------------------------------


def ask_jvm(process, java_home, rows, log, work, result):
    """Baseline when the first rows are written, the difference when most are."""
    jcmd = [java_home / "bin" / "jcmd", str(process.pid)]

    def ask(*commands):
        script = work / "jcmd"
        script.write_text("\n".join(commands) + "\n")
        answer = subprocess.run([*jcmd, "-f", script], capture_output=True, text=True)
        return time.time(), answer.stdout

    def wait_for(share):
        while process.returncode is None:
            done = read_arrow_log(log)
            if done and done[-1].rows > share * rows:
                return True
            time.sleep(INTERVAL_SECONDS)
        return False

    if wait_for(0):
        ask("VM.native_memory baseline")
    if wait_for(0.4):
        at, text = ask("VM.native_memory summary.diff scale=KB", "VM.native_memory detail scale=KB")
        marker = "Virtual memory map:"
        if marker in text:
            result.tracking.append((at, text[text.rindex("Native Memory Tracking:\n") :]))
            result.difference = text[: text.rindex("Native Memory Tracking:\n")]
    if process.returncode is None:
        at, text = ask("VM.info")
        if "C-Heap outstanding" in text:
            result.info_time, result.info = at, text


# Arrow -----------------------------------------------------------------------------------------


def read_arrow_log(log):
    if not log.exists():
        return []
    lines = []
    for line in log.read_text().splitlines(keepends=True):
        fields = line.rstrip("\n").split("\t")
        if line.endswith("\n") and len(fields) == 6:
            millis, rows, batches, netty, pool = map(int, fields[:5])
            lines.append(ArrowLine(millis / 1000, rows, batches, netty, pool, fields[5]))
    return lines
