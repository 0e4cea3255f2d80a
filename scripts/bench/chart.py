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
SPREAD = "#333333"


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
    rates = [[rows / wall / 1e6 for wall in result.walls] for result in compared]
    peaks = [[peak / 2**20 for peak in result.peaks] for result in compared]
    bars(speed, compared, rates, "{:.2f}", "million records per second (more is better)")
    bars(memory, compared, peaks, "{:,.0f}", "peak memory, MiB (less is better)")
    speed.set_yticks(range(len(compared)), [result.candidate.label for result in compared])
    for label, result in zip(speed.get_yticklabels(), compared):
        label.set_fontweight("bold" if result.candidate.ours else "normal")
    figure.savefig(path, format="svg", facecolor="white", metadata={"Date": None})
    plt.close(figure)
    return True


def bars(axes, results, values, form, title):
    """Medians as bars, with a line from the smallest to the largest and the number behind it."""
    colours = [OURS if result.candidate.ours else OTHERS for result in results]
    medians = [median(each) for each in values]
    spreads = [
        [middle - min(each) for middle, each in zip(medians, values)],
        [max(each) - middle for middle, each in zip(medians, values)],
    ]
    axes.barh(
        range(len(results)),
        medians,
        height=0.68,
        color=colours,
        xerr=spreads,
        error_kw={"elinewidth": 1, "ecolor": SPREAD, "capsize": 2},
    )
    for i, (middle, each) in enumerate(zip(medians, values)):
        axes.annotate(
            form.format(middle), (max(each), i), (5, 0), textcoords="offset points", va="center"
        )
    axes.set_xlim(0, 1.17 * max(max(each) for each in values))
    axes.set_title(title, fontsize=9, loc="left")
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
