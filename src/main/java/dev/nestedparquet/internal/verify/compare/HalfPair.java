package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;

/**
 * A pair of an expected column of half-precision numbers and a column that was read as floats,
 * which can hold all of them. The reader keeps the sign of a zero, but not the bits of a NaN.
 */
final class HalfPair extends SinglePair {
  private final Float2Vector halves;
  private final Float4Vector floats;

  HalfPair(Float2Vector expected, Float4Vector found) {
    super(expected, found);
    halves = expected;
    floats = found;
  }

  private float expectedFloat(int e) {
    return Float16.toFloat(halves.get(e));
  }

  /** Compares by {@code Float.compare}, which tells zeros apart, and takes NaNs for equal. */
  @Override
  boolean same(int e, int f) {
    return Float.compare(expectedFloat(e), floats.get(f)) == 0;
  }

  @Override
  String expectedText(int e) {
    return expected.isNull(e) ? ValueText.NULL : String.valueOf(expectedFloat(e));
  }
}
