package dev.nestedparquet.internal.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nestedparquet.batch.BatchPlan;
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

final class ContactFillerTest {
  private static final int MOST_ROWS = 5_000;

  @Provide
  Arbitrary<Double> skews() {
    return Arbitraries.of(0.0, 0.3, 1.0, 1.5, 100.0).withoutEdgeCases();
  }

  /** Anywhere, and where the text of the ids changes its length or its constant part. */
  @Provide
  Arbitrary<Long> firstRows() {
    Arbitrary<Long> anywhere = Arbitraries.longs().between(0, BatchPlan.MAX_ROWS - MOST_ROWS);
    Arbitrary<Long> near = Arbitraries.longs().between(0, MOST_ROWS);
    Arbitrary<Long> moreDigits =
        Arbitraries.integers().between(4, 18).map(digits -> (long) Math.pow(10, digits) / 5);
    Arbitrary<Long> newHead =
        Arbitraries.longs().between(1, 20_000_000_000L).map(head -> head * 100_000_000 / 5);
    return Arbitraries.oneOf(
        near,
        anywhere,
        Arbitraries.oneOf(moreDigits, newHead, Arbitraries.just(BatchPlan.MAX_ROWS - MOST_ROWS))
            .flatMap(row -> near.map(back -> Math.max(0, row - back)))
            .withoutEdgeCases());
  }

  @Property(tries = 60)
  void rowsAreThoseOfTheSpecification(
      @ForAll long seed,
      @ForAll("skews") double skew,
      @ForAll("firstRows") long first,
      @ForAll @IntRange(min = 1, max = MOST_ROWS) int rows) {
    try (ContactBatch batch = ContactBatch.fill(new ContactFiller(seed, skew), first, rows)) {
      assertSame(batch.contacts(), new ReferenceContacts(seed, skew).contacts(first, rows));
      ValueVectorUtility.validateFull(batch.names);
      ValueVectorUtility.validateFull(batch.phones);
    }
  }

  @Example
  void countsOfNoRowsAreThoseOfAnEmptyFill() {
    ContactFiller used = new ContactFiller(0, 1);
    try (ContactBatch some = ContactBatch.fill(used, 0, 10);
        ContactBatch none = ContactBatch.fill(new ContactFiller(0, 1), 0, 0)) {
      assertThat(used.emptyCounts()).isEqualTo(none.counts);
      assertThat(some.counts).isNotEqualTo(none.counts);
    }
  }

  @Example
  void theLastRowThereCanBeIsLikeAnyOther() {
    long first = BatchPlan.MAX_ROWS - 100;
    try (ContactBatch batch = ContactBatch.fill(new ContactFiller(3, 1), first, 100)) {
      assertSame(batch.contacts(), new ReferenceContacts(3, 1).contacts(first, 100));
    }
  }

  @Property(tries = 50)
  void countsAreThoseOfTheRows(
      @ForAll long seed,
      @ForAll("firstRows") long first,
      @ForAll @IntRange(min = 0, max = MOST_ROWS) int rows) {
    try (ContactBatch batch = ContactBatch.fill(new ContactFiller(seed, 1), first, rows)) {
      assertThat(batch.counts).isEqualTo(ContactBatch.recount(batch.contacts()));
    }
  }

  @Property(tries = 50)
  void batchBoundariesDoNotShow(
      @ForAll long seed,
      @ForAll("firstRows") long first,
      @ForAll @IntRange(min = 1, max = MOST_ROWS) int rows,
      @ForAll @IntRange(max = MOST_ROWS) int anyCut) {
    int cut = anyCut % rows;
    ContactFiller filler = new ContactFiller(seed, 1);
    try (ContactBatch whole = ContactBatch.fill(filler, first, rows);
        ContactBatch head = ContactBatch.fill(filler, first, cut);
        ContactBatch tail = ContactBatch.fill(filler.forProducer(), first + cut, rows - cut)) {
      List<Contact> parts = new ArrayList<>(head.contacts());
      parts.addAll(tail.contacts());
      assertSame(parts, whole.contacts());
      assertThat(head.counts.plus(tail.counts)).isEqualTo(whole.counts);
    }
  }

  /** Beyond the last value bits are padding; readers and hashes of buffers want zeros there. */
  @Property(tries = 50)
  void validityBitsBeyondTheLastValueAreZero(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int rows) {
    try (ContactBatch batch = ContactBatch.fill(new ContactFiller(seed, 1), 0, rows)) {
      for (FieldVector vector :
          List.of(batch.names, batch.phones, batch.structs, batch.numbers, batch.types)) {
        int values = vector.getValueCount();
        ArrowBuf validity = vector.getValidityBuffer();
        long bits = Math.min(validity.capacity() * 8, (values + 63L) / 64 * 64);
        for (long bit = values; bit < bits; bit++) {
          assertThat(validity.getByte(bit / 8) >> (bit % 8) & 1)
              .as("bit %d of %s with %d values", bit, vector.getName(), values)
              .isZero();
        }
      }
    }
  }

  @Property(tries = 20)
  void phonesAreNeverAnEmptyListNorANullStruct(@ForAll long seed) {
    try (ContactBatch batch = ContactBatch.fill(new ContactFiller(seed, 1), 0, MOST_ROWS)) {
      assertThat(batch.structs.getNullCount()).isZero();
      assertThat(batch.contacts())
          .noneMatch(contact -> contact.phones() != null && contact.phones().isEmpty());
    }
  }

  @Example
  void refusesASkewThatIsNoExponent() {
    for (double skew : new double[] {-0.1, 100.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ContactFiller(0, skew))
          .withMessage("name skew: " + skew + " is not between 0 (uniform) and 100");
    }
  }

  @Example
  void parametersNameAllThatTheRowsDependOn() {
    assertThat(new ContactFiller(7, 0.5).parameters())
        .hasToString("{dataVersion=1, preset=contacts, seed=7, nameSkew=0.5}");
  }

  /** AssertJ would render 5,000 contacts for a message that no one can read. */
  private static void assertSame(List<Contact> actual, List<Contact> expected) {
    for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
      if (!actual.get(i).equals(expected.get(i))) {
        assertThat(actual.get(i)).as("row %d of the batch", i).isEqualTo(expected.get(i));
      }
    }
    assertThat(actual).hasSameSizeAs(expected);
  }
}
