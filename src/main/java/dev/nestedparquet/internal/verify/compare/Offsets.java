package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.LargeListVector;

/**
 * Where each value of a list or of a variable-width vector starts, in 32 or 64 bits.
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

  /** Elements or bytes of a value. */
  @Override
  public long length(int value) {
    return at(value + 1) - at(value);
  }

  /** Whether n values from e on are as long as n of the other from f on, each. */
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
