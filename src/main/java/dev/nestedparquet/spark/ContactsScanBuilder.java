package dev.nestedparquet.spark;

import dev.nestedparquet.batch.BatchFiller;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;

/** Learns from the planner what a query doesn't need: columns on any level, and later rows. */
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

  /** Any rows will do for a limit, and the first ones cost the least. */
  @Override
  public boolean pushLimit(int rows) {
    limit = Math.min(rows, options.rows());
    return true;
  }

  /** The partitions together have no more rows than the limit. */
  @Override
  public boolean isPartiallyPushed() {
    return false;
  }

  @Override
  public Scan build() {
    return new ContactsScan(options, columns, limit);
  }
}
