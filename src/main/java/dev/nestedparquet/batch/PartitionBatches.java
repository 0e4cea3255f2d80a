package dev.nestedparquet.batch;

import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * A partition's batches, in the order of its rows, for the one who writes them.
 *
 * <pre>{@code
 * VectorSchemaRoot next;
 * while ((next = batches.take()) != null) {
 *   try (VectorSchemaRoot batch = next) {
 *     write(batch);
 *   }
 * }
 * }</pre>
 *
 * <p><em>Ownership:</em> a batch is the taker's, who closes it. Of the batches taken, at most two
 * may be open while the taker waits for another: the memory of more is not set aside, and the
 * partition would wait for itself.
 *
 * <p><em>Threading:</em> one thread at a time.
 */
public interface PartitionBatches {
  /** Index of the partition. */
  int partition();

  /** The rows of the partition. */
  RowRange rows();

  /** What tells these rows from others, as {@link BatchFiller#parameters} has it. */
  Map<String, Object> parameters();

  /** Bytes of the memory budget that are set aside for the writer, besides the batches. */
  long writerBytes();

  /**
   * Allocator of the batches, which has room for their export to C besides; it must not be closed,
   * and all that comes from it must have been closed once the partition is written.
   */
  BufferAllocator borrowAllocator();

  /**
   * Waits for the next batch.
   *
   * @return a batch that the caller now owns; null after the last one
   * @throws StoppedException if the run is stopped, whether or not batches are left: what was
   *     written so far is not the partition
   * @throws StalledException if the caller keeps too many batches for another to be filled; it may
   *     try again
   */
  VectorSchemaRoot take();

  /**
   * Ends a wait for something else than the next batch; to be called again and again.
   *
   * @throws StoppedException if the run is stopped
   */
  void checkNotStopped();
}
