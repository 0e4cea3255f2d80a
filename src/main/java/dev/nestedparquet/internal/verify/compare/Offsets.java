package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.LargeListVector;

/**
 * Offsets of a list vector or a variable-width vector, of 32 or 64 bits each.
 *
 * @param buffer borrowed from the vector
 * @param isLarge whether an offset has 64 bits
 */
record Offsets(ArrowBuf buffer, boolean isLarge) implements ElementRanges {
  static Offsets of(FieldVector vector) {
    return new Offsets(
        vector.getOffsetBuffer(),
        vector instanceof BaseLargeVariableWidthVector || vector instanceof LargeListVector);
  }

  @Override
  public long at(int value) {
    return isLarge ? buffer.getLong(8L * value) : buffer.getInt(4L * value);
  }

  /** Number of elements or bytes of a value. */
  @Override
  public long length(int value) {
    return at(value + 1) - at(value);
  }

  /**
   * Tells whether each of n values from e on is as long as its counterpart of the other, from f on.
   */
  boolean sameLengths(int e, Offsets other, int f, int n) {
    long difference = other.at(f) - at(e);
    if (difference == 0 && !isLarge && !other.isLarge) {
      return Buffers.sameBytes(buffer, 4L * e, other.buffer, 4L * f, 4L * (n + 1));
    }
    for (int i = 1; i <= n; i++) {
      if (other.at(f + i) - at(e + i) != difference) {
        return false;
      }
    }
    return true;
  }
}
