package dev.nestedparquet.shred.internal.codec;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import java.io.IOException;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/** Compresses by Snappy, to its raw format. */
public final class SnappyCodec implements PageCodec {
  public SnappyCodec() {
    NativeCodecs.loading("snappy", Snappy::getNativeLibraryVersion);
  }

  @Override
  public CompressionCodec codec() {
    return CompressionCodec.SNAPPY;
  }

  /**
   * Snappy makes at most n + n/6 + 32 bytes of n. The library's own method for that overflows at
   * large n.
   */
  private static final long FIXED_BYTES = 32;

  @Override
  public int mostBytes() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void compress(long address, int bytes, GrowableBuffer target) {
    long at = target.reserve(FIXED_BYTES + bytes + bytes / 6L);
    try {
      target.endAt(at + Snappy.rawCompress(address, bytes, at));
    } catch (IOException | RuntimeException e) {
      throw CodecFailure.ofPage("snappy", bytes, e);
    }
  }

  @Override
  public void close() {}
}
