package dev.nestedparquet.internal.schema.draw;

/**
 * Numbers of the runs that rows are in, when each run has from so many to so many rows. Rows are
 * cut into blocks of the shortest and the longest run together, and each block into two runs.
 * Immutable.
 */
public final class RunCuts {
  private final long key;
  private final long from;
  private final long block;
  private final long cuts;

  public RunCuts(long key, long from, long to) {
    this.key = key;
    this.from = from;
    block = from + to;
    cuts = to - from + 1;
  }

  /** Number of the run that a row is in. */
  public long run(long row) {
    long number = row / block;
    long cut = from + Draws.below(Draws.draw(key, number), cuts);
    return 2 * number + (row - number * block >= cut ? 1 : 0);
  }
}
