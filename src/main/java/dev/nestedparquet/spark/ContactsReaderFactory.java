package dev.nestedparquet.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Makes a reader for each task. Spark sends it to the executors, so it is serializable. */
final class ContactsReaderFactory implements PartitionReaderFactory {
  private static final long serialVersionUID = 1;

  private final SourceOptions options;

  /** Schema of the columns to fill, in Arrow's JSON: Arrow's own class is not serializable. */
  private final String columns;

  ContactsReaderFactory(SourceOptions options, Schema columns) {
    this.options = options;
    this.columns = columns.toJson();
  }

  @Override
  public boolean supportColumnarReads(InputPartition partition) {
    return true;
  }

  @Override
  public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
    ContactsScan.Part part = (ContactsScan.Part) partition;
    return new ContactsReader(
        options.newFiller().select(schema()), part.range(), options.batchRows());
  }

  private Schema schema() {
    try {
      return Schema.fromJSON(columns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    throw new UnsupportedOperationException("rows are made as columnar batches only");
  }
}
