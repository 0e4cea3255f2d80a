"""Reads a data set's manifest, and checks the manifest and the files before any row is read.

A module for the scripts beside it, and for your own. Needs nothing but Python.
"""

import json
import re
import signal
import sys
import zlib
from pathlib import Path

MANIFEST = "_manifest.json"
MOST, MOST_ROWS = 2**63 - 1, 10**18
PLAN = {"rows": (0, MOST_ROWS), "partitions": (1, 100_000), "batchRows": (1, 8_388_608)}
TEXTS = "preset", "writer", "parquetSchema"
READ_BYTES = 1 << 20


class ManifestError(Exception):
    """There is no manifest to work with; the message is for the user."""


def run(main, usage):
    """Runs main(directory), which returns the exit code, with what the command line names."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # end at once, also within a reader, and quietly
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    arguments = sys.argv[1:]
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(usage.strip(), file=sys.stderr)
        sys.exit(0 if arguments in (["-h"], ["--help"]) else 2)
    try:
        sys.exit(main(Path(arguments[0])))
    except ManifestError as e:
        print(e, file=sys.stderr)
        sys.exit(2)


# Reading ------------------------------------------------------------------------------------------


def read_manifest(directory):
    """Returns the manifest as a dictionary that has everything that the functions below need."""
    path = directory / MANIFEST
    if not path.is_file():
        raise ManifestError(
            f"{directory}: no {MANIFEST}; name a directory that `nested-parquet generate` has completed"
        )
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(manifest, dict) or manifest.get("tool") != "nested-parquet":
            raise ValueError("tool is not nested-parquet")
        for name, (least, most) in PLAN.items():
            require_number(manifest, name, least, most)
        for name in TEXTS:
            require_text(manifest, name)
        require_counts(manifest)
        if not isinstance(manifest.get("files"), list):
            raise ValueError("files is no list")
        for entry in manifest["files"]:
            require_entry(entry)
    except (OSError, ValueError, RecursionError) as e:
        raise ManifestError(f"{path} is no manifest that can be read ({e})") from e
    return manifest


def require_number(values, name, least=0, most=MOST):
    value = values.get(name)
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"{name} is {value!r}, not a number from {least:,} to {most:,}")


def require_text(values, name):
    if not isinstance(values.get(name), str):
        raise ValueError(f"{name} is {values.get(name)!r}, not a text")


def require_counts(values):
    if not isinstance(values.get("counts"), dict):
        raise ValueError("counts is no object")
    counts = flat(values["counts"])
    for name in counts:
        require_number(counts, name)


def require_entry(entry):
    if not isinstance(entry, dict):
        raise ValueError("an entry of files is no object")
    require_text(entry, "path")
    if not re.fullmatch(r"[^./\\\0][^/\\\0]*", entry["path"]):
        raise ValueError(f"path {entry['path']!r} is no name of a file in this directory")
    for name, most in ("firstRow", MOST_ROWS), ("rows", MOST_ROWS), ("bytes", MOST):
        require_number(entry, name, 0, most)
    if "crc32" in entry:
        require_text(entry, "crc32")
    require_counts(entry)


def flat(counts, prefix=""):
    """Flattens counts: {"phoneTypes": {"Work": 1}} becomes {"phoneTypes.Work": 1}."""
    result = {}
    for name, value in counts.items():
        if isinstance(value, dict):
            result |= flat(value, f"{prefix}{name}.")
        else:
            result[prefix + name] = value
    return result


# Checks ------------------------------------------------------------------------------------------


def planned_files(manifest):
    """Yields (path, first row, rows) of each partition that has rows: contiguous ranges, in order."""
    rows, partitions = manifest["rows"], manifest["partitions"]
    for part in range(partitions):
        first, end = part * rows // partitions, (part + 1) * rows // partitions
        if first < end:
            yield f"{manifest['preset']}-{part:05}-of-{partitions:05}.parquet", first, end - first


def compare_manifest(directory, manifest):
    """Yields contradictions within the manifest, and files that it lists wrongly or not at all."""
    planned = list(planned_files(manifest))
    listed = [(entry["path"], entry["firstRow"], entry["rows"]) for entry in manifest["files"]]
    once = set(planned)
    for path, first_row, rows in sorted(once ^ set(listed)):
        what = "is left out" if (path, first_row, rows) in once else "is not as planned"
        yield f"{MANIFEST}: {path} with {amount(rows, 'row')} from row {first_row:,} on {what}"
    if once == set(listed) and planned != listed:
        yield f"{MANIFEST}: files are listed twice, or not in the order of their rows"
    on_disk = {path.name for path in directory.glob("*.parquet")}
    for name in sorted(on_disk - {path for path, _, _ in listed}):
        yield f"{name}: is not in the manifest"
    if manifest["rows"] != manifest["counts"].get("rows"):
        yield f"{MANIFEST}: rows differ from counts.rows"
    total = {}
    for entry in manifest["files"]:
        if entry["rows"] != entry["counts"].get("rows"):
            yield f"{MANIFEST}: {entry['path']}: rows differ from counts.rows"
        add_counts(total, flat(entry["counts"]))
    if manifest["files"]:
        for difference in compare_counts(total, manifest["counts"]):
            yield f"{MANIFEST}: sum of the files' counts: {difference}"


def compare_bytes(directory, entry):
    """Yields differences of a file's size and checksum from its entry in the manifest."""
    where, path = entry["path"], directory / entry["path"]
    if not path.is_file():
        yield f"{where}: is missing"
        return
    try:
        if path.stat().st_size != entry["bytes"]:
            yield f"{where}: {entry['bytes']:,} bytes expected, {path.stat().st_size:,} found"
        if "crc32" in entry and (crc32 := checksum(path)) != entry["crc32"]:
            yield f"{where}: checksum {entry['crc32']} expected, {crc32} found"
    except OSError as e:
        yield f"{where}: cannot be read: {e}"


def checksum(path):
    crc32 = 0
    with open(path, "rb") as file:
        while octets := file.read(READ_BYTES):
            crc32 = zlib.crc32(octets, crc32)
    return f"{crc32:08x}"


# Counts -------------------------------------------------------------------------------------------


def add_counts(total, more):
    """Adds flat counts to a total; keeps the smallest or the largest of extremes."""
    for name, value in more.items():
        if name in total:
            value = operation(name)(total[name], value)
        total[name] = value


def operation(name):
    return {"smallest": min, "largest": max}.get(name.rpartition(".")[2], int.__add__)


def compare_counts(expected, found):
    """Yields differences between counts. A count that one side lacks is 0 there, unless it is an extreme."""
    expected, found = flat(expected), flat(found)
    for name in sorted(expected | found):
        absent = 0 if operation(name) is int.__add__ else "none"
        want, got = expected.get(name, absent), found.get(name, absent)
        if want != got:
            yield f"{name}: {show(want)} expected, {show(got)} found"


def show(value):
    return f"{value:,}" if isinstance(value, int) else str(value)


def amount(count, noun):
    """1 row, 20,000 rows."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
