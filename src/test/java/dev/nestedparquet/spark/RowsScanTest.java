package dev.nestedparquet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.contact.ContactColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class RowsScanTest {
  private static SourceOptions options(long rows, int partitions) {
    RowsOrigin contacts = new RowsOrigin.OfPreset("contacts", null);
    return new SourceOptions(contacts, 1, rows, partitions, 1_000);
  }

  private static StructType struct(ContactColumns columns) {
    return options(1, 1).schema().struct(columns.schema());
  }

  private static List<RowRange> ranges(RowsScanBuilder builder) {
    List<RowRange> ranges = new ArrayList<>();
    for (InputPartition part : builder.build().toBatch().planInputPartitions()) {
      ranges.add(((RowsScan.Part) part).range());
    }
    return ranges;
  }

  private static Statistics statistics(RowsScanBuilder builder) {
    return ((RowsScan) builder.build()).estimateStatistics();
  }

  @Test
  void partitionsAreThoseOfTheCommandLinesFiles() {
    BatchPlan plan = new BatchPlan(10_007, 4, 1_000);
    assertThat(ranges(new RowsScanBuilder(options(10_007, 4))))
        .containsExactly(
            plan.partition(0), plan.partition(1), plan.partition(2), plan.partition(3));
  }

  @Test
  void partitionsWithoutRowsAreNoTasks() {
    assertThat(ranges(new RowsScanBuilder(options(2, 3))))
        .containsExactly(new RowRange(0, 1), new RowRange(1, 1));
  }

  @Test
  void aLimitTakesTheFirstRows() {
    RowsScanBuilder builder = new RowsScanBuilder(options(10_000, 4));
    assertThat(builder.pushLimit(2_600)).isTrue();
    assertThat(builder.isPartiallyPushed()).isFalse();
    assertThat(ranges(builder)).containsExactly(new RowRange(0, 2_500), new RowRange(2_500, 100));
    assertThat(statistics(builder).numRows()).hasValue(2_600);
  }

  @Test
  void aLimitOfMoreRowsThanThereAreTakesAll() {
    RowsScanBuilder builder = new RowsScanBuilder(options(10, 1));
    builder.pushLimit(1_000);
    assertThat(ranges(builder)).containsExactly(new RowRange(0, 10));
  }

  @Test
  void columnsAreChosenOnAnyLevel() {
    RowsScanBuilder builder = new RowsScanBuilder(options(10, 1));
    StructType required = struct(new ContactColumns(false, true, true, false));
    builder.pruneColumns(required);
    assertThat(builder.build().readSchema()).isEqualTo(required);
  }

  @Test
  void rowsAreKnownExactlyAndBytesAlmost() {
    long rows = 50_000;
    Statistics statistics = statistics(new RowsScanBuilder(options(rows, 2)));
    assertThat(statistics.numRows()).hasValue(rows);
    assertThat(statistics.sizeInBytes().orElseThrow())
        .isCloseTo(bytes(options(rows, 2).newFiller(), rows), Percentage.withPercentage(3));
  }

  @Test
  void fewerColumnsAreFewerBytes() {
    RowsScanBuilder all = new RowsScanBuilder(options(1_000, 2));
    RowsScanBuilder names = new RowsScanBuilder(options(1_000, 2));
    names.pruneColumns(struct(new ContactColumns(true, false, false, false)));
    RowsScanBuilder none = new RowsScanBuilder(options(1_000, 2));
    none.pruneColumns(new StructType());
    assertThat(statistics(names).sizeInBytes().orElseThrow())
        .isPositive()
        .isLessThan(statistics(all).sizeInBytes().orElseThrow());
    assertThat(statistics(none).sizeInBytes()).hasValue(0);
    assertThat(statistics(none).numRows()).hasValue(1_000);
  }

  /** As many rows as the samples have together. */
  @Test
  void bytesOfADeclaredDataSetAreAsGoodAsKnown() {
    RowsOrigin orders = RowsOrigin.ofSchema("orders", Map.of(), null);
    SourceOptions options = new SourceOptions(orders, 1, 4_096, 2, 1_000);
    RowsScanBuilder some = new RowsScanBuilder(options);
    StructType id = new StructType().add("id", DataTypes.LongType);
    some.pruneColumns(new StructType().add("customer", id));
    long idsAndNulls = 4_096 * Long.BYTES + 2 * 4_096 / Byte.SIZE;
    assertThat(statistics(some).sizeInBytes().orElseThrow())
        .isCloseTo(idsAndNulls, Percentage.withPercentage(5));
    assertThat(statistics(new RowsScanBuilder(options)).sizeInBytes().orElseThrow())
        .isGreaterThan(10 * idsAndNulls);
  }

  @Test
  void noRowsAreNoTasks() {
    RowsScanBuilder builder = new RowsScanBuilder(options(0, 2));
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
