package dev.nestedparquet.spark;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.RowRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;

/**
 * The columns and rows that a query reads, and what is known about them beforehand.
 *
 * <p>Partitions are those of the command line's files: the same rows by the same numbers.
 */
final class ContactsScan implements SupportsReportStatistics, Batch {
  private final SourceOptions options;
  private final Schema columns;
  private final long rows;

  /** Estimated when it is asked for. */
  private OptionalLong sizeInBytes = OptionalLong.empty();

  /**
   * A scan.
   *
   * @param columns the columns to fill
   * @param rows how many, counted from the first
   */
  ContactsScan(SourceOptions options, Schema columns, long rows) {
    this.options = options;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * Rows that a task makes.
   *
   * @param first index of the first row
   */
  record Part(long first, long rows) implements InputPartition {
    RowRange range() {
      return new RowRange(first, rows);
    }
  }

  @Override
  public StructType readSchema() {
    return SparkSchema.of(columns);
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "%s, reads %,d rows of %s",
        options.describe(),
        rows,
        readSchema().simpleString());
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  /** Known without looking at the partitions. */
  @Override
  public ColumnarSupportMode columnarSupportMode() {
    return ColumnarSupportMode.SUPPORTED;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    BatchPlan plan = options.plan();
    List<InputPartition> parts = new ArrayList<>();
    for (int partition = 0; partition < plan.partitions(); partition++) {
      RowRange range = plan.partition(partition);
      long end = Math.min(rows, range.end());
      if (end > range.first()) {
        parts.add(new Part(range.first(), end - range.first()));
      }
    }
    return parts.toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new ContactsReaderFactory(options, columns);
  }

  @Override
  public Statistics estimateStatistics() {
    if (sizeInBytes.isEmpty()) {
      sizeInBytes = OptionalLong.of(SizeEstimate.bytes(options.newFiller().select(columns), rows));
    }
    return new KnownRows(sizeInBytes, OptionalLong.of(rows));
  }

  /**
   * What the planner is told.
   *
   * @param sizeInBytes about how many bytes of Arrow buffers the rows take
   * @param numRows how many there are, exactly
   */
  private record KnownRows(OptionalLong sizeInBytes, OptionalLong numRows) implements Statistics {}
}
