package dev.nestedparquet.shred.internal.statistics;

import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.getShort;

import dev.nestedparquet.shred.internal.memory.LittleEndian;
import dev.nestedparquet.shred.internal.values.DenseValues;
import org.apache.arrow.memory.util.Float16;

/**
 * Smallest and largest floating-point number of 2, 4 or 8 bytes, by the rules of parquet.thrift
 * ({@code ColumnOrder}): a minimum of zero is written as -0, a maximum of zero as +0. With a NaN
 * there are no bounds. Some readers order NaN above all numbers, others below or not at all; with
 * bounds that leave the NaN out, some would skip rows that match.
 */
public final class FloatingMinMax implements MinMax {
  private final int width;
  private double min;
  private double max;
  private boolean hasNan;

  FloatingMinMax(int width) {
    this.width = width;
    clear();
  }

  @Override
  public void add(DenseValues values) {
    long at = values.addressOf(0);
    long end = at + (long) values.count() * width;
    double min = this.min;
    double max = this.max;
    boolean hasNan = this.hasNan;
    for (; at < end; at += width) {
      double value = read(at);
      min = value < min ? value : min;
      max = value > max ? value : max;
      hasNan |= Double.isNaN(value);
    }
    this.min = min;
    this.max = max;
    this.hasNan = hasNan;
  }

  @Override
  public void add(long address, int length) {
    double value = read(address);
    if (value < min) {
      min = value;
    }
    if (value > max) {
      max = value;
    }
    hasNan |= Double.isNaN(value);
  }

  private double read(long address) {
    return switch (width) {
      case Double.BYTES -> Double.longBitsToDouble(getLong(address));
      case Float.BYTES -> Float.intBitsToFloat(getInt(address));
      default -> Float16.toFloat(getShort(address));
    };
  }

  @Override
  public void merge(MinMax other) {
    FloatingMinMax same = (FloatingMinMax) other;
    min = Math.min(min, same.min);
    max = Math.max(max, same.max);
    hasNan |= same.hasNan;
  }

  /** Whether there are bounds. Without values min, at infinity, is above max. */
  @Override
  public boolean isKnown() {
    return min <= max && !hasNan;
  }

  @Override
  public Bound min() {
    return new Bound(bytes(min == 0 ? -0.0 : min), true);
  }

  @Override
  public Bound max() {
    return new Bound(bytes(max == 0 ? 0.0 : max), true);
  }

  private byte[] bytes(double value) {
    long bits =
        switch (width) {
          case Double.BYTES -> Double.doubleToRawLongBits(value);
          case Float.BYTES -> Float.floatToRawIntBits((float) value);
          default -> Float16.toFloat16((float) value);
        };
    return LittleEndian.bytes(bits, width);
  }

  @Override
  public int compare(byte[] left, byte[] right) {
    return Double.compare(value(left), value(right));
  }

  private double value(byte[] bytes) {
    long bits = LittleEndian.bits(bytes);
    return switch (width) {
      case Double.BYTES -> Double.longBitsToDouble(bits);
      case Float.BYTES -> Float.intBitsToFloat((int) bits);
      default -> Float16.toFloat((short) bits);
    };
  }

  @Override
  public void clear() {
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
    hasNan = false;
  }
}
