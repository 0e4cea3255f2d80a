package dev.nestedparquet.shred;

import org.apache.parquet.format.CompressionCodec;

/**
 * Compresses page bodies, off-heap to off-heap.
 *
 * <p><em>Threading:</em> one thread. <em>Ownership:</em> native contexts are its own until {@link
 * #close}.
 */
interface PageCodec extends AutoCloseable {
  CompressionCodec codec();

  /** Appends these bytes to the target, compressed. */
  void compress(long address, int bytes, GrowableBuffer target);

  @Override
  void close();
}
