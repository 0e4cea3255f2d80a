package dev.nestedparquet.shred.internal.encode;

import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.memory.ShortBytes;
import dev.nestedparquet.shred.internal.values.DenseValues;
import dev.nestedparquet.shred.internal.values.VariableWidthValues;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.Encoding;

/**
 * Encodes byte arrays as DELTA_LENGTH_BYTE_ARRAY: all lengths, delta-encoded, then the bytes of all
 * values.
 */
public final class DeltaLengthByteArrayEncoder implements ValueEncoder {
  private final DeltaBinaryPacker lengths;
  private final GrowableBuffer bytes;

  DeltaLengthByteArrayEncoder(BufferAllocator allocator) {
    lengths = new DeltaBinaryPacker(allocator, Integer.BYTES);
    bytes = new GrowableBuffer(allocator);
  }

  @Override
  public Encoding encoding() {
    return Encoding.DELTA_LENGTH_BYTE_ARRAY;
  }

  /** Adds values of variable length. */
  @Override
  public void append(DenseValues dense) {
    VariableWidthValues values = (VariableWidthValues) dense;
    int count = values.count();
    long addresses = values.addresses();
    long valueLengths = values.lengths();
    lengths.append(valueLengths, count);
    if (values.areContiguous()) { // The usual case, unless nulls have bytes.
      bytes.append(values.addressOf(0), values.bytes());
      return;
    }
    long to = bytes.reserve(values.bytes());
    for (int i = 0; i < count; i++) {
      int length = getInt(valueLengths + (long) i * Integer.BYTES);
      ShortBytes.copy(getLong(addresses + (long) i * Long.BYTES), to, length);
      to += length;
    }
    bytes.endAt(to);
  }

  @Override
  public long pageBytes() {
    return lengths.bytes() + bytes.size();
  }

  @Override
  public void finishPage(GrowableBuffer target) {
    lengths.finish(target);
    target.append(bytes.address(), bytes.size());
    bytes.clear();
  }

  @Override
  public long growthBytes(long values, long bytes, long atOnce) {
    return lengths.growthBytes(values) + this.bytes.growthBytes(this.bytes.size() + bytes);
  }

  @Override
  public void close() {
    bytes.close();
    lengths.close();
  }
}
