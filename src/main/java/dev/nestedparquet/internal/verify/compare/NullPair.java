package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.vector.FieldVector;

/**
 * A pair of an expected column of Arrow's type Null, and a column of nulls that was read. Parquet
 * has such columns as another type.
 */
final class NullPair extends ColumnPair {
  NullPair(FieldVector expected, FieldVector found) {
    super(expected, found);
  }

  @Override
  boolean isExpectedNull(int e) {
    return true;
  }

  @Override
  boolean sameRange(int e, int f, int n) {
    for (int i = 0; i < n; i++) {
      if (!found.isNull(f + i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  boolean sameBelowValidity(int e, int f, int n) {
    return sameRange(e, f, n);
  }

  @Override
  void comparePresent(int e, int f, String path, ValueSink sink) {
    throw new IllegalStateException("a value of type Null that is there");
  }

  @Override
  String expectedText(int e) {
    return ValueText.NULL;
  }
}
