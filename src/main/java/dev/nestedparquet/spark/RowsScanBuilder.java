package dev.nestedparquet.spark;

import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;

/**
 * Builds a scan of what a query needs. Spark's planner tells which columns, on any level, and how
 * many rows.
 */
final class RowsScanBuilder implements SupportsPushDownRequiredColumns, SupportsPushDownLimit {
  private final SourceOptions options;
  private final SparkSchema schema;
  private Schema columns;
  private long limit;

  RowsScanBuilder(SourceOptions options) {
    this.options = options;
    schema = options.schema();
    columns = schema.schema();
    limit = options.rows();
  }

  @Override
  public void pruneColumns(StructType required) {
    columns = SparkSchema.select(schema.schema(), required);
  }

  /**
   * Limits the scan to the first rows: a limit is met by any rows, and the first ones cost the
   * least.
   */
  @Override
  public boolean pushLimit(int rows) {
    limit = Math.min(rows, options.rows());
    return true;
  }

  /**
   * Returns false: all partitions together have no more rows than the limit, and Spark need not
   * apply it again.
   */
  @Override
  public boolean isPartiallyPushed() {
    return false;
  }

  @Override
  public Scan build() {
    return new RowsScan(options, schema.struct(columns), limit);
  }
}
