package dev.nestedparquet.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * Draws a line that shows how far a run has come: {@code generate 35% [===> ] 350/1,000 k rows 1.2
 * M rows/s 0:01 left}. In a terminal that is too narrow for all of it, the line has no bar; in a
 * narrower one no counts, either, and then no time that is left.
 */
final class RowsBar implements ProgressBarRenderer {
  /** Rows from which on the line counts by the million; below, it counts by the thousand. */
  private static final long MANY_ROWS = 10_000_000;

  /** Rows below which the line counts one by one. */
  private static final long FEW_ROWS = 10_000;

  private static final int SHORTEST_BAR = 6;

  @Override
  public String render(ProgressState state, int width) {
    return line(
        state.getTaskName(), state.getCurrent(), state.getMax(), state.getTotalElapsed(), width);
  }

  /**
   * Line of exactly this width in characters, so that it covers the line that was drawn before it.
   */
  static String line(String task, long done, long total, Duration elapsed, int width) {
    String figures = figures(task, done, total, elapsed, width);
    return figures + " ".repeat(Math.max(0, width - figures.length()));
  }

  private static String figures(String task, long done, long total, Duration elapsed, int width) {
    double share = total == 0 ? 1 : (double) done / total;
    double seconds = elapsed.toNanos() / 1e9;
    double rowsPerSecond = seconds == 0 ? 0 : done / seconds;
    String percent = task + String.format(Locale.ROOT, " %3d%%", (int) (100 * share));
    String counts = " " + counts(done, total);
    String rate = " " + rate(rowsPerSecond);
    String left = done == 0 ? "" : " " + minutes((total - done) / rowsPerSecond) + " left";
    int bar = width - (percent + " []" + counts + rate + left).length();
    if (bar >= SHORTEST_BAR) {
      return percent + " [" + bar(share, bar) + "]" + counts + rate + left;
    }
    for (String fewer : List.of(counts + rate + left, rate + left, rate)) {
      if (percent.length() + fewer.length() <= width) {
        return percent + fewer;
      }
    }
    return percent.substring(0, Math.max(0, Math.min(width, percent.length())));
  }

  private static String bar(double share, int width) {
    int full = (int) (share * width);
    return "=".repeat(full) + (full == width ? "" : ">" + " ".repeat(width - full - 1));
  }

  private static String counts(long done, long total) {
    if (total < FEW_ROWS) {
      return String.format(Locale.ROOT, "%,d/%,d rows", done, total);
    }
    boolean many = total >= MANY_ROWS;
    long unit = many ? 1_000_000 : 1_000;
    return String.format(
        Locale.ROOT, "%,d/%,d %s rows", done / unit, total / unit, many ? "M" : "k");
  }

  /** Rows per second, in thousands or millions. */
  static String rate(double rowsPerSecond) {
    return rowsPerSecond < 1e6
        ? String.format(Locale.ROOT, "%.0f k rows/s", rowsPerSecond / 1e3)
        : String.format(Locale.ROOT, "%.1f M rows/s", rowsPerSecond / 1e6);
  }

  private static String minutes(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3_600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%,d:%02d:%02d", whole / 3_600, whole / 60 % 60, whole % 60);
  }
}
