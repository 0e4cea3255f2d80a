package dev.nestedparquet.internal.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.contact.ContactBatch;
import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.util.ValueVectorUtility;

/** What holds for every preset but {@code contacts}, which has tests of its own. */
abstract class PresetContract {
  private static final int MOST_ROWS = 2_000;

  private final String preset;
  private final long maxRows;

  PresetContract(String preset, long maxRows) {
    this.preset = preset;
    this.maxRows = maxRows;
  }

  /** What a list length is counted under. */
  abstract String label(int length);

  private BatchFiller filler(long seed) {
    return Presets.newFiller(preset, seed, null);
  }

  private ReferenceRows reference(long seed) {
    return ReferenceRows.of(preset, seed);
  }

  /** As many of the rows as make a batch. */
  private static RowRange batch(BatchFiller filler, long first, int rows) {
    RowRange most = new RowRange(first, rows);
    return new RowRange(first, rows == 0 ? 0 : filler.rowsOfBatch(most));
  }

  private static ContactBatch fill(BatchFiller filler, RowRange rows) {
    return ContactBatch.fill(filler, rows.first(), rows.rows());
  }

  /** Near the first and the last row, near the ends of blocks, and anywhere. */
  @Provide
  Arbitrary<Long> firstRows() {
    return Arbitraries.oneOf(
            Arbitraries.longs().between(0, 100_000),
            Arbitraries.longs().between(0, maxRows - MOST_ROWS),
            Arbitraries.longs().between(1, 20).map(block -> (block << 19) - MOST_ROWS / 2),
            Arbitraries.longs().between(maxRows - 2 * MOST_ROWS, maxRows - MOST_ROWS))
        .withoutEdgeCases();
  }

  @Example
  void countsOfNoRowsAreThoseOfAnEmptyFill() {
    BatchFiller used = filler(0);
    try (ContactBatch some = fill(used, batch(used, 0, 10));
        ContactBatch none = fill(filler(0), new RowRange(0, 0))) {
      assertThat(used.emptyCounts()).isEqualTo(none.counts);
      assertThat(some.counts).isNotEqualTo(none.counts);
    }
  }

  @Property(tries = 60)
  void rowsAreThoseOfTheSpecification(
      @ForAll long seed,
      @ForAll("firstRows") long first,
      @ForAll @IntRange(min = 1, max = MOST_ROWS) int most) {
    BatchFiller filler = filler(seed);
    RowRange rows = batch(filler, first, most);
    try (ContactBatch batch = fill(filler, rows)) {
      assertSame(batch.contacts(), reference(seed).rows(first, (int) rows.rows()));
      ValueVectorUtility.validateFull(batch.names);
      ValueVectorUtility.validateFull(batch.phones);
    }
  }

  @Example
  void theLastRowsThereCanBeAreLikeAnyOther() {
    BatchFiller filler = filler(3);
    RowRange rows = batch(filler, maxRows - 100, 100);
    try (ContactBatch batch = fill(filler, rows)) {
      assertSame(batch.contacts(), reference(3).rows(rows.first(), (int) rows.rows()));
    }
  }

  @Property(tries = 30)
  void countsAreThoseOfTheRows(
      @ForAll long seed,
      @ForAll("firstRows") long first,
      @ForAll @IntRange(min = 0, max = MOST_ROWS) int most) {
    BatchFiller filler = filler(seed);
    RowRange rows = batch(filler, first, most);
    try (ContactBatch batch = fill(filler, rows);
        ContactBatch none = ContactBatch.fill(filler, first, 0)) {
      assertThat(batch.counts)
          .isEqualTo(PresetCounts.of(batch.contacts(), none.counts, this::label));
    }
  }

  @Property(tries = 30)
  void batchBoundariesDoNotShow(
      @ForAll long seed,
      @ForAll("firstRows") long first,
      @ForAll @IntRange(min = 1, max = MOST_ROWS) int most,
      @ForAll @IntRange(max = MOST_ROWS) int anyCut) {
    BatchFiller filler = filler(seed);
    RowRange rows = batch(filler, first, most);
    long cut = anyCut % rows.rows();
    try (ContactBatch whole = fill(filler, rows);
        ContactBatch head = ContactBatch.fill(filler, first, cut);
        ContactBatch tail =
            ContactBatch.fill(filler.forProducer(), first + cut, rows.rows() - cut)) {
      List<Contact> parts = new ArrayList<>(head.contacts());
      parts.addAll(tail.contacts());
      assertSame(parts, whole.contacts());
      assertThat(head.counts.plus(tail.counts)).isEqualTo(whole.counts);
    }
  }

