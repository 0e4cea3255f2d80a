package dev.nestedparquet.spark;

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A column of texts that a dictionary has. A row's text is the dictionary's own bytes, not a copy.
 */
final class DictionaryColumn extends FilledColumn {
  private final BaseIntVector indices;
  private final UTF8String[] labels;

  private DictionaryColumn(BaseIntVector indices, UTF8String[] labels) {
    super((FieldVector) indices);
    this.indices = indices;
    this.labels = labels;
  }

  static DictionaryColumn of(BaseIntVector indices, DictionaryProvider dictionaries) {
    long id = indices.getField().getDictionary().getId();
    VarCharVector vector = (VarCharVector) dictionaries.lookup(id).getVector();
    UTF8String[] labels = new UTF8String[vector.getValueCount()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = UTF8String.fromBytes(vector.get(i));
    }
    return new DictionaryColumn(indices, labels);
  }

  @Override
  public UTF8String getUTF8String(int row) {
    return isNullAt(row) ? null : labels[(int) indices.getValueAsLong(row)];
  }
}
