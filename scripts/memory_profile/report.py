"""Writes the report: a chart whose areas add up to the RSS, and tables of its peak."""

import bisect
import re

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot  # noqa: E402

from parts import (  # noqa: E402
    BATCHES,
    JVM_MALLOC,
    MALLOC_REST,
    MIB,
    NETTY_REST,
    PARTS,
    POOL,
    UNEXPLAINED,
    Tracking,
    explain,
    mallinfo,
)

MOST_POINTS = 150

# Mapped files in greys, the JVM in blues and greens, Arrow's memory in warm colours.
COLOURS = [
    "#5f6670", "#8b929c", "#b4bac2", "#d5d9de",
    "#0b4f6c", "#1b7a99", "#4aa5bf", "#2e8b57", "#7cbf8e", "#b5dcbf",
    "#b23a48", "#dd6b66", "#ef9f4f", "#f7d07a",
    "#000000",
]  # fmt: skip


def nearest(items, time):
    at = bisect.bisect_left(items, time, key=lambda item: item.time)
    around = items[max(0, at - 1) : at + 1]
    return min(around, key=lambda item: abs(item.time - time))


class Profile:
    """The samples of a run, explained."""

    def __init__(self, run):
        self.run = run
        self.tracking = Tracking.parse(run.tracking[-1][1])
        self.samples = run.samples
        self.parts = [self.explained(sample) for sample in self.samples]
        self.peak = max(range(len(self.samples)), key=lambda i: self.samples[i].rss)

    def explained(self, sample):
        return explain(sample, self.tracking, nearest(self.run.arrow, sample.time))

    def unexplained_share(self):
        """The largest of any sample once rows are being written."""
        writing = [i for i, s in enumerate(self.samples) if nearest(self.run.arrow, s.time).rows > 0]
        return max(self.parts[i][UNEXPLAINED] / self.samples[i].rss for i in writing)


def draw(profile, title, file):
    # Reproducible, and with text as text.
    pyplot.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "nested-parquet", "font.size": 9})
    start = profile.samples[0].time
    step = 1 + len(profile.samples) // MOST_POINTS
    shown = sorted({*range(0, len(profile.samples), step), profile.peak, len(profile.samples) - 1})
    times = [profile.samples[i].time - start for i in shown]
    figure, axes = pyplot.subplots(figsize=(10, 5.4), layout="constrained")
    areas = [[profile.parts[i][name] / MIB for i in shown] for name in PARTS]
    stack = axes.stackplot(times, areas, labels=list(PARTS), colors=COLOURS, linewidth=0)
    (total,) = axes.plot(
        times, [profile.samples[i].rss / MIB for i in shown], color="black", linewidth=0.8, label="RSS (smaps_rollup)"
    )
    peak = profile.samples[profile.peak]
    axes.annotate(
        f"{peak.rss / MIB:.0f} MiB",
        (peak.time - start, peak.rss / MIB),
        xytext=(0, 4),
        textcoords="offset points",
        ha="center",
    )
    axes.set_title(title, loc="left")
    axes.set_xlabel("seconds since the start of the process")
    axes.set_ylabel("resident memory, MiB")
    axes.set_xlim(0, times[-1])
    axes.set_ylim(0, peak.rss / MIB * 1.1)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(
        [total, *reversed(stack)],
        [total.get_label(), *reversed(list(PARTS))],
        loc="center left",
        bbox_to_anchor=(1, 0.5),
        frameon=False,
    )
    figure.savefig(file, metadata={"Date": None, "Creator": None})
    pyplot.close(figure)


