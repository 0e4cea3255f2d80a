package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;

/**
 * Values that are made as indices into a dictionary and read as what they stand for: a dictionary
 * is a way of storing them, and no part of the data.
 */
final class DictionaryPair extends ColumnPair {
  private final BaseIntVector indices;

  /** Compares a value of the dictionary with one that was read. */
  private final ColumnPair values;

  DictionaryPair(FieldVector indices, ColumnPair values) {
    super(indices, values.found);
    this.indices = (BaseIntVector) indices;
    this.values = values;
  }

  @Override
  boolean sameBelowValidity(int e, int f, int n) {
    for (int i = 0; i < n; i++) {
      if (!expected.isNull(e + i)
          && !values.sameRange((int) indices.getValueAsLong(e + i), f + i, 1)) {
        return false;
      }
    }
    return true;
  }

  @Override
  void comparePresent(int e, int f, String path, ValueSink sink) {
    if (!sameBelowValidity(e, f, 1)) {
      differs(e, f, path, sink);
    }
  }

  @Override
  String expectedText(int e) {
    return expected.isNull(e)
        ? ValueText.NULL
        : values.expectedText((int) indices.getValueAsLong(e));
  }

  @Override
  String foundText(int f) {
    return values.foundText(f);
  }
}
