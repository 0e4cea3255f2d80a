package dev.nestedparquet.shred.internal.encode;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.values.DenseValues;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.Encoding;

/**
 * Encodes INT32 and INT64 as DELTA_BINARY_PACKED, which is short for numbers close to their
 * predecessors.
 */
public final class DeltaBinaryPackedEncoder implements ValueEncoder {
  private final DeltaBinaryPacker blocks;

  /** An encoder for values of 4 or 8 bytes. */
  DeltaBinaryPackedEncoder(BufferAllocator allocator, int valueBytes) {
    blocks = new DeltaBinaryPacker(allocator, valueBytes);
  }

  @Override
  public Encoding encoding() {
    return Encoding.DELTA_BINARY_PACKED;
  }

  @Override
  public void append(DenseValues values) {
    blocks.append(values.addressOf(0), values.count());
  }

  @Override
  public long pageBytes() {
    return blocks.bytes();
  }

  @Override
  public void finishPage(GrowableBuffer target) {
    blocks.finish(target);
  }

  @Override
  public long growthBytes(long values, long bytes, long atOnce) {
    return blocks.growthBytes(values);
  }

  @Override
  public void close() {
    blocks.close();
  }
}
