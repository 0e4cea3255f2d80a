"""The report of a benchmark run, in Markdown."""

from statistics import median

from candidates import GROUPS, STARTUP_ROWS

HOW = """\
Whole processes, from exec to exit: start-up, filling and writing. Medians of {rounds} rounds, in which the
candidates take turns, after a round to warm up; in brackets the smallest and the largest. CPU time
is user and system time of all threads and processes, peak memory the kernel's high-water mark of the
resident set (for Spark, which has several processes, of their sum). Files are written to the page cache
of a disk, without waiting for it. All make 4 files of the same schema and distributions; they are
uncompressed, and names uniformly distributed, unless the candidate says otherwise. A run counts only if its output has
passed [check_output.py](../../scripts/bench/check_output.py), or [check_orders.py](../../scripts/bench/check_orders.py).
"""

YARDSTICK = """\
The yardstick U is the CPU time of pyarrow's `write_table` alone for 10 million such rows held in memory, in
one thread: {seconds:.2f} s here ({low:.2f} to {high:.2f}{scaled}). Times are given per 10 million rows in units of U, too,
since those differ less between machines. Start-up is in them: it weighs the more, the fewer the rows.
"""


def render(bench, facts, chart):
    lines = ["# Benchmark", ""]
    if chart:
        lines += [f"![Records per second and peak memory]({chart})", ""]
    lines += ["| | |", "|---|---|"]
    lines += [f"| {name} | {text} |" for name, text in facts]
    lines += ["", HOW.format(rounds=bench.options.rounds)]
    if bench.yardstick:
        lines += [yardstick_text(bench)]
    for group in bench.options.only:
        for rows in sorted({result.rows for result in bench.results}):
            lines += section(bench, group, rows)
    lines += perf_section(bench)
    return "\n".join(lines).rstrip() + "\n"


def yardstick_text(bench):
    scale = bench.yardstick / median(bench.yardstick_seconds)
    low, high = (scale * pick(bench.yardstick_seconds) for pick in (min, max))
    scaled = f"; measured with {bench.yardstick_rows:,} rows" if scale != 1 else ""
    return YARDSTICK.format(seconds=bench.yardstick, low=low, high=high, scaled=scaled)


def section(bench, group, rows):
    results = [
        result
        for result in bench.results
        if group in result.candidate.groups
        and result.rows == rows
        and (group == "startup") == (rows == STARTUP_ROWS)
    ]
    if not results:
        return []
    unit = bench.yardstick
    header = ["", "wall time, s", "CPU time, s", "peak memory, MiB", "records/s", "file bytes a row"]
    if unit and rows >= 1_000_000:
        header += ["wall time / U", "CPU time / U"]
    else:
        unit = None
    lines = [f"## {GROUPS[group]}: {rows:,} rows", ""]
    lines += [table_row(header), table_row(["---"] + ["--:"] * (len(header) - 1))]
    results.sort(key=lambda result: median(result.walls) if result.walls else float("inf"))
    if group not in ("compare", "startup"):
        results.sort(key=lambda result: bench.results.index(result))
    lines += [table_row(cells(result, unit, group)) for result in results]
    return [*lines, ""]


def cells(result, unit, group):
    label = result.candidate.label
    if group in ("partitions", "producers") and result.candidate.key == "nested-parquet":
        label = "default (4 partitions)" if group == "partitions" else "default"
    if result.failure:
        return [label, f"failed: {' '.join(result.failure.split())}"] + [""] * (6 if unit else 4)
    row = [
        label,
        spread(result.walls, "{:.2f}"),
        spread(result.cpus, "{:.2f}"),
        spread([peak / 2**20 for peak in result.peaks], "{:.0f}"),
        f"{result.records_per_second:,.0f}",
        f"{result.bytes_written / result.rows:.1f}" if result.bytes_written else "–",
    ]
    if unit:
        per_ten_million = 10_000_000 / result.rows / unit
        row += [f"{median(values) * per_ten_million:.2f}" for values in (result.walls, result.cpus)]
    return row


def spread(values, form):
    middle, low, high = (form.format(pick(values)) for pick in (median, min, max))
    return f"{middle} ({low}–{high})"


def perf_section(bench):
    counted = [
        result
        for result in bench.results
        if result.perf and {"compare", "startup"} & set(result.candidate.groups)
    ]
    if not counted:
        return []
    events = sorted({event for result in counted for event in result.perf})
    lines = ["## perf stat, one run each (task-clock in milliseconds)", ""]
    lines += [table_row(["", "rows", *events]), table_row(["---"] + ["--:"] * (len(events) + 1))]
    for result in counted:
        values = [f"{float(result.perf[name]):,.0f}" if name in result.perf else "–" for name in events]
        lines.append(table_row([result.candidate.label, f"{result.rows:,}", *values]))
    return [*lines, ""]


def table_row(values):
    return f"| {' | '.join(values)} |"
