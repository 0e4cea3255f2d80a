package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.vector.FieldVector;

/** A pair of columns of different types, whose values are converted and compared one by one. */
abstract class SinglePair extends ColumnPair {
  SinglePair(FieldVector expected, FieldVector found) {
    super(expected, found);
  }

  /** Tells whether two values, of which neither is null, are the same. */
  abstract boolean same(int e, int f);

  @Override
  final boolean sameBelowValidity(int e, int f, int n) {
    for (int i = 0; i < n; i++) {
      if (!expected.isNull(e + i) && !same(e + i, f + i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  final void comparePresent(int e, int f, String path, ValueSink sink) {
    if (!same(e, f)) {
      differs(e, f, path, sink);
    }
  }
}
