package dev.nestedparquet.shred.internal.values;

/**
 * Values of fixed width, side by side, as Parquet stores them: little-endian, a boolean as a byte
 * of 0 or 1.
 */
public final class FixedWidthValues extends DenseValues {
  /**
   * Without values yet.
   *
   * @param width bytes of each value
   */
  public FixedWidthValues(int width) {
    super(width);
  }

  /** Sets the values, which lie side by side from this address on. */
  public void set(long address, int count) {
    set(address, 0, count);
  }

  /** Address of the first value. */
  public long address() {
    return start();
  }

  @Override
  public long bytes() {
    return (long) count() * width();
  }

  @Override
  public long readableEnd() {
    return start() + bytes();
  }
}
