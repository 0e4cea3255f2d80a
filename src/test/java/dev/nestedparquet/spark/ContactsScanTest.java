package dev.nestedparquet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.contact.ContactColumns;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class ContactsScanTest {
  private static SourceOptions options(long rows, int partitions) {
    return new SourceOptions("contacts", 1, null, rows, partitions, 1_000);
  }

  private static List<RowRange> ranges(ContactsScanBuilder builder) {
    List<RowRange> ranges = new ArrayList<>();
    for (InputPartition part : builder.build().toBatch().planInputPartitions()) {
      ranges.add(((ContactsScan.Part) part).range());
    }
    return ranges;
  }

  private static Statistics statistics(ContactsScanBuilder builder) {
    return ((ContactsScan) builder.build()).estimateStatistics();
  }

  @Test
  void partitionsAreThoseOfTheCommandLinesFiles() {
    BatchPlan plan = new BatchPlan(10_007, 4, 1_000);
    assertThat(ranges(new ContactsScanBuilder(options(10_007, 4))))
        .containsExactly(
            plan.partition(0), plan.partition(1), plan.partition(2), plan.partition(3));
  }

  @Test
  void partitionsWithoutRowsAreNoTasks() {
    assertThat(ranges(new ContactsScanBuilder(options(2, 3))))
        .containsExactly(new RowRange(0, 1), new RowRange(1, 1));
  }

  @Test
  void aLimitTakesTheFirstRows() {
    ContactsScanBuilder builder = new ContactsScanBuilder(options(10_000, 4));
    assertThat(builder.pushLimit(2_600)).isTrue();
    assertThat(builder.isPartiallyPushed()).isFalse();
    assertThat(ranges(builder)).containsExactly(new RowRange(0, 2_500), new RowRange(2_500, 100));
    assertThat(statistics(builder).numRows()).hasValue(2_600);
  }

  @Test
  void aLimitOfMoreRowsThanThereAreTakesAll() {
    ContactsScanBuilder builder = new ContactsScanBuilder(options(10, 1));
    builder.pushLimit(1_000);
    assertThat(ranges(builder)).containsExactly(new RowRange(0, 10));
  }

  @Test
  void columnsAreChosenOnAnyLevel() {
    ContactsScanBuilder builder = new ContactsScanBuilder(options(10, 1));
    StructType required = SparkSchema.of(new ContactColumns(false, true, true, false).schema());
    builder.pruneColumns(required);
    assertThat(builder.build().readSchema()).isEqualTo(required);
  }

  @Test
  void rowsAreKnownExactlyAndBytesAlmost() {
    long rows = 50_000;
    Statistics statistics = statistics(new ContactsScanBuilder(options(rows, 2)));
    assertThat(statistics.numRows()).hasValue(rows);
    assertThat(statistics.sizeInBytes().orElseThrow())
        .isCloseTo(bytes(options(rows, 2).newFiller(), rows), Percentage.withPercentage(3));
  }

  @Test
  void fewerColumnsAreFewerBytes() {
    ContactsScanBuilder all = new ContactsScanBuilder(options(1_000, 2));
    ContactsScanBuilder names = new ContactsScanBuilder(options(1_000, 2));
    names.pruneColumns(SparkSchema.of(new ContactColumns(true, false, false, false).schema()));
    ContactsScanBuilder none = new ContactsScanBuilder(options(1_000, 2));
    none.pruneColumns(new StructType());
    assertThat(statistics(names).sizeInBytes().orElseThrow())
        .isPositive()
        .isLessThan(statistics(all).sizeInBytes().orElseThrow());
    assertThat(statistics(none).sizeInBytes()).hasValue(0);
    assertThat(statistics(none).numRows()).hasValue(1_000);
  }

  @Test
  void noRowsAreNoTasks() {
    ContactsScanBuilder builder = new ContactsScanBuilder(options(0, 2));
    assertThat(ranges(builder)).isEmpty();
    assertThat(statistics(builder).numRows()).hasValue(0);
    assertThat(statistics(builder).sizeInBytes()).hasValue(0);
  }

  private static long bytes(BatchFiller filler, long rows) {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), allocator)) {
      filler.fill(new RowRange(0, rows), root);
      return root.getFieldVectors().stream().mapToLong(FieldVector::getBufferSize).sum();
    }
  }
}
