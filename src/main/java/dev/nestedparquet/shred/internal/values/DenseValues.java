package dev.nestedparquet.shred.internal.values;

import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;

/**
 * Values of one leaf without its nulls, off-heap: what statistics, encoders and Bloom filters take.
 *
 * <p>{@link #addressOf} and {@link #lengthOf} are of either kind and not overridden, since they are
 * called for each value: a compiler that knows nothing of the kinds takes them in.
 *
 * <p><em>Ownership:</em> borrowed memory, valid during the call it was passed to.
 */
public abstract sealed class DenseValues permits FixedWidthValues, VariableWidthValues {
  /** In place of a width, for values of variable length. */
  public static final int VARIABLE = 0;

  private final int width;

  /** Address of the first value; of variable length, of the list of addresses. */
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

  /** The bytes of all values together. */
  public abstract long bytes();

  /** Up to where memory may be read, so that short values are read by words; 0 if unknown. */
  public abstract long readableEnd();

  /** Address of one value; of fixed width, the others are behind it, even if there is none. */
  public final long addressOf(int index) {
    return width == VARIABLE
        ? getLong(start + (long) index * Long.BYTES)
        : start + (long) index * width;
  }

  /** Bytes of one value. */
  public final int lengthOf(int index) {
    return width == VARIABLE ? getInt(lengths + (long) index * Integer.BYTES) : width;
  }
}
