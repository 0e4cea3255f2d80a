package dev.nestedparquet.internal.preset;

import dev.nestedparquet.internal.contact.CounterRandom;
import dev.nestedparquet.internal.contact.Distribution;

/**
 * Places long runs in a column, as a function of the row: one run in each block of {@value
 * #BLOCK_ROWS} rows. Its place and length are drawn for the block. Kinds of runs take turns from
 * block to block, so that n blocks have all of n kinds. Immutable.
 */
final class Runs {
  static final int BLOCK_ROWS = 1 << 19;

  /** Rows of the shortest run. */
  static final int SHORTEST = 350_001;

  /** Kind of a row that is in no run. */
  static final int NONE = -1;

  private final long key;
  private final int kinds;
  private final int firstKind;

  Runs(long key, int kinds) {
    this.key = key;
    this.kinds = kinds;
    firstKind = (int) Choice.oneOf(kinds, Distribution.low(CounterRandom.draw(key, -1)));
  }

  /** Kind of the run that the row is in, 0 to kinds - 1; {@link #NONE} if it is in none. */
  int kind(long row) {
    long first = firstRow(row);
    return row >= first && row < first + rows(row)
        ? (int) ((row / BLOCK_ROWS + firstKind) % kinds)
        : NONE;
  }

  /** First row of the run in the row's block. */
  long firstRow(long row) {
    long block = row / BLOCK_ROWS;
    long places = BLOCK_ROWS - rows(row) + 1;
    return block * BLOCK_ROWS + Choice.oneOf(places, Distribution.high(blockDraw(block)));
  }

  /** Length, in rows, of the run in the row's block. */
  private long rows(long row) {
    long lengths = BLOCK_ROWS - SHORTEST + 1;
    return SHORTEST + Choice.oneOf(lengths, Distribution.low(blockDraw(row / BLOCK_ROWS)));
  }

  private long blockDraw(long block) {
    return CounterRandom.draw(key, block);
  }
}
