package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;

/**
 * A pair of columns of a fixed width: numbers, dates, decimals. Floating-point numbers are the same
 * if their bits are, so that 0.0 and -0.0 differ.
 */
final class FixedPair extends ColumnPair {
  /** Number of values that are compared at once where there are nulls. */
  private static final int BLOCK = 64;

  private final int width;

  FixedPair(BaseFixedWidthVector expected, FieldVector found) {
    super(expected, found);
    width = expected.getTypeWidth();
  }

  @Override
  boolean sameBelowValidity(int e, int f, int n) {
    for (int i = 0; i < n; i += BLOCK) {
      int block = Math.min(BLOCK, n - i);
      if (!sameBytes(e + i, f + i, block) && !sameSingly(e + i, f + i, block)) {
        return false;
      }
    }
    return true;
  }

  private boolean sameSingly(int e, int f, int n) {
    for (int i = 0; i < n; i++) {
      if (!expected.isNull(e + i) && !sameBytes(e + i, f + i, 1)) {
        return false;
      }
    }
    return true;
  }

  @Override
  void comparePresent(int e, int f, String path, ValueSink sink) {
    if (!sameBytes(e, f, 1)) {
      differs(e, f, path, sink);
    }
  }

  private boolean sameBytes(int e, int f, int n) {
    return Buffers.sameBytes(
        expected.getDataBuffer(),
        (long) e * width,
        found.getDataBuffer(),
        (long) f * width,
        (long) n * width);
  }
}
