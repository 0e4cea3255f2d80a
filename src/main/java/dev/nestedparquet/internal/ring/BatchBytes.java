package dev.nestedparquet.internal.ring;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.RowRange;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Upper bounds, in bytes, on what batches of a plan take of the memory budget: their buffers, and
 * the C structs of their export, which the writer allocates from the same budget.
 *
 * <p><em>Threading:</em> immutable. Calls the filler under the scheduler's lock.
 */
public final class BatchBytes {
  /**
   * Bytes of the C structs of an exported field, each rounded up by the allocator, and of its share
   * of the stream's.
   */
  private static final long EXPORT_BYTES_PER_FIELD = 4 * 1024;

  private static final long EXPORT_BYTES_PER_STREAM = 16 * 1024;

  private final BatchFiller filler;
  private final long emptyExport;
  private final long export;
  private final long largest;

  /**
   * Computes the bounds of a plan. The filler tells the bytes of batches; it is not used to fill.
   */
  public BatchBytes(BatchFiller filler, BatchPlan plan) {
    this.filler = filler;
    RowRange rows = plan.largestBatch();
    emptyExport =
        EXPORT_BYTES_PER_FIELD * countFields(filler.schema().getFields()) + EXPORT_BYTES_PER_STREAM;
    export = emptyExport + rows.rows() / Byte.SIZE; // The top-level struct has a validity bitmap.
    largest = filler.maxBatchBytes(rows) + export;
  }

  private static long countFields(List<Field> fields) {
    return fields.stream().mapToLong(field -> 1 + countFields(field.getChildren())).sum();
  }

  /** Bytes to set aside for the largest batch of the plan. */
  public long largest() {
    return largest;
  }

  /**
   * Bytes to set aside for a batch that is cut from some rows.
   *
   * @throws IllegalStateException if they are more than those of the largest batch
   */
  long of(RowRange rows) {
    long bytes = filler.maxBatchBytes(rows) + export;
    if (bytes > largest) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "filler %s says that rows from %,d on take more bytes than the plan's last rows",
              filler.name(),
              rows.first()));
    }
    return bytes;
  }

  /** Bytes of a batch that are its export. */
  long export() {
    return export;
  }

  /** Bytes that the export of a batch without rows takes. */
  long emptyExport() {
    return emptyExport;
  }
}
