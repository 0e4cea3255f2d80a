"""Says of every resident page what it belongs to."""

import bisect
import re
from dataclasses import dataclass

KIB = 1024
MIB = 1024 * 1024

# glibc (malloc/arena.c): a heap of an arena other than the first starts at a multiple of this.
ARENA_ALIGNMENT = 64 * MIB

# glibc maps larger blocks alone, unless it has learnt to keep them (mallopt(3), M_MMAP_THRESHOLD).
MMAP_THRESHOLD = 128 * KIB

HEAP = "Java heap"
ARCHIVE = "class archive"
METASPACE = "metaspace"
CODE = "compiled code"
STACKS = "thread stacks"
JVM_MAPPED = "GC and other JVM, mapped"
JVM_MALLOC = "GC and other JVM, malloc"
ARROW_LIBRARY = "Arrow's native library"
LIBJVM = "libjvm.so"
FILES = "other mapped files"
BATCHES = "Arrow batches alive"
NETTY_REST = "rest of Netty's chunks"
POOL = "C++ memory pool"
MALLOC_REST = "other C++, and what mimalloc and glibc keep"
UNEXPLAINED = "unexplained"

# From the bottom of the chart to its top, and what bounds each.
PARTS = {
    ARROW_LIBRARY: "its size, 76 MB; by what of it is touched",
    LIBJVM: "its size; by what of it is touched",
    FILES: "libc, libstdc++, the JDK's `modules`, the jars",
    ARCHIVE: "its size: the classes of a usual run",
    METASPACE: "classes that the archive doesn't have",
    CODE: "methods that get hot, C1 only",
    STACKS: "threads: producers, open files, Arrow's pool",
    HEAP: "`-Xmx`; it holds no rows",
    JVM_MAPPED: "heap size (card table), constant",
    JVM_MALLOC: "symbols, loaded classes' tables, compiler arenas; NMT's own records",
    BATCHES: "`--memory`; in practice (ring size + 2) batches per open file",
    NETTY_REST: "one chunk of 4 MiB, and what batches have left of the others",
    POOL: "open files: each has an encoder with dictionaries and pages of one row group",
    MALLOC_REST: "other objects of C++; memory freed but not given back, by mimalloc for each of its threads, by glibc for each arena (`MALLOC_ARENA_MAX`)",
    UNEXPLAINED: "",
}

JVM_KINDS = {
    "Java Heap": HEAP,
    "Shared class space": ARCHIVE,
    "Class": METASPACE,
    "Metaspace": METASPACE,
    "Code": CODE,
    "Thread Stack": STACKS,
    "Thread": STACKS,
}

RESERVED = re.compile(r"^\[0x([0-9a-f]+) - 0x([0-9a-f]+)\] reserved .*?KB for (.+?)(?: from)?$", re.M)
TOTAL_MALLOC = re.compile(r"^ +malloc: (?:malloc=)?(\d+)KB", re.M)
DIRECT_MALLOC = re.compile(r"^- +Other \(.*?\n.*?malloc=(\d+)KB", re.M)
TRACKING_OVERHEAD = re.compile(r"tracking overhead=(\d+)KB")
MALLINFO = re.compile(r"C-Heap outstanding allocations: (\d+)K, retained: (\d+)K")


@dataclass
class Tracking:
    """What NMT knows: where the JVM's mappings are, and how much it has from malloc."""

    ranges: list[tuple[int, int, str]]
    jvm_malloc: int

    @staticmethod
    def parse(text):
        ranges = sorted(
            (int(start, 16), int(end, 16), JVM_KINDS.get(kind, JVM_MAPPED))
            for start, end, kind in RESERVED.findall(text)
        )
        total = int(TOTAL_MALLOC.search(text)[1])
        direct = DIRECT_MALLOC.search(text)
        overhead = TRACKING_OVERHEAD.search(text)
        jvm = total - (int(direct[1]) if direct else 0) + (int(overhead[1]) if overhead else 0)
        return Tracking(ranges, jvm * KIB)


