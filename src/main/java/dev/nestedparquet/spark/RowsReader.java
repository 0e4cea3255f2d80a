package dev.nestedparquet.spark;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.RowRange;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Makes the rows of a task, a batch at a time. Spark reads the vectors that were filled, without a
 * copy.
 *
 * <p><em>Ownership:</em> the reader owns its allocator and its batch. A batch lives until the next
 * one, or until {@link #close}; Spark may free its vectors earlier. <em>Threading:</em> the task's
 * thread.
 */
final class RowsReader implements PartitionReader<ColumnarBatch> {
  private final BatchFiller filler;
  private final int batchRows;
  private final BufferAllocator allocator = new RootAllocator();
  private final MapDictionaryProvider dictionaries;

  private RowRange rest;
  private VectorSchemaRoot root;
  private ColumnarBatch batch;

  /**
   * Makes a reader of a range of rows.
   *
   * @param filler fills the columns that the query reads, and no others
   */
  RowsReader(BatchFiller filler, RowRange rows, int batchRows) {
    this.filler = filler.forProducer();
    this.batchRows = batchRows;
    rest = rows;
    dictionaries = filler.newDictionaries(allocator);
  }

  @Override
  public boolean next() {
    free();
    if (rest.isEmpty()) {
      return false;
    }
    RowRange most = new RowRange(rest.first(), Math.min(batchRows, rest.rows()));
    RowRange rows = new RowRange(rest.first(), filler.rowsOfBatch(most));
    root = VectorSchemaRoot.create(filler.schema(), allocator);
    if (!root.getFieldVectors().isEmpty()) { // A query may count rows and read no column.
      filler.fill(rows, root);
    }
    ColumnVector[] columns =
        root.getFieldVectors().stream()
            .map(vector -> FilledColumn.of(vector, dictionaries))
            .toArray(ColumnVector[]::new);
    batch = new ColumnarBatch(columns, (int) rows.rows());
    rest = new RowRange(rows.end(), rest.end() - rows.end());
    return true;
  }

  @Override
  public ColumnarBatch get() {
    return batch;
  }

  private void free() {
    batch = null;
    if (root != null) {
      root.close();
      root = null;
    }
  }

  @Override
  public void close() {
    free();
    dictionaries.close();
    allocator.close();
  }
}
