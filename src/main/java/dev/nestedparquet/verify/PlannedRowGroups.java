package dev.nestedparquet.verify;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.RowRange;

/**
 * Computes the row groups that a file must have, one after the other. Each batch becomes one row
 * group, or several if the writer cuts it. The length of a batch follows from the plan and the
 * filler.
 *
 * <p><em>Threading:</em> one thread, which has the filler to itself.
 */
final class PlannedRowGroups {
  private final BatchFiller filler;
  private final long batchRows;
  private final long mostRows;
  private final long end;

  private long at;
  private long batchEnd;

  /**
   * Begins with the first row group of a file.
   *
   * @param rows range of the file's rows in the data set
   * @param batchRows most rows of a batch
   * @param mostRows most rows of a row group, at which the writer cuts batches
   */
  PlannedRowGroups(BatchFiller filler, RowRange rows, long batchRows, long mostRows) {
    this.filler = filler;
    this.batchRows = batchRows;
    this.mostRows = mostRows;
    at = rows.first();
    batchEnd = at;
    end = rows.end();
  }

  boolean hasNext() {
    return at < end;
  }

  /** Number of rows of the next row group. */
  long next() {
    if (at == batchEnd) {
      batchEnd += filler.rowsOfBatch(new RowRange(at, Math.min(batchRows, end - at)));
    }
    long rows = Math.min(mostRows, batchEnd - at);
    at += rows;
    return rows;
  }
}
