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
 * <p><em>Ownership:</em> whoever holds the batch closes it, and thereby its root.
 *
 * @param root the rows
 * @param rows which rows of the data set these are
 * @param counts the ground truth about them
 * @param usedBytes bytes of the buffers that hold values, without what was allocated beyond them
 */
record Batch(VectorSchemaRoot root, RowRange rows, Counts counts, long usedBytes)
    implements AutoCloseable {

  /** Wraps a filled root, which belongs to the batch from here. */
  static Batch transferFrom(VectorSchemaRoot root, RowRange rows, Counts counts) {
    long bytes = 0;
    for (FieldVector vector : root.getFieldVectors()) {
      bytes += vector.getBufferSize();
    }
    return new Batch(root, rows, counts, bytes);
  }

  /**
   * What tells, by its reference count, whether the batch is alive: the native side lets go of all
   * of a batch's buffers at once, so one stands for all.
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
