package dev.nestedparquet.shred;

import static org.apache.arrow.memory.util.MemoryUtil.copyToMemory;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;
import static org.apache.arrow.memory.util.MemoryUtil.setMemory;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Values off-heap, where an encoder is most likely to go wrong: every second one ends with a memory
 * page, and next to all of them is something else than zeros.
 */
final class PlacedValues implements AutoCloseable {
  private static final int PAGE_BYTES = 4_096;

  private final ArrowBuf addresses;
  private final ArrowBuf lengths;
  private final ArrowBuf bytes;

  PlacedValues(BufferAllocator allocator, List<byte[]> values) {
    int count = values.size();
    addresses = allocator.buffer((long) count * Long.BYTES);
    lengths = allocator.buffer((long) count * Integer.BYTES);
    long size = 2 * PAGE_BYTES;
    for (byte[] value : values) {
      size += value.length + 2 * PAGE_BYTES;
    }
    bytes = allocator.buffer(size);
    setMemory(bytes.memoryAddress(), size, (byte) 0xA5);
    long end = bytes.memoryAddress();
    for (int i = 0; i < count; i++) {
      int length = values.get(i).length;
      long at = i % 2 == 0 ? ((end + length) & -PAGE_BYTES) + PAGE_BYTES - length : end;
      copyToMemory(values.get(i), 0, at, length);
      putLong(addresses.memoryAddress() + (long) i * Long.BYTES, at);
      putInt(lengths.memoryAddress() + (long) i * Integer.BYTES, length);
      end = at + length;
    }
  }

  /** Some of the values. */
  DenseValues variable(int first, int count) {
    DenseValues values = new DenseValues(DenseValues.VARIABLE);
    values.setVariable(
        addresses.memoryAddress() + (long) first * Long.BYTES,
        lengths.memoryAddress() + (long) first * Integer.BYTES,
        count,
        bytesOf(first, count));
    return values;
  }

  private long bytesOf(int first, int count) {
    long sum = 0;
    for (int i = first; i < first + count; i++) {
      sum += lengths.getInt((long) i * Integer.BYTES);
    }
    return sum;
  }

  /** Parts of this width of the first value, which are values themselves. */
  DenseValues fixed(int width, int first, int count) {
    DenseValues values = new DenseValues(width);
    values.setFixed(addresses.getLong(0) + (long) first * width, count);
    return values;
  }

  @Override
  public void close() {
    bytes.close();
    lengths.close();
    addresses.close();
  }
}
