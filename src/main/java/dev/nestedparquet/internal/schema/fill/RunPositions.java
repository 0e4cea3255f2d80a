package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.draw.RunCuts;
import dev.nestedparquet.internal.schema.model.Runs;

/**
 * Positions of decisions that are the same over runs of rows: the numbers of the runs.
 *
 * <p><em>Threading:</em> one producer.
 */
final class RunPositions {
  private final RunCuts cuts;
  private long[] runs = {};

  private RunPositions(RunCuts cuts) {
    this.cuts = cuts;
  }

  /** Positions by runs of some key; null if there are no runs. */
  static RunPositions of(Runs runs, long key) {
    return runs == null ? null : new RunPositions(new RunCuts(key, runs.from(), runs.to()));
  }

  /** Positions to draw by; valid until the next call. */
  long[] of(Slots slots) {
    int count = slots.count();
    if (runs.length < count) {
      runs = new long[Slots.roomFor(count)];
    }
    long[] rows = slots.rows();
    long row = -1;
    long run = 0;
    for (int i = 0; i < count; i++) {
      if (rows[i] != row) {
        row = rows[i];
        run = cuts.run(row);
      }
      runs[i] = run;
    }
    return runs;
  }
}
