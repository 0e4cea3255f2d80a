package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.vector.FieldVector;

/** Values that the reader doesn't keep: only whether they are null is compared. */
final class ValidityPair extends SinglePair {
  ValidityPair(FieldVector expected, FieldVector found) {
    super(expected, found);
  }

  @Override
  boolean same(int e, int f) {
    return true;
  }
}
