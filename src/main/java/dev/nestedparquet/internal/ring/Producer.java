package dev.nestedparquet.internal.ring;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.PartitionBatches.StoppedException;
import java.util.Locale;
import java.util.Objects;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Fills batches for as long as there are any to claim.
 *
 * <p><em>Threading:</em> one thread, with a filler of its own.
 */
public final class Producer {
  private final BatchScheduler scheduler;
  private final BatchFiller filler;

  /**
   * Makes a producer.
   *
   * @param filler the filler of this producer alone, by {@link BatchFiller#forProducer}
   */
  public Producer(BatchScheduler scheduler, BatchFiller filler) {
    this.scheduler = scheduler;
    this.filler = filler;
  }

  /**
   * Claims, fills and publishes until all batches of the run are claimed.
   *
   * @throws StoppedException if the run is stopped
   */
  public void produce() throws InterruptedException {
    BatchClaim claim;
    while ((claim = scheduler.claim()) != null) {
      scheduler.transfer(claim, fill(claim));
    }
  }

  private Batch fill(BatchClaim claim) {
    VectorSchemaRoot root =
        VectorSchemaRoot.create(filler.schema(), claim.ring().borrowAllocator());
    try {
      Counts counts = Objects.requireNonNull(filler.fill(claim.rows(), root), "counts");
      if (root.getRowCount() != claim.rows().rows()) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "filler %s made %,d rows where %,d were due, from row %,d on",
                filler.name(),
                root.getRowCount(),
                claim.rows().rows(),
                claim.rows().first()));
      }
      return Batch.transferFrom(root, claim.rows(), counts);
    } catch (Throwable e) {
      root.close();
      throw e;
    }
  }
}
