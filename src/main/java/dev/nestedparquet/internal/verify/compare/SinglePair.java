package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.vector.FieldVector;

/** Values that are read as another type than they are made, and so are compared one by one. */
abstract class SinglePair extends ColumnPair {
  SinglePair(FieldVector expected, FieldVector found) {
    super(expected, found);
  }

  /** Whether two values are the same, of which neither is null. */
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
