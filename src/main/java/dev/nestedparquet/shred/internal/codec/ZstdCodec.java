package dev.nestedparquet.shred.internal.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.parquet.format.CompressionCodec;

/**
 * Compresses by Zstandard: each page to a frame of its own, by a context that is kept from page to
 * page.
 */
public final class ZstdCodec implements PageCodec {
  private final ZstdCompressCtx context;

  public ZstdCodec(int level) {
    context = NativeCodecs.loading("zstd", ZstdCompressCtx::new).setLevel(level);
  }

  @Override
  public CompressionCodec codec() {
    return CompressionCodec.ZSTD;
  }

  /**
   * Zstandard makes at most n + n/256 bytes of a large page of n, and these have to fit a NIO
   * buffer.
   */
  @Override
  public int mostBytes() {
    return Integer.MAX_VALUE / 257 * 256;
  }

  @Override
  public void compress(long address, int bytes, GrowableBuffer target) {
    int most = Math.toIntExact(Zstd.compressBound(bytes));
    long at = target.reserve(most);
    try {
      int compressed =
          context.compressDirectByteBuffer(
              MemoryUtil.directBuffer(at, most),
              0,
              most,
              MemoryUtil.directBuffer(address, bytes),
              0,
              bytes);
      target.endAt(at + compressed);
    } catch (RuntimeException e) {
      throw CodecFailure.ofPage("zstd", bytes, e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
