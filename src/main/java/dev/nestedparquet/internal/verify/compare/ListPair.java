package dev.nestedparquet.internal.verify.compare;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.vector.FieldVector;

/** Lists: their lengths, and the elements of those that are equally long. */
final class ListPair extends ColumnPair {
  private final Offsets expectedOffsets;
  private final Offsets foundOffsets;
  private final ColumnPair elements;

  ListPair(FieldVector expected, FieldVector found, ColumnPair elements) {
    super(expected, found);
    expectedOffsets = Offsets.of(expected);
    foundOffsets = Offsets.of(found);
    this.elements = elements;
  }

  @Override
  boolean sameBelowValidity(int e, int f, int n) {
    long first = expectedOffsets.at(e);
    return expectedOffsets.sameLengths(e, foundOffsets, f, n)
        && elements.sameRange(
            (int) first, (int) foundOffsets.at(f), (int) (expectedOffsets.at(e + n) - first));
  }

  @Override
  void comparePresent(int e, int f, String path, ValueSink sink) {
    long length = expectedOffsets.length(e);
    if (foundOffsets.length(f) != length) {
      differs(e, f, path, sink);
      return;
    }
    int first = (int) expectedOffsets.at(e);
    int foundFirst = (int) foundOffsets.at(f);
    if (elements.sameRange(first, foundFirst, (int) length)) {
      return;
    }
    for (int i = 0; i < length; i++) {
      elements.compareValue(first + i, foundFirst + i, path + "[" + i + "]", sink);
    }
  }

  @Override
  String expectedText(int e) {
    return expected.isNull(e)
        ? ValueText.NULL
        : text(expectedOffsets.at(e), expectedOffsets.length(e), elements::expectedText);
  }

  @Override
  String foundText(int f) {
    return found.isNull(f)
        ? ValueText.NULL
        : text(foundOffsets.at(f), foundOffsets.length(f), elements::foundText);
  }

  private static String text(long first, long length, IntFunction<String> element) {
    return IntStream.range(0, (int) Math.min(length, ValueText.MOST_ELEMENTS))
        .mapToObj(i -> element.apply((int) first + i))
        .collect(Collectors.joining(", ", "[", ValueText.listEnd(length)));
  }
}
