package dev.nestedparquet.internal.ring;

import static dev.nestedparquet.internal.ring.RingFixture.start;
import static dev.nestedparquet.internal.ring.RingFixture.takeFirstRow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.PartitionBatches.StalledException;
import dev.nestedparquet.batch.fixtures.RowNumbers;
import dev.nestedparquet.internal.ring.RingFixture.Running;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A taker that keeps what it has is told that nothing more can come. */
@Timeout(300)
final class StallTest {
  private static final BatchPlan PLAN = new BatchPlan(1_000, 1, 100);

  private final RowNumbers filler = new RowNumbers();
  private final StopSignal stop = new StopSignal();
  private final MemoryBudget memory =
      new MemoryBudget(100 << 20, new BatchBytes(filler, PLAN), stop);
  private final BatchScheduler scheduler =
      new BatchScheduler(PLAN, 1_000, 1, memory, filler, stop, /* patienceNanos= */ 1);

  private final PartitionRing ring = scheduler.open(0, /* writerBytes= */ 0);

  private void publish() throws InterruptedException {
    BatchClaim claim = scheduler.claim();
    VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), ring.borrowAllocator());
    scheduler.transfer(
        claim, Batch.transferFrom(root, claim.rows(), filler.fill(claim.rows(), root)));
  }

  private void close() {
    scheduler.retire(ring);
    ring.discardUntaken();
    ring.close();
    memory.close();
  }

  @Test
  void isToldWhenItKeepsAllThatItMayAndCanGoOnOnceItHasLetGo() throws Exception {
    List<VectorSchemaRoot> kept = new ArrayList<>();
    for (int i = 0; i < BatchScheduler.LEAST_ALIVE_PER_FILE; i++) {
      publish();
      kept.add(ring.take());
    }
    assertThatExceptionOfType(StalledException.class).isThrownBy(ring::take);
    assertThatExceptionOfType(StalledException.class).isThrownBy(ring::take);
    kept.forEach(VectorSchemaRoot::close);
    publish();
    assertThat(takeFirstRow(ring)).isEqualTo(300);
    close();
  }

  /** Producers may be slow: it is told nothing, but waits. */
  @Test
  void isNotToldWhileABatchCanComeOrIsOnItsWay() throws Exception {
    publish();
    VectorSchemaRoot first = ring.take();
    publish();
    VectorSchemaRoot second = ring.take();
    Running<Long> third = start(() -> takeFirstRow(ring));
    RingFixture.awaitBlocked(ring::waitingTakers, List.of(third));
    publish();
    assertThat(third.result()).isEqualTo(200);
    first.close();
    second.close();
    close();
  }
}
