package dev.nestedparquet.spark;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.RowRange;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Estimates how many bytes rows take, by a sample of them. */
final class SizeEstimate {
  private static final int SAMPLES = 32;
  private static final int ROWS_PER_SAMPLE = 128;

  private SizeEstimate() {}

  /** Estimate of the bytes of Arrow buffers that a filler's first rows take. */
  static long bytes(BatchFiller filler, long rows) {
    if (rows == 0 || filler.schema().getFields().isEmpty()) {
      return 0;
    }
    long filledRows = 0;
    double filledBytes = 0;
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), allocator)) {
      BatchFiller producer = filler.forProducer();
      for (int sample = 0; sample < SAMPLES; sample++) {
        long first = rows / SAMPLES * sample;
        RowRange most = new RowRange(first, Math.min(ROWS_PER_SAMPLE, rows - first));
        RowRange range = new RowRange(first, filler.rowsOfBatch(most));
        producer.fill(range, root);
        filledRows += range.rows();
        filledBytes += root.getFieldVectors().stream().mapToLong(FieldVector::getBufferSize).sum();
        root.clear();
      }
    }
    return (long) (filledBytes / filledRows * rows);
  }
}
