package dev.nestedparquet.spark;

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A column of values that a dictionary has. A row's text is the dictionary's own bytes, not a copy.
 */
final class DictionaryColumn extends FilledColumn {
  private final BaseIntVector indices;

  /** The dictionary, which the column doesn't own. */
  private final ColumnVector values;

  /** The dictionary's texts; null if it has none. */
  private final UTF8String[] texts;

  private DictionaryColumn(BaseIntVector indices, ColumnVector values, UTF8String[] texts) {
    super((FieldVector) indices, values.dataType());
    this.indices = indices;
    this.values = values;
    this.texts = texts;
  }

  static DictionaryColumn of(BaseIntVector indices, DictionaryProvider dictionaries) {
    long id = indices.getField().getDictionary().getId();
    FieldVector vector = dictionaries.lookup(id).getVector();
    ColumnVector values = FilledColumn.of(vector, dictionaries);
    UTF8String[] texts = null;
    if (values.dataType() instanceof StringType) {
      texts = new UTF8String[vector.getValueCount()];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = values.getUTF8String(i);
      }
    }
    return new DictionaryColumn(indices, values, texts);
  }

  private int index(int row) {
    return (int) indices.getValueAsLong(row);
  }

  @Override
  public UTF8String getUTF8String(int row) {
    return isNullAt(row) ? null : texts[index(row)];
  }

  @Override
  public byte[] getBinary(int row) {
    return isNullAt(row) ? null : values.getBinary(index(row));
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    return isNullAt(row) ? null : values.getDecimal(index(row), precision, scale);
  }

  // Of rows that are null, nobody asks for a number.

  @Override
  public boolean getBoolean(int row) {
    return values.getBoolean(index(row));
  }

  @Override
  public byte getByte(int row) {
    return values.getByte(index(row));
  }

  @Override
  public short getShort(int row) {
    return values.getShort(index(row));
  }

  @Override
  public int getInt(int row) {
    return values.getInt(index(row));
  }

  @Override
  public long getLong(int row) {
    return values.getLong(index(row));
  }

  @Override
  public float getFloat(int row) {
    return values.getFloat(index(row));
  }

  @Override
  public double getDouble(int row) {
    return values.getDouble(index(row));
  }
}
