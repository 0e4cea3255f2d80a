package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.vector.FieldVector;

/**
 * A pair of columns of which only the nulls are compared, since the reader doesn't keep the values.
 */
final class ValidityPair extends SinglePair {
  ValidityPair(FieldVector expected, FieldVector found) {
    super(expected, found);
  }

  @Override
  boolean same(int e, int f) {
    return true;
  }
}
