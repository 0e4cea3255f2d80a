package dev.nestedparquet.shred.internal.statistics;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;

import dev.nestedparquet.shred.internal.memory.LittleEndian;
import dev.nestedparquet.shred.internal.values.DenseValues;

/** Smallest and largest integer of 4 or 8 bytes, or boolean of 1 byte. */
public final class IntegerMinMax implements MinMax {
  private final int width;

  /** XORed to values, so that they compare as signed ones do; 0 for signed values. */
  private final long flip;

  private long min;
  private long max;

  IntegerMinMax(int width, boolean isSigned) {
    this.width = width;
    flip = isSigned ? 0 : width == Long.BYTES ? Long.MIN_VALUE : Integer.MIN_VALUE;
    clear();
  }

  @Override
  public void add(DenseValues values) {
    long at = values.addressOf(0);
    long end = at + (long) values.count() * width;
    long min = this.min;
    long max = this.max;
    if (width == Long.BYTES) {
      for (; at < end; at += Long.BYTES) {
        long value = getLong(at) ^ flip;
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    } else {
      for (; at < end; at += width) {
        long value = read(at);
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    this.min = min;
    this.max = max;
  }

  private long read(long address) {
    return switch (width) {
      case Long.BYTES -> getLong(address) ^ flip;
      case Integer.BYTES -> getInt(address) ^ (int) flip;
      default -> getByte(address);
    };
  }

  @Override
  public void add(long address, int length) {
    long value = read(address);
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  @Override
  public void merge(MinMax other) {
    IntegerMinMax same = (IntegerMinMax) other;
    min = Math.min(min, same.min);
    max = Math.max(max, same.max);
  }

  @Override
  public boolean isKnown() {
    return min <= max;
  }

  @Override
  public Bound min() {
    return new Bound(bytes(min), true);
  }

  @Override
  public Bound max() {
    return new Bound(bytes(max), true);
  }

  private byte[] bytes(long flipped) {
    return LittleEndian.bytes(width == 1 ? flipped : flipped ^ flip, width);
  }

  @Override
  public int compare(byte[] left, byte[] right) {
    return Long.compare(flipped(left), flipped(right));
  }

  private long flipped(byte[] bytes) {
    long value = LittleEndian.bits(bytes);
    return switch (width) {
      case Long.BYTES -> value ^ flip;
      case Integer.BYTES -> (int) value ^ (int) flip;
      default -> value;
    };
  }

  @Override
  public void clear() {
    min = Long.MAX_VALUE;
    max = Long.MIN_VALUE;
  }
}
