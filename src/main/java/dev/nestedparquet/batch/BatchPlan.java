package dev.nestedparquet.batch;

import java.util.Locale;

/**
 * How rows become partitions, and partitions batches: P contiguous ranges that differ by one row at
 * most, each cut into batches of equal size but for the last; a filler may cut them shorter where
 * rows are long.
 *
 * @param rows rows of the whole data set
 * @param partitions contiguous ranges that the rows are split into, 1 or more; may exceed the rows
 * @param batchRows most rows of a batch, 1 or more
 */
public record BatchPlan(long rows, int partitions, int batchRows) {
  /** Beyond this, ids of the form {@code 5 * row + slot} no longer fit a signed 64-bit number. */
  public static final long MAX_ROWS = 1_000_000_000_000_000_000L;

  public static final int MAX_PARTITIONS = 100_000;

  /** Above this, a batch of nested rows can outgrow Arrow's 32-bit offsets. */
  public static final int MAX_BATCH_ROWS = 8_388_608;

  public BatchPlan {
    require("rows", rows, 0, MAX_ROWS);
    require("partitions", partitions, 1, MAX_PARTITIONS);
    require("batch rows", batchRows, 1, MAX_BATCH_ROWS);
  }

  private static void require(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s: %,d is not between %,d and %,d", what, value, least, most));
    }
  }

  /** Rows {@code floor(p * rows / partitions)} up to those of partition p + 1. */
  public RowRange partition(int partition) {
    long first = boundary(partition);
    return new RowRange(first, boundary(partition + 1) - first);
  }

  /** floor(p * rows / partitions), in parts that can't overflow. */
  private long boundary(int partition) {
    return partition * (rows / partitions) + partition * (rows % partitions) / partitions;
  }

  /** The last rows of the data set, as many as make a batch: no batch has more bytes. */
  public RowRange largestBatch() {
    long most = Math.min(batchRows, rows);
    return new RowRange(rows - most, most);
  }

  /** The rows that the next batch of a partition is taken from: the most that one can have. */
  public RowRange batchFrom(int partition, long firstRow) {
    return new RowRange(firstRow, Math.min(batchRows, partition(partition).end() - firstRow));
  }
}
