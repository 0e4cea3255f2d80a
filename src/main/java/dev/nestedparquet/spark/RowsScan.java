package dev.nestedparquet.spark;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.RowRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;

/**
 * A scan of a query: which columns and rows it reads, and how many rows and bytes these are.
 *
 * <p>Partition p of the scan has the rows of file p that the command line would make.
 */
final class RowsScan implements SupportsReportStatistics, Batch {
  private final SourceOptions options;
  private final StructType columns;
  private final long rows;

  /** Estimate of the rows' bytes in Arrow buffers; made when Spark first asks for it. */
  private OptionalLong sizeInBytes = OptionalLong.empty();

  /**
   * Makes a scan.
   *
   * @param columns the columns to fill
   * @param rows number of rows to make, from the first of the data set on
   */
  RowsScan(SourceOptions options, StructType columns, long rows) {
    this.options = options;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * Range of rows that a task makes.
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
    return columns;
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

  /** Tells Spark that all partitions are read by columns, so that it need not ask each. */
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
    return new RowsReaderFactory(options, columns);
  }

  @Override
  public Statistics estimateStatistics() {
    if (sizeInBytes.isEmpty()) {
      sizeInBytes = OptionalLong.of(SizeEstimate.bytes(options.newFiller(columns), rows));
    }
    return new KnownRows(sizeInBytes, OptionalLong.of(rows));
  }

  /**
   * Statistics for Spark's planner.
   *
   * @param sizeInBytes estimate of the bytes of Arrow buffers that the rows take
   * @param numRows exact number of rows
   */
  private record KnownRows(OptionalLong sizeInBytes, OptionalLong numRows) implements Statistics {}
}
