package dev.nestedparquet.internal.ring;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.batch.fixtures.RowNumbers;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** The fixture's close finds a root that the producer left open. */
final class ProducerTest {
  private static final BatchFiller ROW_NUMBERS = new RowNumbers();

  /** Fills as row numbers do, and then goes wrong. */
  private interface Wrong extends BatchFiller {
    @Override
    default String name() {
      return "wrong";
    }

    @Override
    default Schema schema() {
      return ROW_NUMBERS.schema();
    }

    @Override
    default long maxBatchBytes(RowRange rows) {
      return ROW_NUMBERS.maxBatchBytes(rows);
    }
  }

  /** Has a filler fill half of its work, and throw. */
  private static void assertClosesTheRootAfter(Throwable failure) {
    Wrong filler =
        (rows, root) -> {
          Counts unused = ROW_NUMBERS.fill(rows, root);
          if (failure instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) failure;
        };
    try (RingFixture fixture = RingFixture.onePartition(2, 2)) {
      assertThatThrownBy(new Producer(fixture.scheduler, filler)::produce).isSameAs(failure);
    }
  }

  @Test
  void closesTheRootOfAFillerThatThrows() {
    assertClosesTheRootAfter(new RuntimeException("half-filled"));
  }

  @Test
  void closesTheRootOfAFillerThatRunsOutOfMemory() {
    assertClosesTheRootAfter(new OutOfMemoryError("direct memory"));
  }

  @Test
  void refusesABatchWithTheWrongNumberOfRows() {
    Wrong filler =
        (rows, root) -> ROW_NUMBERS.fill(new RowRange(rows.first(), rows.rows() - 1), root);
    try (RingFixture fixture = RingFixture.onePartition(2, 2)) {
      assertThatIllegalStateException()
          .isThrownBy(new Producer(fixture.scheduler, filler)::produce)
          .withMessage("filler wrong made 99 rows where 100 were due, from row 0 on");
    }
  }

  @Test
  void refusesABatchWhoseRowCountWasNeverSet() {
    Wrong filler = (RowRange rows, VectorSchemaRoot root) -> Counts.NONE;
    try (RingFixture fixture = RingFixture.onePartition(2, 2)) {
      assertThatIllegalStateException()
          .isThrownBy(new Producer(fixture.scheduler, filler)::produce)
          .withMessageContaining("made 0 rows where 100 were due");
    }
  }
}
