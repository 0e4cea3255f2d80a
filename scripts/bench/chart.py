"""The chart of a benchmark run: records per second and peak memory, side by side, as SVG."""

from statistics import median

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams.update(
    {"svg.hashsalt": "nested-parquet", "font.family": "DejaVu Sans", "font.size": 9}
)
import matplotlib.pyplot as plt  # noqa: E402

# Okabe and Ito's colours, which the colour-blind can tell apart; these two differ in lightness, too.
OURS, OTHERS = "#0072B2", "#B0B0B0"
WHISKERS = "#333333"


def draw(path, results):
    """Draws the side-by-side comparison of the most rows; False if there is none."""
    compared = [one for one in results if "compare" in one.candidate.groups and one.walls]
    if not compared:
        return False
    rows = max(result.rows for result in compared)
    compared = [result for result in compared if result.rows == rows]
    compared.sort(key=lambda result: result.records_per_second)

    height = 1.1 + 0.34 * len(compared)
    figure, (speed, memory) = plt.subplots(
        1, 2, figsize=(8.8, height), sharey=True, width_ratios=[3, 2], layout="constrained"
    )
    figure.suptitle(
        f"{rows:,} nested contacts to 4 Parquet files, whole process", fontsize=10, fontweight="bold"
    )
    rates = [spread(result.walls, lambda wall: rows / wall / 1e6) for result in compared]
    peaks = [spread(result.peaks, lambda peak: peak / 2**20) for result in compared]
    bars(speed, compared, rates, "million records per second (more is better)")
    bars(memory, compared, peaks, "peak memory, MiB (less is better)")
    speed.set_yticks(range(len(compared)), [result.candidate.label for result in compared])
    for label, result in zip(speed.get_yticklabels(), compared):
        label.set_fontweight("bold" if result.candidate.ours else "normal")
    figure.savefig(path, format="svg", facecolor="white", metadata={"Date": None})
    plt.close(figure)
    return True


def spread(measured, convert):
    """(smallest, median, largest), the median taken before converting, as in the tables."""
    return sorted(convert(pick(measured)) for pick in (min, median, max))


def bars(axes, results, spreads, title):
    """Medians as bars, with a line from the smallest to the largest and the number behind it."""
    axes.barh(
        range(len(results)),
        [middle for _, middle, _ in spreads],
        height=0.68,
        color=[OURS if result.candidate.ours else OTHERS for result in results],
        xerr=list(zip(*((middle - low, high - middle) for low, middle, high in spreads))),
        error_kw={"elinewidth": 1, "ecolor": WHISKERS, "capsize": 2},
    )
    for i, (_, middle, high) in enumerate(spreads):
        axes.annotate(number(middle), (high, i), (5, 0), textcoords="offset points", va="center")
    axes.set_xlim(0, 1.22 * max(high for _, _, high in spreads))
    axes.set_title(title, fontsize=9, loc="left")
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)


def number(value):
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if value >= 0.1 else f"{value:.2g}"
