package dev.nestedparquet.shred.internal.codec;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import org.apache.parquet.format.CompressionCodec;

/**
 * Compresses page bodies, off-heap to off-heap.
 *
 * <p><em>Threading:</em> one thread. <em>Ownership:</em> native contexts are its own until {@link
 * #close}.
 */
public interface PageCodec extends AutoCloseable {
  CompressionCodec codec();

  /** The largest page, in bytes, that it takes. */
  int mostBytes();

  /**
   * Appends these bytes to the target, compressed.
   *
   * @param bytes up to {@link #mostBytes}
   * @throws CodecFailure if the library fails
   */
  void compress(long address, int bytes, GrowableBuffer target);

  @Override
  void close();
}
