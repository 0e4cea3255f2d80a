package dev.nestedparquet.internal.ring;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.RowRange;
import java.util.Locale;

/**
 * Cuts a partition's rows into batches, one after the other, by {@link BatchFiller#rowsOfBatch}.
 *
 * <p><em>Threading:</em> the caller holds the scheduler's lock.
 */
final class BatchCutter {
  private final int partition;
  private final BatchPlan plan;
  private final BatchFiller filler;
  private final long end;
  private long first;
  private RowRange cut;

  BatchCutter(int partition, BatchPlan plan, BatchFiller filler) {
    this.partition = partition;
    this.plan = plan;
    this.filler = filler;
    RowRange rows = plan.partition(partition);
    first = rows.first();
    end = rows.end();
  }

  boolean hasNext() {
    return first < end;
  }

  /**
   * Rows of the next batch; there must be rows left.
   *
   * @throws IllegalStateException if the filler's batch has no rows, or more than there are
   */
  RowRange peek() {
    if (cut == null) {
      RowRange most = plan.batchFrom(partition, first);
      long rows = filler.rowsOfBatch(most);
      if (rows < 1 || rows > most.rows()) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "filler %s cuts a batch of %,d rows from %,d, from row %,d on",
                filler.name(),
                rows,
                most.rows(),
                most.first()));
      }
      cut = new RowRange(most.first(), rows);
    }
    return cut;
  }

  /** Takes the rows of the next batch; the batch after it is the next one then. */
  RowRange next() {
    RowRange next = peek();
    first = next.end();
    cut = null;
    return next;
  }
}
