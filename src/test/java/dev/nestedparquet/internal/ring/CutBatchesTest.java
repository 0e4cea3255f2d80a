package dev.nestedparquet.internal.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.batch.fixtures.RowNumbers;
import java.util.function.ToLongFunction;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches that a filler cuts shorter than the plan allows, as one with long rows does. */
@Timeout(300)
final class CutBatchesTest {
  /** Row numbers that come in batches of a length of their own. */
  private record Cutting(ToLongFunction<RowRange> cut) implements BatchFiller {
    private static final BatchFiller ROW_NUMBERS = new RowNumbers();

    @Override
    public String name() {
      return "cutting";
    }

    @Override
    public Schema schema() {
      return ROW_NUMBERS.schema();
    }

    @Override
    public long maxBatchBytes(RowRange rows) {
      return ROW_NUMBERS.maxBatchBytes(rows);
    }

    @Override
    public long rowsOfBatch(RowRange rows) {
      return cut.applyAsLong(rows);
    }

    @Override
    public Counts fill(RowRange rows, VectorSchemaRoot root) {
      return ROW_NUMBERS.fill(rows, root);
    }
  }

  private static MemoryBudget memory(BatchPlan plan, BatchFiller filler) {
    return new MemoryBudget(16 << 20, new BatchBytes(filler, plan), new StopSignal());
  }

  private static BatchScheduler scheduler(BatchPlan plan, MemoryBudget memory, BatchFiller filler) {
    return new BatchScheduler(plan, plan.rows(), 2, memory, filler, new StopSignal());
  }

  @Test
  void followOneAnotherAndCoverThePartition() throws InterruptedException {
    BatchPlan plan = new BatchPlan(1_000, 3, 50);
    Cutting filler = new Cutting(rows -> Math.min(rows.rows(), 1 + rows.first() % 70));
    try (MemoryBudget memory = memory(plan, filler)) {
      BatchScheduler scheduler = scheduler(plan, memory, filler);
      for (int part = 0; part < 3; part++) {
        try (PartitionRing ring = scheduler.open(part, /* writerBytes= */ 0)) {
          long next = plan.partition(part).first();
          while (!ring.isDrained()) {
            BatchClaim claim = scheduler.claim();
            assertThat(claim.rows().rows())
                .isEqualTo(filler.rowsOfBatch(plan.batchFrom(part, next)));
            VectorSchemaRoot root =
                VectorSchemaRoot.create(filler.schema(), ring.borrowAllocator());
            Counts counts = filler.fill(claim.rows(), root);
            scheduler.transfer(claim, Batch.transferFrom(root, claim.rows(), counts));
            assertThat(RingFixture.takeFirstRow(ring)).isEqualTo(next);
            next = claim.rows().end();
          }
          assertThat(next).isEqualTo(plan.partition(part).end());
          assertThat(ring.counts()).isEqualTo(Counts.ofRows(ring.rows().rows()));
          assertThat(ring.take()).isNull();
          scheduler.retire(ring);
        }
      }
      assertThat(scheduler.claim()).isNull();
    }
  }

  /** Without rows, a run would go on for ever; with too many, into the next partition. */
  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 51})
  void areRefusedIfTheyHaveNoRowsOrTooMany(long rows) {
    BatchPlan plan = new BatchPlan(100, 1, 50);
    Cutting filler = new Cutting(any -> rows);
    try (MemoryBudget memory = memory(plan, filler)) {
      BatchScheduler scheduler = scheduler(plan, memory, filler);
      PartitionRing ring = scheduler.open(0, /* writerBytes= */ 0);
      assertThatIllegalStateException()
          .isThrownBy(scheduler::claim)
          .withMessage("filler cutting cuts a batch of %,d rows from 50, from row 0 on", rows);
      ring.close();
    }
  }
}
