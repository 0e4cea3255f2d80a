package dev.nestedparquet.internal.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.fixtures.RowNumbers;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.ArrowBuf;
import org.junit.jupiter.api.Test;

final class MemoryBudgetTest {
  private static final long BYTES = 1 << 20;

  private final StopSignal stop = new StopSignal();
  private final BatchBytes batch = new BatchBytes(new RowNumbers(), new BatchPlan(1, 1, 1));
  private final MemoryBudget memory = new MemoryBudget(BYTES, batch, stop);

  @Test
  void whatIsAllocatedAndWhatIsSetAsideStayWithinTheBudgetTogether() {
    ArrowBuf half = memory.borrowBatchAllocator().buffer(BYTES / 2);
    assertThat(memory.tryReserve(BYTES / 2 + 1)).isFalse();
    assertThat(memory.tryReserve(BYTES / 2)).isTrue();
    assertThat(memory.tryReserve(1)).isFalse();
    half.close();
    assertThat(memory.tryReserve(BYTES / 2)).isTrue();
    memory.giveBack(BYTES);
    assertThat(memory.tryReserve(BYTES)).isTrue();
    memory.close();
  }

  @Test
  void whatAPartitionReleasesIsTold() {
    AtomicInteger told = new AtomicInteger();
    memory.onRelease(told::incrementAndGet);
    try (PartitionMemory partition = memory.open(0)) {
      ArrowBuf buffer = partition.borrowAllocator().buffer(1);
      assertThat(told).hasValue(0);
      buffer.close();
      assertThat(told).hasValue(1);
    }
    memory.close();
  }

  /** A batch that was taken is exported until the next one is taken, or the writer is done. */
  @Test
  void theExportOfTheBatchTakenLastStaysSetAside() {
    try (PartitionMemory partition = memory.open(0)) {
      long free = BYTES - 2 * batch.largest();
      for (int i = 0; i < 2; i++) {
        assertThat(memory.tryReserve(batch.largest())).isTrue();
      }
      for (int i = 0; i < 2; i++) {
        partition.noteFilled(batch.largest());
        free += batch.largest() - batch.export();
        assertFree(free);
      }
      partition.noteTaken();
      assertFree(free);
      partition.noteTaken();
      free += batch.export();
      assertFree(free);
      partition.noteWritten();
      partition.noteWritten();
      assertFree(BYTES);
    }
    memory.close();
  }

  private void assertFree(long bytes) {
    assertThat(memory.tryReserve(bytes + 1)).isFalse();
    assertThat(memory.tryReserve(bytes)).isTrue();
    memory.giveBack(bytes);
  }

  @Test
  void closingFindsABatchThatNobodyClosed() {
    ArrowBuf unused = memory.borrowBatchAllocator().buffer(1);
    assertThatIllegalStateException().isThrownBy(memory::close).withMessageContaining("leaked");
  }

  /** A failed native write never lets go; closing under it would crash. */
  @Test
  void closingAfterAStopLeavesToTheNativeSideWhatItHolds() {
    ArrowBuf stranded = memory.borrowBatchAllocator().buffer(1);
    stop.stop(new RuntimeException("failed"));
    memory.close();
    stranded.close();
    memory.close();
  }
}
