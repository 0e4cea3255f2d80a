package dev.nestedparquet.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

final class BatchPlanTest {
  /** As many partitions as a property looks at one by one. */
  private static final int FEW = 300;

  @Property(tries = 300)
  void partitionsFollowOneAnotherAndCoverAllRows(
      @ForAll @LongRange(max = BatchPlan.MAX_ROWS) long rows,
      @ForAll @IntRange(min = 1, max = FEW) int partitions) {
    BatchPlan plan = new BatchPlan(rows, partitions, 1);
    long next = 0;
    for (int p = 0; p < partitions; p++) {
      assertThat(plan.partition(p).first()).isEqualTo(next);
      next = plan.partition(p).end();
    }
    assertThat(next).isEqualTo(rows);
  }

  @Property(tries = 300)
  void partitionsDifferByOneRowAtMost(
      @ForAll @LongRange(max = BatchPlan.MAX_ROWS) long rows,
      @ForAll @IntRange(min = 1, max = FEW) int partitions) {
    BatchPlan plan = new BatchPlan(rows, partitions, 1);
    for (int p = 0; p < partitions; p++) {
      assertThat(plan.partition(p).rows() - rows / partitions).isBetween(0L, 1L);
    }
  }

  @Property
  void boundariesAreExactHoweverLargeTheNumbers(
      @ForAll @LongRange(max = BatchPlan.MAX_ROWS) long rows,
      @ForAll @IntRange(min = 1, max = BatchPlan.MAX_PARTITIONS) int partitions,
      @ForAll @IntRange(max = BatchPlan.MAX_PARTITIONS - 1) int any) {
    int p = any % partitions;
    RowRange range = new BatchPlan(rows, partitions, 1).partition(p);
    assertThat(range.first()).isEqualTo(floor(p, rows, partitions));
    assertThat(range.end()).isEqualTo(floor(p + 1, rows, partitions));
  }

  private static long floor(int p, long rows, int partitions) {
    return BigInteger.valueOf(p)
        .multiply(BigInteger.valueOf(rows))
        .divide(BigInteger.valueOf(partitions))
        .longValueExact();
  }

  @Property(tries = 300)
  void batchesCoverTheirPartitionAndOnlyTheLastIsShort(
      @ForAll @LongRange(max = 10_000) long rows,
      @ForAll @IntRange(min = 1, max = 40) int partitions,
      @ForAll @IntRange(min = 1, max = 200) int batchRows) {
    BatchPlan plan = new BatchPlan(rows, partitions, batchRows);
    for (int p = 0; p < partitions; p++) {
      long next = plan.partition(p).first();
      long end = plan.partition(p).end();
      while (next < end) {
        RowRange batch = plan.batchFrom(p, next);
        assertThat(batch.first()).isEqualTo(next);
        assertThat(batch.rows()).isBetween(batch.end() < end ? batchRows : 1L, (long) batchRows);
        next = batch.end();
      }
      assertThat(next).isEqualTo(plan.partition(p).end());
    }
  }

  @Example
  void morePartitionsThanRowsLeaveSomeEmpty() {
    BatchPlan plan = new BatchPlan(2, 5, 10);
    long[] rows = new long[5];
    for (int p = 0; p < 5; p++) {
      rows[p] = plan.partition(p).rows();
    }
    assertThat(rows).containsExactly(0, 0, 1, 0, 1);
  }

  @Example
  void refusesWhatIsOutOfRangeAndSaysTheRange() {
    assertRefused(-1, 1, 1, "rows: -1 is not between 0 and 1,000,000,000,000,000,000");
    assertRefused(BatchPlan.MAX_ROWS + 1, 1, 1, "rows: 1,000,000,000,000,000,001 is not");
    assertRefused(1, 0, 1, "partitions: 0 is not between 1 and 100,000");
    assertRefused(1, BatchPlan.MAX_PARTITIONS + 1, 1, "partitions: 100,001 is not");
    assertRefused(1, 1, 0, "batch rows: 0 is not between 1 and 8,388,608");
    assertRefused(1, 1, BatchPlan.MAX_BATCH_ROWS + 1, "batch rows: 8,388,609 is not");
  }

  private static void assertRefused(long rows, int partitions, int batchRows, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchPlan(rows, partitions, batchRows))
        .withMessageContaining(message);
  }

  @Example
  void aRowRangeIsNeverNegativeNorBeyondALong() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RowRange(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RowRange(1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RowRange(Long.MAX_VALUE, 1));
    assertThat(new RowRange(Long.MAX_VALUE, 0).isEmpty()).isTrue();
  }
}
