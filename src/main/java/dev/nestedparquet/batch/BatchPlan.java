package dev.nestedparquet.batch;

import java.util.Locale;

/**
 * Plan of how rows become partitions, and partitions batches. Partitions are contiguous ranges
 * whose lengths differ by one row at most. Each is cut into batches of {@code batchRows} rows; the
 * last batch may be shorter, and so may any batch where the filler says that rows are long.
 *
 * @param rows rows of the whole data set
 * @param partitions number of partitions, 1 or more; may exceed the number of rows
 * @param batchRows most rows of a batch, 1 or more
 */
public record BatchPlan(long rows, int partitions, int batchRows) {
  /**
   * Most rows of a data set. Beyond this, ids of the form {@code 5 * row + n}, with n below 5, no
   * longer fit a signed 64-bit number.
   */
  public static final long MAX_ROWS = 1_000_000_000_000_000_000L;

  public static final int MAX_PARTITIONS = 100_000;

  /**
   * Most rows of a batch. Above this, a batch of nested rows can outgrow Arrow's 32-bit offsets.
   */
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

  /**
   * Rows of a partition: partition p starts at row {@code floor(p * rows / partitions)}, and ends
   * where partition p + 1 starts.
   */
  public RowRange partition(int partition) {
    long first = boundary(partition);
    return new RowRange(first, boundary(partition + 1) - first);
  }

  /**
   * First row of a partition, {@code floor(p * rows / partitions)}, in terms that can't overflow.
   */
  private long boundary(int partition) {
    return partition * (rows / partitions) + partition * (rows % partitions) / partitions;
  }

  /**
   * Last rows of the data set, as many as a batch can have. No other batch has a larger {@link
   * BatchFiller#maxBatchBytes}, since that does not fall towards the end of the data set.
   */
  public RowRange largestBatch() {
    long most = Math.min(batchRows, rows);
    return new RowRange(rows - most, most);
  }

  /**
   * Rows that the next batch of a partition is cut from: from a row on, as many as a batch can have
   * and the partition still has.
   */
  public RowRange batchFrom(int partition, long firstRow) {
    return new RowRange(firstRow, Math.min(batchRows, partition(partition).end() - firstRow));
  }
}
