package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.vector.FieldVector;

/** Values that are made in another place than where they stand, and read as themselves. */
abstract class IndirectPair extends ColumnPair {
  /** Stands for a value that is null in its own place. */
  static final int NONE = -1;

  /** Compares a value in its other place with one that was read. */
  private final ColumnPair values;

  IndirectPair(FieldVector expected, ColumnPair values) {
    super(expected, values.found);
    this.values = values;
  }

  /** Index of a value in its other place; {@link #NONE} if there is none. */
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
