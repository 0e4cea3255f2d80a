package dev.nestedparquet.internal.ring;

import static dev.nestedparquet.internal.ring.RingFixture.start;
import static dev.nestedparquet.internal.ring.RingFixture.takeFirstRow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.batch.PartitionBatches.StoppedException;
import dev.nestedparquet.internal.ring.RingFixture.Running;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
final class PartitionRingTest {
  @RepeatedTest(20)
  void keepsTheOrderOfRowsWhateverTheOrderOfPublication(RepetitionInfo repetition)
      throws InterruptedException {
    try (RingFixture fixture = RingFixture.onePartition(8, 8)) {
      List<BatchClaim> claims = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        claims.add(fixture.scheduler.claim());
      }
      Collections.shuffle(claims, new Random(repetition.getCurrentRepetition()));
      claims.forEach(fixture::fillAndPublish);
      for (long row = 0; row < 800; row += 100) {
        assertThat(takeFirstRow(fixture.ring())).isEqualTo(row);
      }
    }
  }

  /** Disruptor's own blocking strategy would spin here: the sequence is claimed already. */
  @Test
  void theTakerSleepsUntilTheNextBatchIsThereEvenIfLaterOnesAre() throws Exception {
    try (RingFixture fixture = RingFixture.onePartition(3, 4)) {
      BatchClaim first = fixture.scheduler.claim();
      fixture.fillAndPublish(fixture.scheduler.claim());
      Running<Long> taker = start(() -> takeFirstRow(fixture.ring()));
      fixture.awaitBlockedTaker(taker);
      fixture.fillAndPublish(fixture.scheduler.claim());
      fixture.awaitBlockedTaker(taker);
      fixture.fillAndPublish(first);
      assertThat(taker.result()).isZero();
    }
  }

  @Test
  void thereIsNothingAfterTheLastBatch() throws InterruptedException {
    try (RingFixture fixture = RingFixture.onePartition(1, 1)) {
      fixture.fillAndPublish(fixture.scheduler.claim());
      assertThat(fixture.ring().isDrained()).isFalse();
      assertThat(takeFirstRow(fixture.ring())).isZero();
      assertThat(fixture.ring().isDrained()).isTrue();
      assertThat(fixture.ring().take()).isNull();
      assertThat(fixture.ring().take()).isNull();
    }
  }

  @Test
  void aTakenBatchIsTheTakersAloneAndItsSlotPinsNothing() throws InterruptedException {
    try (RingFixture fixture = RingFixture.onePartition(3, 4)) {
      fixture.fillAndPublish(fixture.scheduler.claim());
      try (VectorSchemaRoot batch = fixture.ring().take()) {
        fixture.ring().discardUntaken();
        assertThat(fixture.ring().aliveBytes()).isPositive();
        assertThat(batch.getRowCount()).isEqualTo(100);
      }
      assertThat(fixture.ring().aliveBytes()).isZero();
    }
  }

  @Test
  void addsUpWhatWasTaken() throws InterruptedException {
    try (RingFixture fixture = RingFixture.onePartition(3, 4)) {
      long used = 0;
      for (int i = 0; i < 2; i++) {
        fixture.fillAndPublish(fixture.scheduler.claim());
        try (Batch batch = fixture.ring().takeBatch()) {
          used += batch.usedBytes();
        }
      }
      assertThat(fixture.ring().counts().get("rows")).isEqualTo(200);
      assertThat(fixture.ring().usedBytes()).isEqualTo(used).isBetween(200 * 8L, 200 * 9L);
      assertThat(fixture.scheduler.takenRows()).isEqualTo(200);
    }
  }

  @Test
  void stoppingWakesATakerWithTheFirstCause() throws Exception {
    try (RingFixture fixture = RingFixture.onePartition(3, 4)) {
      Running<VectorSchemaRoot> taker = start(fixture.ring()::take);
      fixture.awaitBlockedTaker(taker);
      RuntimeException first = new RuntimeException("first");
      fixture.stop.stop(first);
      fixture.stop.stop(new RuntimeException("second"));
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(taker::result)
          .havingCause()
          .isInstanceOf(StoppedException.class)
          .havingCause()
          .isSameAs(first);
    }
  }

  /** A file of which only the beginning was written must not look complete. */
  @Test
  void nothingIsTakenAfterAStopThoughBatchesAreThere() throws InterruptedException {
    try (RingFixture fixture = RingFixture.onePartition(1, 1)) {
      fixture.fillAndPublish(fixture.scheduler.claim());
      fixture.stop.stop(new RuntimeException("enough"));
      assertThatThrownBy(fixture.ring()::take).isInstanceOf(StoppedException.class);
    }
  }

  /** The fixture's close finds what is not discarded. */
  @Test
  void batchesThatNobodyTookAreDiscarded() throws InterruptedException {
    try (RingFixture fixture = RingFixture.onePartition(4, 4)) {
      for (int i = 0; i < 4; i++) {
        fixture.fillAndPublish(fixture.scheduler.claim());
      }
      assertThat(takeFirstRow(fixture.ring())).isZero();
      fixture.ring().discardUntaken();
      assertThat(fixture.ring().aliveBytes()).isZero();
    }
  }

  @Test
  void anInterruptedTakerStopsTheRunAndKeepsItsFlag() throws Exception {
    try (RingFixture fixture = RingFixture.onePartition(3, 4)) {
      Running<Boolean> taker =
          start(
              () -> {
                assertThatThrownBy(fixture.ring()::take).isInstanceOf(StoppedException.class);
                return Thread.currentThread().isInterrupted();
              });
      fixture.awaitBlockedTaker(taker);
      taker.thread().interrupt();
      assertThat(taker.result()).isTrue();
      assertThat(fixture.stop.cause()).isInstanceOf(InterruptedException.class);
    }
  }
}
