package dev.nestedparquet.spark;

import dev.nestedparquet.batch.BatchFiller;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;

/**
 * Builds a scan of what a query needs. Spark's planner tells which columns, on any level, and how
 * many rows.
 */
final class ContactsScanBuilder implements SupportsPushDownRequiredColumns, SupportsPushDownLimit {
  private final SourceOptions options;
  private final BatchFiller filler;
  private Schema columns;
  private long limit;

  ContactsScanBuilder(SourceOptions options) {
    this.options = options;
    filler = options.newFiller();
    columns = filler.schema();
    limit = options.rows();
  }

  @Override
  public void pruneColumns(StructType required) {
    columns = SparkSchema.select(filler.schema(), required);
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
    return new ContactsScan(options, columns, limit);
  }
}
