package dev.nestedparquet.spark;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Makes a reader for each task. Spark sends it to the executors, so it is serializable. */
final class RowsReaderFactory implements PartitionReaderFactory {
  private static final long serialVersionUID = 1;

  private final SourceOptions options;

  /** The columns to fill; Arrow's own schemas are not serializable. */
  private final StructType columns;

  RowsReaderFactory(SourceOptions options, StructType columns) {
    this.options = options;
    this.columns = columns;
  }

  @Override
  public boolean supportColumnarReads(InputPartition partition) {
    return true;
  }

  @Override
  public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
    RowsScan.Part part = (RowsScan.Part) partition;
    return new RowsReader(options.newFiller(columns), part.range(), options.batchRows());
  }

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    throw new UnsupportedOperationException("rows are made as columnar batches only");
  }
}