  @Property(tries = 30)
  void aBatchNeverTakesMoreThanAnnounced(
      @ForAll long seed,
      @ForAll("firstRows") long first,
      @ForAll @IntRange(max = MOST_ROWS) int most) {
    assertBounded(filler(seed), first, most);
  }

  @Property(tries = 10)
  void norDoesAFullOne(@ForAll long seed, @ForAll("firstRows") long anyFirst) {
    assertBounded(filler(seed), Math.min(anyFirst, maxRows - 500_000), 500_000);
  }

  private static void assertBounded(BatchFiller filler, long first, int most) {
    long announced = filler.maxBatchBytes(new RowRange(first, most));
    RowRange rows = batch(filler, first, most);
    assertThat(filler.maxBatchBytes(rows)).isLessThanOrEqualTo(announced);
    try (ContactBatch batch = fill(filler, rows)) {
      assertThat(batch.allocator.getPeakMemoryAllocation())
          .isLessThanOrEqualTo(filler.maxBatchBytes(rows));
    }
  }

  /** 4 files, 3 batches each, and some producers: what the default budget is to be enough for. */
  @Example
  void theDefaultBudgetHoldsFourFilesAndEightProducers() {
    long batch = filler(0).maxBatchBytes(new RowRange(maxRows - 32_768, 32_768));
    assertThat((4 * 3 + 8) * batch).isLessThan(128 << 20);
  }

  @Property(tries = 100)
  void aBatchFurtherOnIsAnnouncedAtLeastAsLarge(
      @ForAll("firstRows") long a,
      @ForAll("firstRows") long b,
      @ForAll @IntRange(max = 2_000) int n) {
    BatchFiller filler = filler(0);
    assertThat(filler.maxBatchBytes(new RowRange(Math.min(a, b), n)))
        .isLessThanOrEqualTo(filler.maxBatchBytes(new RowRange(Math.max(a, b), n)));
  }

  @Property(tries = 20)
  void cutsAreAFunctionOfTheRows(@ForAll long seed, @ForAll("firstRows") long first) {
    RowRange rows = new RowRange(first, MOST_ROWS);
    long cut = filler(seed).rowsOfBatch(rows);
    assertThat(cut).isBetween(1L, (long) MOST_ROWS);
    assertThat(filler(seed).forProducer().rowsOfBatch(rows)).isEqualTo(cut);
  }

  @Property(tries = 20)
  void validityBitsBeyondTheLastValueAreZero(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int most) {
    BatchFiller filler = filler(seed);
    try (ContactBatch batch = fill(filler, batch(filler, 0, most))) {
      for (FieldVector vector :
          List.of(batch.names, batch.phones, batch.structs, batch.numbers, batch.types)) {
        int values = vector.getValueCount();
        ArrowBuf validity = vector.getValidityBuffer();
        long bits = Math.min(validity.capacity() * 8, (values + 63L) / 64 * 64);
        for (long bit = values; bit < bits; bit++) {
          assertThat(validity.getByte(bit / 8) >> (bit % 8) & 1).isZero();
        }
      }
    }
  }

  @Example
  void parametersNameAllThatTheRowsDependOn() {
    assertThat(filler(7).parameters())
        .containsEntry("preset", preset)
        .containsEntry("seed", 7L)
        .containsEntry("dataVersion", 1)
        .containsOnlyKeys("dataVersion", "preset", "seed", "slots");
    assertThat(filler(7).name()).isEqualTo(preset);
  }

  /** AssertJ would render all rows for a message that no one can read. */
  private static void assertSame(List<Contact> actual, List<Contact> expected) {
    for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
      if (!actual.get(i).equals(expected.get(i))) {
        assertThat(shortened(actual.get(i)))
            .as("row %d of the batch", i)
            .isEqualTo(shortened(expected.get(i)));
        assertThat(actual.get(i)).isEqualTo(expected.get(i));
      }
    }
    assertThat(actual).hasSameSizeAs(expected);
  }

  private static String shortened(Contact contact) {
    String text = contact.toString();
    return text.substring(0, Math.min(300, text.length()));
  }
}
