package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.util.Text;

/** A pair of text or binary columns, compared by their bytes. */
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
      sink.differs(path, () -> text(expected, e, found, f), () -> text(found, f, expected, e));
    }
  }

  private static String text(FieldVector vector, int index, FieldVector other, int otherIndex) {
    return vector.getObject(index) instanceof Text text
            && other.getObject(otherIndex) instanceof Text otherText
        ? ValueText.of(text.toString(), otherText.toString())
        : ValueText.of(vector, index);
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
