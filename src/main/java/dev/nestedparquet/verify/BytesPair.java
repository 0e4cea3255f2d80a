package dev.nestedparquet.verify;

import org.apache.arrow.vector.FieldVector;

/** Texts or binary values, compared by their bytes. */
final class BytesPair extends ColumnPair {
  private final Offsets expectedOffsets;
  private final Offsets foundOffsets;

  BytesPair(FieldVector expected, FieldVector found) {
    super(expected, found);
    expectedOffsets = Offsets.of(expected);
    foundOffsets = Offsets.of(found);
  }

  @Override
  boolean sameBelowValidity(int e, int f, int n) {
    return expectedOffsets.sameLengths(e, foundOffsets, f, n)
        && sameBytes(e, f, expectedOffsets.at(e + n) - expectedOffsets.at(e));
  }

  @Override
  void comparePresent(int e, int f, String path, ValueSink sink) {
    long bytes = expectedOffsets.length(e);
    if (foundOffsets.length(f) != bytes || !sameBytes(e, f, bytes)) {
      differs(e, f, path, sink);
    }
  }

  private boolean sameBytes(int e, int f, long bytes) {
    return Buffers.sameBytes(
        expected.getDataBuffer(),
        expectedOffsets.at(e),
        found.getDataBuffer(),
        foundOffsets.at(f),
        bytes);
  }
}
