package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;

/**
 * Values that are made as indices into a dictionary and read as what they stand for: a dictionary
 * is a way of storing them, and no part of the data.
 */
final class DictionaryPair extends IndirectPair {
  private final BaseIntVector indices;

  /**
   * A column of indices.
   *
   * @param values compares a value of the dictionary with one that was read
   */
  DictionaryPair(FieldVector indices, ColumnPair values) {
    super(indices, values);
    this.indices = (BaseIntVector) indices;
  }

  @Override
  int at(int e) {
    return expected.isNull(e) ? NONE : (int) indices.getValueAsLong(e);
  }
}
