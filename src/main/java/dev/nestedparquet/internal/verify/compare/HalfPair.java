package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;

/**
 * Half-precision numbers, which are read as floats: these hold them all. Of a NaN the reader
 * doesn't keep the bits; the sign of a zero it does.
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

  /** Float.compare tells zeros apart, and takes NaNs for equal. */
  @Override
  boolean same(int e, int f) {
    return Float.compare(expectedFloat(e), floats.get(f)) == 0;
  }

  @Override
  String expectedText(int e) {
    return expected.isNull(e) ? ValueText.NULL : String.valueOf(expectedFloat(e));
  }
}
