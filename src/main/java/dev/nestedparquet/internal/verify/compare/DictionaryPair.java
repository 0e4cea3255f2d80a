package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;

/**
 * A pair of an expected column of indices into a dictionary, and a column that was read as plain
 * values. A dictionary is a way to store values, and no part of the data.
 */
final class DictionaryPair extends IndirectPair {
  private final BaseIntVector indices;

  /**
   * Makes a pair.
   *
   * @param values pair of the dictionary's values and the column that was read
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
