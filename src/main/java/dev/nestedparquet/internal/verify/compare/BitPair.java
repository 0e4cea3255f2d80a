package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.vector.BitVector;

/** A pair of boolean columns. */
final class BitPair extends ColumnPair {
  private final BitVector expectedBits;
  private final BitVector foundBits;

  BitPair(BitVector expected, BitVector found) {
    super(expected, found);
    expectedBits = expected;
    foundBits = found;
  }

  @Override
  boolean sameBelowValidity(int e, int f, int n) {
    return Buffers.sameBits(expected.getDataBuffer(), e, found.getDataBuffer(), f, n);
  }

  @Override
  void comparePresent(int e, int f, String path, ValueSink sink) {
    if (expectedBits.get(e) != foundBits.get(f)) {
      differs(e, f, path, sink);
    }
  }
}
