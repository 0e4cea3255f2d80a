package dev.nestedparquet.internal.verify.compare;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.vector.FieldVector;

/** A pair of list columns: compares lengths, and the elements of lists of the same length. */
final class ListPair extends ColumnPair {
  private final ElementRanges expectedRanges;
  private final ElementRanges foundRanges;
  private final ColumnPair elements;

  ListPair(FieldVector expected, FieldVector found, ColumnPair elements) {
    super(expected, found);
    expectedRanges = ElementRanges.of(expected);
    foundRanges = ElementRanges.of(found);
    this.elements = elements;
  }

  @Override
  boolean sameBelowValidity(int e, int f, int n) {
    if (expectedRanges instanceof Offsets offsets && foundRanges instanceof Offsets foundOffsets) {
      long first = offsets.at(e);
      return offsets.sameLengths(e, foundOffsets, f, n)
          && elements.sameRange(
              (int) first, (int) foundOffsets.at(f), (int) (offsets.at(e + n) - first));
    }
    for (int i = 0; i < n; i++) {
      if (!expected.isNull(e + i) && !sameElements(e + i, f + i)) {
        return false;
      }
    }
    return true;
  }

  private boolean sameElements(int e, int f) {
    long length = expectedRanges.length(e);
    return foundRanges.length(f) == length
        && elements.sameRange((int) expectedRanges.at(e), (int) foundRanges.at(f), (int) length);
  }

  @Override
  void comparePresent(int e, int f, String path, ValueSink sink) {
    long length = expectedRanges.length(e);
    if (foundRanges.length(f) != length) {
      differs(e, f, path, sink);
      return;
    }
    int first = (int) expectedRanges.at(e);
    int foundFirst = (int) foundRanges.at(f);
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
        : text(expectedRanges.at(e), expectedRanges.length(e), elements::expectedText);
  }

  @Override
  String foundText(int f) {
    return found.isNull(f)
        ? ValueText.NULL
        : text(foundRanges.at(f), foundRanges.length(f), elements::foundText);
  }

  private static String text(long first, long length, IntFunction<String> element) {
    return IntStream.range(0, (int) Math.min(length, ValueText.MOST_ELEMENTS))
        .mapToObj(i -> element.apply((int) first + i))
        .collect(Collectors.joining(", ", "[", ValueText.listEnd(length)));
  }
}
