package dev.nestedparquet.shred.internal.statistics;

import dev.nestedparquet.shred.internal.values.DenseValues;
import dev.nestedparquet.shred.internal.values.LeafType;
import org.apache.parquet.format.Type;

/**
 * Smallest and largest value of a page or a chunk, in the column's sort order. A page's are merged
 * into its chunk's.
 *
 * <p><em>Threading:</em> one thread.
 */
public interface MinMax {
  /** For values of this type. */
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

  /** Whether the order is that of the bytes: unsigned, the first one first. */
  default boolean isOfBytes() {
    return false;
  }

  /** Adds one value, wherever it is. */
  void add(long address, int length);

  /** Adds what another one of the same kind has seen. */
  void merge(MinMax other);

  /**
   * Whether there are a smallest and a largest: not without values, nor with a NaN, nor if values
   * are too long for bounds.
   */
  boolean isKnown();

  /**
   * A bound for the column's values, as Parquet stores it: PLAIN, without a length.
   *
   * @param bytes the value itself, or one that is smaller (of a minimum) or larger
   * @param isExact whether it is the value itself
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  record Bound(byte[] bytes, boolean isExact) {}

  /** The smallest value, or a lower bound that is short. */
  Bound min();

  /** The largest value, or an upper bound that is short if there is such a one. */
  Bound max();

  /** How two bounds compare. */
  int compare(byte[] left, byte[] right);

  void clear();
}
