package dev.nestedparquet.shred.internal.codec;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import org.apache.parquet.format.CompressionCodec;

/** Copies pages as they are. */
public final class UncompressedCodec implements PageCodec {
  @Override
  public CompressionCodec codec() {
    return CompressionCodec.UNCOMPRESSED;
  }

  @Override
  public int mostBytes() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void compress(long address, int bytes, GrowableBuffer target) {
    target.append(address, bytes);
  }

  @Override
  public void close() {}
}
