package dev.nestedparquet.shred.internal.values;

import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;

/**
 * Values of a leaf without its nulls, off-heap. Statistics, encoders and Bloom filters take them.
 *
 * <p>{@link #addressOf} and {@link #lengthOf} serve both subclasses and are not overridden: they
 * are called for each value, and the compiler inlines them so.
 *
 * <p><em>Ownership:</em> borrowed memory, valid during the call to which the values are passed.
 */
public abstract sealed class DenseValues permits FixedWidthValues, VariableWidthValues {
  /** Stands for the width of values of variable length. */
  public static final int VARIABLE = 0;

  private final int width;

  /**
   * Address of the first value; if values are of variable length, of the list of their addresses.
   */
  private long start;

  /** Address of the list of lengths; 0 if values are of fixed width. */
  private long lengths;

  private int count;

  DenseValues(int width) {
    this.width = width;
  }

  final void set(long start, long lengths, int count) {
    this.start = start;
    this.lengths = lengths;
    this.count = count;
  }

  final long start() {
    return start;
  }

  final long lengthList() {
    return lengths;
  }

  /** The number of values. */
  public final int count() {
    return count;
  }

  /** Bytes of each value, or {@link #VARIABLE}. */
  public final int width() {
    return width;
  }

  /** Bytes of all values together, without their lengths. */
  public abstract long bytes();

  /**
   * Address up to which memory may be read, so that short values can be read as whole words; 0 if
   * unknown.
   */
  public abstract long readableEnd();

  /**
   * Address of a value. If values are of fixed width, the address is defined even without any
   * value.
   */
  public final long addressOf(int index) {
    return width == VARIABLE
        ? getLong(start + (long) index * Long.BYTES)
        : start + (long) index * width;
  }

  /** Bytes of a value. */
  public final int lengthOf(int index) {
    return width == VARIABLE ? getInt(lengths + (long) index * Integer.BYTES) : width;
  }
}
