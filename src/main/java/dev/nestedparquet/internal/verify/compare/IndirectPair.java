package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.vector.FieldVector;

/**
 * A pair of columns whose expected values are elsewhere than at their own index, such as in a
 * dictionary, and whose values were read at their own index.
 */
abstract class IndirectPair extends ColumnPair {
  /** Place of a value that is null at its own index. */
  static final int NONE = -1;

  /** Pair of the vector that has the expected values, and the column that was read. */
  private final ColumnPair values;

  IndirectPair(FieldVector expected, ColumnPair values) {
    super(expected, values.found);
    this.values = values;
  }

  /** Index of a value in the vector that has it; {@link #NONE} if it is null. */
  abstract int at(int e);

  @Override
  final boolean isExpectedNull(int e) {
    int at = at(e);
    return at == NONE || values.isExpectedNull(at);
  }

  @Override
  final boolean sameRange(int e, int f, int n) {
    for (int i = 0; i < n; i++) {
      int at = at(e + i);
      boolean same = at == NONE ? found.isNull(f + i) : values.sameRange(at, f + i, 1);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  @Override
  final boolean sameBelowValidity(int e, int f, int n) {
    return sameRange(e, f, n);
  }

  @Override
  final void comparePresent(int e, int f, String path, ValueSink sink) {
    values.comparePresent(at(e), f, path, sink);
  }

  @Override
  final String expectedText(int e) {
    int at = at(e);
    return at == NONE ? ValueText.NULL : values.expectedText(at);
  }

  @Override
  final String foundText(int f) {
    return values.foundText(f);
  }
}
