package dev.nestedparquet.internal.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.RowRange;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

final class ContactMemoryTest {
  private static final int ROW_GROUP = 32_768;

  @Property(tries = 300)
  void aBatchNeverTakesMoreThanAnnounced(
      @ForAll long seed,
      @ForAll @LongRange(max = BatchPlan.MAX_ROWS - 20_000) long first,
      @ForAll @IntRange(max = 20_000) int rows) {
    assertBounded(new ContactFiller(seed, 1), first, rows);
  }

  @Property(tries = 60)
  void aSmallBatchNeverTakesMoreThanAnnounced(
      @ForAll long seed, @ForAll @IntRange(max = 200) int rows) {
    assertBounded(new ContactFiller(seed, 0), 0, rows);
  }

  private static void assertBounded(ContactFiller filler, long first, int rows) {
    try (ContactBatch batch = ContactBatch.fill(filler, first, rows)) {
      assertThat(batch.allocator.getPeakMemoryAllocation())
          .isLessThanOrEqualTo(filler.maxBatchBytes(new RowRange(first, rows)));
    }
  }

  /** What is set aside and not used is missing elsewhere: for another file, or another producer. */
  @Property(tries = 20)
  void littleMoreIsAnnouncedThanAFullBatchTakes(
      @ForAll long seed, @ForAll @LongRange(max = BatchPlan.MAX_ROWS - ROW_GROUP) long first) {
    ContactFiller filler = new ContactFiller(seed, 1);
    try (ContactBatch batch = ContactBatch.fill(filler, first, ROW_GROUP)) {
      assertThat((double) filler.maxBatchBytes(new RowRange(first, ROW_GROUP)))
          .isLessThan(1.3 * batch.allocator.getAllocatedMemory());
      assertThat((double) batch.allocator.getAllocatedMemory())
          .isLessThan(1.3 * usedBytes(batch.root));
    }
  }

  private static long usedBytes(VectorSchemaRoot root) {
    return root.getFieldVectors().stream().mapToLong(vector -> vector.getBufferSize()).sum();
  }

  @Property
  void aBatchFurtherOnIsAnnouncedAtLeastAsLarge(
      @ForAll @LongRange(max = BatchPlan.MAX_ROWS - 50_000) long a,
      @ForAll @LongRange(max = BatchPlan.MAX_ROWS - 50_000) long b,
      @ForAll @IntRange(max = 50_000) int rows) {
    ContactFiller filler = SHARED;
    assertThat(filler.maxBatchBytes(new RowRange(Math.min(a, b), rows)))
        .isLessThanOrEqualTo(filler.maxBatchBytes(new RowRange(Math.max(a, b), rows)));
  }

  private static final ContactFiller SHARED = new ContactFiller(0, 1);

  /** Three deviations too few are made up for by the names' slack, not by the phones'. */
  @Example
  void aBatchWithTooManyPhonesForItsSlabIsFilledAgainInALargerOne() {
    assertFilledAgain(SHARED.withUsualBatches(-3), 1_000);
  }

  @Example
  void aBatchWithTooLongNamesForItsSlabIsFilledAgainInALargerOne() {
    assertFilledAgain(SHARED.withUsualBatches(-20), 3_000);
  }

  private static void assertFilledAgain(ContactFiller cramped, int rows) {
    try (ContactBatch usual = ContactBatch.fill(SHARED, 0, rows);
        ContactBatch freak = ContactBatch.fill(cramped, 0, rows)) {
      assertThat(freak.allocator.getAllocatedMemory())
          .isGreaterThan(cramped.maxBatchBytes(new RowRange(0, rows)))
          .isGreaterThan(usual.allocator.getAllocatedMemory());
      assertThat(freak.contacts()).isEqualTo(usual.contacts());
      assertThat(freak.counts).isEqualTo(usual.counts);
    }
  }

  @Example
  void anAllocatorWithoutRoomLeavesNothingBehind() {
    RowRange rows = new RowRange(0, 10_000);
    long tooLittle = SHARED.maxBatchBytes(rows) / 2;
    try (BufferAllocator allocator = new RootAllocator(tooLittle);
        VectorSchemaRoot root = VectorSchemaRoot.create(SHARED.schema(), allocator)) {
      assertThatExceptionOfType(OutOfMemoryException.class)
          .isThrownBy(() -> SHARED.fill(rows, root));
      root.clear();
      assertThat(allocator.getAllocatedMemory()).isZero();
    }
  }
}
