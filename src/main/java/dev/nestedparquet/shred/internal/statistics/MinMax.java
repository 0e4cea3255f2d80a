package dev.nestedparquet.shred.internal.statistics;

import dev.nestedparquet.shred.internal.values.DenseValues;
import dev.nestedparquet.shred.internal.values.LeafType;
import org.apache.parquet.format.Type;

/**
 * Smallest and largest value of a page or a chunk, in the column's sort order. Those of a page are
 * merged into those of its chunk.
 *
 * <p><em>Threading:</em> one thread.
 */
public interface MinMax {
  /** Makes one for values of a type. */
  static MinMax of(LeafType type) {
    return switch (type.order()) {
      case SIGNED -> new IntegerMinMax(type.width(), /* isSigned= */ true);
      case UNSIGNED -> new IntegerMinMax(type.width(), /* isSigned= */ false);
      case FLOATING -> new FloatingMinMax(type.width());
      case BYTES ->
          type.physical() == Type.BYTE_ARRAY
              ? BytesMinMax.ofVariable(/* isText= */ type.logical() != null)
              : BytesMinMax.ofFixed();
      case DECIMAL -> BytesMinMax.ofDecimals();
    };
  }

  void add(DenseValues values);

  /** Whether values are ordered by their unsigned bytes, the first one foremost. */
  default boolean isOfBytes() {
    return false;
  }

  /** Adds the value at an address. */
  void add(long address, int length);

  /** Adds the smallest and largest value of another one, which is for the same type. */
  void merge(MinMax other);

  /**
   * Whether there are bounds. There are none without values, with a NaN, or if values are too long.
   */
  boolean isKnown();

  /**
   * A bound of values, as Parquet stores it: PLAIN, without a length.
   *
   * @param bytes the smallest or largest value, or one below the smallest or above the largest
   * @param isExact whether {@code bytes} is the value itself
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  record Bound(byte[] bytes, boolean isExact) {}

  /** The smallest value, or a shorter lower bound. Only if {@link #isKnown}. */
  Bound min();

  /** The largest value, or a shorter upper bound if there is one. Only if {@link #isKnown}. */
  Bound max();

  /** Compares two bounds in the column's sort order. */
  int compare(byte[] left, byte[] right);

  void clear();
}
