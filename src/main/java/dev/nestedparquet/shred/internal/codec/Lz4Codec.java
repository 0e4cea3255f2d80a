package dev.nestedparquet.shred.internal.codec;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.parquet.format.CompressionCodec;

/** LZ4, as a block without a frame (Parquet's LZ4_RAW). */
public final class Lz4Codec implements PageCodec {
  private final LZ4Compressor compressor =
      NativeCodecs.loading("lz4", LZ4Factory::nativeInstance).fastCompressor();

  @Override
  public CompressionCodec codec() {
    return CompressionCodec.LZ4_RAW;
  }

  @Override
  public void compress(long address, int bytes, GrowableBuffer target) {
    int most = compressor.maxCompressedLength(bytes);
    long at = target.reserve(most);
    int compressed =
        compressor.compress(
            MemoryUtil.directBuffer(address, bytes),
            0,
            bytes,
            MemoryUtil.directBuffer(at, most),
            0,
            most);
    target.endAt(at + compressed);
  }

  @Override
  public void close() {}
}
