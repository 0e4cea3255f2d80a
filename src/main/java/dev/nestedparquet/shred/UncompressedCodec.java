package dev.nestedparquet.shred;

import org.apache.parquet.format.CompressionCodec;

/** Takes pages as they are. */
final class UncompressedCodec implements PageCodec {
  @Override
  public CompressionCodec codec() {
    return CompressionCodec.UNCOMPRESSED;
  }

  @Override
  public void compress(long address, int bytes, GrowableBuffer target) {
    target.append(address, bytes);
  }

  @Override
  public void close() {}
}
