package dev.nestedparquet.internal.ring;

import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.ReferenceManager;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * A filled record batch on its way from a producer to a writer.
 *
 * <p><em>Ownership:</em> whoever holds the batch closes it, which closes its root.
 *
 * @param root the rows
 * @param rows range of the rows in the data set
 * @param counts numbers that are true of the rows
 * @param usedBytes bytes of the buffers that hold values; allocated bytes beyond them don't count
 */
record Batch(VectorSchemaRoot root, RowRange rows, Counts counts, long usedBytes)
    implements AutoCloseable {

  /** Wraps a filled root, which the batch owns from here. */
  static Batch transferFrom(VectorSchemaRoot root, RowRange rows, Counts counts) {
    long bytes = 0;
    for (FieldVector vector : root.getFieldVectors()) {
      bytes += vector.getBufferSize();
    }
    return new Batch(root, rows, counts, bytes);
  }

  /**
   * Reference counter that tells whether the batch is alive: that of one of its buffers. It stands
   * for all, since the native side releases all buffers of a batch at once.
   *
   * @return null if the batch has no buffers
   */
  ReferenceManager borrowReferences() {
    for (FieldVector vector : root.getFieldVectors()) {
      for (ArrowBuf buffer : vector.getBuffers(/* clear= */ false)) {
        if (buffer.capacity() > 0) {
          return buffer.getReferenceManager();
        }
      }
    }
    return null;
  }

  @Override
  public void close() {
    root.close();
  }
}