def mallinfo(info):
    """Bytes that all of malloc has given out, and those that were freed and kept."""
    outstanding, retained = MALLINFO.search(info).groups()
    return int(outstanding) * KIB, int(retained) * KIB


def explain(sample, tracking, arrow):
    """Bytes by part; they add up to the sample's RSS."""
    parts = dict.fromkeys(PARTS, 0)
    malloc = netty_rss = netty_size = 0
    chunk = netty_chunk(arrow)
    before = None
    for mapping in sample.mappings:
        if mapping.name:
            if mapping.name == "[heap]":
                malloc += mapping.rss
            elif mapping.name.startswith("["):
                parts[STACKS if mapping.name == "[stack]" else UNEXPLAINED] += mapping.rss
            else:
                parts[of_file(mapping.name)] += mapping.rss
        elif mapping.rss:
            outside = split_by_tracking(mapping, tracking, parts)
            if outside:
                size = mapping.end - mapping.start
                if follows_file(mapping, before):  # the library's .bss
                    parts[of_file(before.name)] += outside
                elif is_stack(mapping, before):  # of a native thread that is none of Java's
                    parts[STACKS] += outside
                elif chunk and size % (chunk + 4 * KIB) == 0:
                    netty_rss += outside
                    netty_size += size // (chunk + 4 * KIB) * chunk
                elif mapping.start % ARENA_ALIGNMENT == 0 or size >= MMAP_THRESHOLD:
                    malloc += outside
                else:
                    parts[UNEXPLAINED] += outside
        before = mapping
    split_malloc(malloc, netty_rss, netty_size, tracking, arrow, parts)
    # The samples of the kernel are taken one after the other, so that they may differ a little.
    parts[UNEXPLAINED] += max(0, sample.rss - sum(parts.values()))
    return parts


def of_file(name):
    if name.endswith((".jsa", ".aot")):
        return ARCHIVE
    if "/libarrow_dataset_jni" in name or "/jnilib-" in name:
        return ARROW_LIBRARY
    return LIBJVM if name.endswith("/libjvm.so") else FILES


def follows_file(mapping, before):
    return before and before.end == mapping.start and before.name.startswith("/") and "w" in before.rights


def is_stack(mapping, before):
    """A guard page, then a thread's usual size of stack."""
    size = mapping.end - mapping.start
    guarded = before and before.end == mapping.start and before.rights == "---p"
    return guarded and any(0 <= usual - size <= 128 * KIB for usual in (MIB, 8 * MIB))


def netty_chunk(arrow):
    """Netty reserves whole chunks; its default is 4 MiB."""
    return 4 * MIB if arrow.netty else 0


def split_by_tracking(mapping, tracking, parts):
    """Adds to parts what lies in the JVM's own mappings; the resident bytes of the rest."""
    ranges = tracking.ranges
    at = max(0, bisect.bisect_right(ranges, (mapping.start, float("inf"), "")) - 1)
    inside = 0
    for start, end, part in ranges[at:]:
        if start >= mapping.end:
            break
        start, end = max(start, mapping.start), min(end, mapping.end)
        if start < end:
            resident = mapping.resident_bytes(start, end)
            parts[part] += resident
            inside += resident
    return max(0, mapping.rss - inside)


def split_malloc(malloc, netty_rss, netty_size, tracking, arrow, parts):
    """By what Netty, the JVM and Arrow say they have; chunks that share a mapping count in full."""
    shared_chunks = min(malloc, max(0, arrow.netty - netty_size))
    malloc -= shared_chunks
    netty = netty_rss + shared_chunks
    parts[BATCHES] = min(netty, arrow.batches)
    parts[NETTY_REST] = netty - parts[BATCHES]
    parts[JVM_MALLOC] = min(malloc, tracking.jvm_malloc)
    malloc -= parts[JVM_MALLOC]
    parts[POOL] = min(malloc, arrow.pool)
    parts[MALLOC_REST] = malloc - parts[POOL]
