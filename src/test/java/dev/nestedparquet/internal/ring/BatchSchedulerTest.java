package dev.nestedparquet.internal.ring;

import static dev.nestedparquet.internal.ring.RingFixture.start;
import static dev.nestedparquet.internal.ring.RingFixture.takeFirstRow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.PartitionBatches.StoppedException;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.batch.fixtures.RowNumbers;
import dev.nestedparquet.internal.ring.RingFixture.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
final class BatchSchedulerTest {
  @Test
  void handsOutEachBatchOnceAndThenNone() throws InterruptedException {
    try (RingFixture fixture = new RingFixture(new BatchPlan(1_050, 2, 100), 8, 100)) {
      List<RowRange> claimed = new ArrayList<>();
      BatchClaim claim;
      while ((claim = fixture.scheduler.claim()) != null) {
        claimed.add(claim.rows());
        fixture.fillAndPublish(claim);
      }
      assertThat(claimed).hasSize(12).doesNotHaveDuplicates();
      assertThat(claimed.stream().mapToLong(RowRange::rows).sum()).isEqualTo(1_050);
    }
  }

  @Test
  void aClaimWaitsForAFreeSlot() throws Exception {
    try (RingFixture fixture = RingFixture.onePartition(2, 1)) {
      fixture.fillAndPublish(fixture.scheduler.claim());
      Running<BatchClaim> second = start(fixture.scheduler::claim);
      fixture.awaitBlockedClaim(second);
      assertThat(takeFirstRow(fixture.ring())).isZero();
      assertThat(second.result().sequence()).isEqualTo(1);
    }
  }

  @Test
  void aClaimWaitsForMemoryUntilABatchIsClosed() throws Exception {
    try (RingFixture fixture = new RingFixture(new BatchPlan(400, 1, 100), 8, 3)) {
      ArrowBuf hog = fixture.ring().borrowAllocator().buffer(1024);
      for (int i = 0; i < 2; i++) {
        assertThat(fixture.scheduler.claim()).isNotNull();
      }
      Running<BatchClaim> third = start(fixture.scheduler::claim);
      fixture.awaitBlockedClaim(third);
      hog.close();
      assertThat(third.result().sequence()).isEqualTo(2);
    }
  }

  /** The memory of a batch that is being filled is set aside, whether or not it is allocated. */
  @Test
  void aClaimWaitsForMemoryThatOtherClaimsSetAside() throws Exception {
    try (RingFixture fixture = new RingFixture(new BatchPlan(400, 1, 100), 8, 3)) {
      BatchClaim first = fixture.scheduler.claim();
      BatchClaim second = fixture.scheduler.claim();
      assertThat(fixture.scheduler.claim()).isNotNull();
      Running<BatchClaim> fourth = start(fixture.scheduler::claim);
      fixture.awaitBlockedClaim(fourth);
      fixture.fillAndPublish(first);
      fixture.awaitBlockedClaim(fourth);
      fixture.fillAndPublish(second);
      // The export of a batch that was taken is still to come, until the next one is taken.
      assertThat(takeFirstRow(fixture.ring())).isZero();
      fixture.awaitBlockedClaim(fourth);
      assertThat(takeFirstRow(fixture.ring())).isEqualTo(100);
      assertThat(fourth.result().sequence()).isEqualTo(3);
    }
  }

  @Test
  void theOpenPartitionWithTheFewestBatchesAliveComesFirst() throws InterruptedException {
    try (RingFixture fixture = new RingFixture(new BatchPlan(1_000, 2, 100), 8, 100)) {
      BatchClaim first = fixture.scheduler.claim();
      fixture.fillAndPublish(first);
      BatchClaim second = fixture.scheduler.claim();
      assertThat(second.ring()).isNotSameAs(first.ring());
    }
  }

  /** A writer that doesn't keep up must not fill the memory that other files need. */
  @Test
  void oneFileKeepsNoMoreAliveThanItsRingAndTwoBatches() throws Exception {
    try (RingFixture fixture = RingFixture.onePartition(50, 2)) {
      List<VectorSchemaRoot> held = new ArrayList<>();
      AtomicInteger claimed = new AtomicInteger();
      Running<Void> producer =
          start(
              () -> {
                BatchClaim claim;
                while ((claim = fixture.scheduler.claim()) != null) {
                  claimed.incrementAndGet();
                  fixture.fillAndPublish(claim);
                }
                return null;
              });
      for (int i = 0; i < 3; i++) {
        held.add(fixture.ring().take());
      }
      fixture.awaitBlockedClaim(producer);
      assertThat(claimed).hasValue(2 + 2);
      for (int i = 3; i < 50; i++) {
        held.remove(0).close();
        held.add(fixture.ring().take());
      }
      held.forEach(VectorSchemaRoot::close);
      producer.result();
    }
  }

  @Test
  void openingAPartitionWakesClaimers() throws Exception {
    BatchPlan plan = new BatchPlan(100, 1, 100);
    StopSignal stop = new StopSignal();
    RowNumbers filler = new RowNumbers();
    try (MemoryBudget memory = new MemoryBudget(1 << 20, new BatchBytes(filler, plan), stop)) {
      BatchScheduler scheduler = new BatchScheduler(plan, 100, 1, memory, filler, stop);
      Running<BatchClaim> claimer = start(scheduler::claim);
      RingFixture.awaitBlocked(scheduler::waitingClaims, List.of(claimer));
      try (PartitionRing ring = scheduler.open(0, /* writerBytes= */ 0)) {
        assertThat(claimer.result().ring()).isSameAs(ring);
      }
    }
  }

  @Test
  void stoppingWakesClaimersWithTheFirstCause() throws Exception {
    try (RingFixture fixture = RingFixture.onePartition(2, 1)) {
      fixture.scheduler.claim();
      List<Running<BatchClaim>> waiting =
          List.of(start(fixture.scheduler::claim), start(fixture.scheduler::claim));
      fixture.awaitBlockedClaims(waiting);
      RuntimeException first = new RuntimeException("first");
      fixture.stop.stop(first);
      for (Running<BatchClaim> claimer : waiting) {
        assertThatExceptionOfType(ExecutionException.class)
            .isThrownBy(claimer::result)
            .havingCause()
            .isInstanceOf(StoppedException.class)
            .havingCause()
            .isSameAs(first);
      }
    }
  }
}
