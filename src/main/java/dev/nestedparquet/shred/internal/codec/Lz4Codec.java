package dev.nestedparquet.shred.internal.codec;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.parquet.format.CompressionCodec;

/** Compresses by LZ4, to a block without a frame (Parquet's LZ4_RAW). */
public final class Lz4Codec implements PageCodec {
  private final LZ4Compressor compressor =
      NativeCodecs.loading("lz4", LZ4Factory::nativeInstance).fastCompressor();

  @Override
  public CompressionCodec codec() {
    return CompressionCodec.LZ4_RAW;
  }

  /** One byte less than LZ4_MAX_INPUT_SIZE of lz4.h, since the Java library takes no more. */
  @Override
  public int mostBytes() {
    return 0x7E00_0000 - 1;
  }

  @Override
  public void compress(long address, int bytes, GrowableBuffer target) {
    try {
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
    } catch (LZ4Exception e) {
      throw CodecFailure.ofPage("lz4", bytes, e);
    }
  }

  @Override
  public void close() {}
}
