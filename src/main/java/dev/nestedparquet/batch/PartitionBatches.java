package dev.nestedparquet.batch;

import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Hands a partition's batches to its writer, in the order of the rows.
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
 * <p><em>Ownership:</em> a batch that was taken belongs to the taker, who closes it. While the
 * taker waits for another batch, at most two of those that it took may be open. No memory is set
 * aside for more, and the partition would wait for itself.
 *
 * <p><em>Threading:</em> one thread at a time.
 */
public interface PartitionBatches {
  /** Index of the partition. */
  int partition();

  /** Rows of the partition. */
  RowRange rows();

  /** Parameters that tell these rows from others, as {@link BatchFiller#parameters} gives them. */
  Map<String, Object> parameters();

  /**
   * Bytes of the memory budget that are set aside for the writer's own use in this file, besides
   * the batches.
   */
  long writerBytes();

  /**
   * Allocator of the batches, with room for their export by Arrow's C data interface. The taker
   * must not close it, and must have released all memory from it once the partition is written.
   */
  BufferAllocator borrowAllocator();

  /**
   * Waits for the next batch.
   *
   * @return a batch that the caller now owns and closes; null after the last one
   * @throws StoppedException if the run is stopped, whether or not batches are left. The rows taken
   *     so far are then not the whole partition
   * @throws StalledException if the caller keeps too many batches for another one to be filled; the
   *     caller may try again
   */
  VectorSchemaRoot take();

  /**
   * Fails if the run is stopped. A taker that waits for something else than the next batch calls
   * this again and again, so that its wait ends with the run.
   *
   * @throws StoppedException if the run is stopped
   */
  void checkNotStopped();

  /**
   * Thrown out of every wait once a run is stopped. The cause is the failure or cancellation that
   * stopped the run.
   */
  final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoppedException(Throwable cause) {
      super("run was stopped: " + cause, cause);
    }
  }

  /**
   * Thrown to a taker that waits for its next batch, if that batch can't be filled before the taker
   * lets go of earlier ones, and the taker has not done so for a while. The taker may wait again.
   */
  final class StalledException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StalledException() {
      super("too many batches are kept for another one to be filled");
    }
  }
}
