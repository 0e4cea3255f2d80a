package dev.nestedparquet.verify;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.RowRange;

/**
 * The row groups that a file must have, one after the other: each batch becomes one, or several
 * where the writer cuts it. How long a batch is follows from the plan and the filler.
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
   * The row groups of a file.
   *
   * @param rows the file's rows in the data set
   * @param batchRows most rows of a batch
   * @param mostRows rows at which the writer cuts
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

  /** Rows of the next row group. */
  long next() {
    if (at == batchEnd) {
      batchEnd += filler.rowsOfBatch(new RowRange(at, Math.min(batchRows, end - at)));
    }
    long rows = Math.min(mostRows, batchEnd - at);
    at += rows;
    return rows;
  }
}