def markdown(profile, command, machine, chart):
    run, peak = profile.run, profile.samples[profile.peak]
    parts = profile.parts[profile.peak]
    start = profile.samples[0].time
    return "\n".join(
        [
            f"# Memory profile: {run.arrow[-1].rows:,} rows",
            "",
            f"`{command}`",
            "",
            f"On {machine}.",
            f"Tracking by the JVM and sampling ({len(profile.samples)} times) take time and memory, too: it took"
            f" {run.seconds:.1f} s with them.",
            "",
            f"![Resident memory by part]({chart})",
            "",
            f"Peak RSS: {run.max_rss / MIB:.0f} MiB by the kernel's account (`ru_maxrss`), "
            f"{peak.rss / MIB:.0f} MiB in the largest sample, {peak.time - start:.1f} s after the start:",
            "",
            "| part | MiB | share | bounded by |",
            "|---|---:|---:|---|",
            *(
                f"| {name} | {parts[name] / MIB:.1f} | {parts[name] / peak.rss:.0%} | {bound} |"
                for name, bound in PARTS.items()
            ),
            f"| **sum** | **{sum(parts.values()) / MIB:.1f}** | | |",
            "",
            f"Unexplained: at most {profile.unexplained_share():.1%} of the RSS in any sample with rows.",
            "",
            *malloc_table(profile),
            "",
            *arrow_table(profile),
            "",
            "## What the JVM's own account says",
            "",
            "`jcmd PID VM.native_memory summary.diff scale=KB`, against a baseline taken when the first rows were",
            "written; by category, in KB. Committed is not resident, and C++ is not in it.",
            "",
            "| category | reserved | committed | change |",
            "|---|---:|---:|---:|",
            *tracking_rows(run.difference),
            "",
            "## How the parts are told apart",
            "",
            "Each line of `/proc/PID/smaps` is one of: a file (by name); a mapping of the JVM (by the addresses in the",
            "virtual memory map of `VM.native_memory detail`; of one that the kernel merged with a neighbour, by",
            "resident page, `/proc/PID/pagemap`); a stack (behind a guard page); one of Netty's chunks mapped alone (by",
            "its size); else malloc. What malloc holds is split by what is known of it: the JVM's own (NMT, without",
            "`Other`), Netty's chunks in arenas, and the C++ pool (both from `-Dnestedparquet.memoryLog`); the rest is",
            "C++ outside the pool, and memory freed but kept. These count what was given out, of which pages may not be",
            "resident: within malloc the split is good to a few MiB, its total is exact. Unexplained is what fits none of",
            "that, and what the mappings lack of the kernel's total (`smaps_rollup`).",
            "",
        ]
    )


def malloc_table(profile):
    """Checks the split of malloc by glibc's own account."""
    run = profile.run
    given_out, kept = mallinfo(run.info)
    sample = nearest(profile.samples, run.info_time)
    parts = profile.explained(sample)
    arrow = nearest(run.arrow, run.info_time)
    jvm = profile.tracking.jvm_malloc
    resident = sum(parts[name] for name in (JVM_MALLOC, BATCHES, NETTY_REST, POOL, MALLOC_REST))
    rows = [
        ("the JVM, without direct memory", jvm),
        ("Netty's chunks", arrow.netty),
        ("C++ memory pool", arrow.pool),
        ("C++ outside the pool", given_out - jvm - arrow.netty - arrow.pool),
        ("**given out**", given_out),
        ("freed and kept, resident or not", kept),
        ("**sum**", given_out + kept),
        ("resident, by smaps", resident),
    ]
    return [
        f"## What malloc holds, at {sample.time - profile.samples[0].time:.1f} s",
        "",
        "By glibc's own account (`mallinfo`, in `jcmd PID VM.info`), all arenas together:",
        "",
        "| | MiB |",
        "|---|---:|",
        *(f"| {what} | {size / MIB:.1f} |" for what, size in rows),
    ]


def arrow_table(profile):
    arrow = profile.run.arrow
    peak = max(arrow, key=lambda line: line.batches)
    children = [child.split("=") for child in peak.tree.split()]
    return [
        "## Arrow's allocators",
        "",
        f"Batches: at most {peak.batches / MIB:.1f} MiB alive, after {peak.rows:,} rows, in these child allocators:",
        ", ".join(f"`{name}` {int(size) / MIB:.1f} MiB" for name, size in children) + ". Netty reserved at most",
        f"{max(line.netty for line in arrow) / MIB:.0f} MiB for them; the C++ pool's peak was"
        f" {max(line.pool for line in arrow) / MIB:.1f} MiB.",
    ]


def tracking_rows(text):
    pattern = r"^- +(.+?) \(reserved=(\d+)KB(?: [+-]\d+KB)?, committed=(\d+)KB(?: ([+-]\d+)KB)?\)"
    rows = [
        (name, int(reserved), int(committed), change or "0")
        for name, reserved, committed, change in re.findall(pattern, text, re.M)
    ]
    for name, reserved, committed, change in sorted(rows, key=lambda row: -row[2]):
        if committed >= 100:
            yield f"| {name} | {reserved:,} | {committed:,} | {change} |"
