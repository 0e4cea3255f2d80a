package dev.nestedparquet.shred.internal.codec;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import org.apache.parquet.format.CompressionCodec;

/**
 * Compresses page bodies, off-heap to off-heap.
 *
 * <p><em>Threading:</em> one thread. <em>Ownership:</em> owns its native contexts until {@link
 * #close}; whoever made the codec closes it.
 */
public interface PageCodec extends AutoCloseable {
  CompressionCodec codec();

  /** Upper bound, in bytes, on the pages that {@link #compress} takes. */
  int mostBytes();

  /**
   * Compresses a page body, and appends the result to the target.
   *
   * @param address address of the body, which is borrowed for the call
   * @param bytes bytes of the body, 0 to {@link #mostBytes}
   * @throws CodecFailure if the library fails
   */
  void compress(long address, int bytes, GrowableBuffer target);

  @Override
  void close();
}
