package dev.nestedparquet.spark;

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Shows a filled Arrow vector to Spark. Spark's own {@link ArrowColumnVector} does it for text. It
 * refuses dictionary-encoded vectors, and lists and structs that hold one; these are shown by
 * subclasses of this class.
 *
 * <p><em>Ownership:</em> closing a column frees its vector.
 */
abstract class FilledColumn extends ColumnVector {
  private final FieldVector vector;

  FilledColumn(FieldVector vector) {
    super(SparkSchema.type(vector.getField()));
    this.vector = vector;
  }

  /** Makes a column over a vector and its children, which the column owns from here. */
  static ColumnVector of(FieldVector vector, DictionaryProvider dictionaries) {
    if (vector.getField().getDictionary() != null) {
      return DictionaryColumn.of((BaseIntVector) vector, dictionaries);
    } else if (vector instanceof ListVector list) {
      return new ListColumn(list, of(list.getDataVector(), dictionaries));
    } else if (vector instanceof StructVector struct) {
      return new StructColumn(
          struct,
          struct.getChildrenFromFields().stream()
              .map(child -> of(child, dictionaries))
              .toArray(ColumnVector[]::new));
    }
    return new ArrowColumnVector(vector);
  }

  @Override
  public final boolean isNullAt(int row) {
    return vector.isNull(row);
  }

  @Override
  public final boolean hasNull() {
    return vector.getNullCount() > 0;
  }

  @Override
  public final int numNulls() {
    return vector.getNullCount();
  }

  @Override
  public final void close() {
    vector.close();
  }

  // Getters that only columns of certain types have.

  @Override
  public ColumnarArray getArray(int row) {
    throw wrongType();
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    throw wrongType();
  }

  @Override
  public UTF8String getUTF8String(int row) {
    throw wrongType();
  }

  // Getters that no column here has.

  @Override
  public final boolean getBoolean(int row) {
    throw wrongType();
  }

  @Override
  public final byte getByte(int row) {
    throw wrongType();
  }

  @Override
  public final short getShort(int row) {
    throw wrongType();
  }

  @Override
  public final int getInt(int row) {
    throw wrongType();
  }

  @Override
  public final long getLong(int row) {
    throw wrongType();
  }

  @Override
  public final float getFloat(int row) {
    throw wrongType();
  }

  @Override
  public final double getDouble(int row) {
    throw wrongType();
  }

  @Override
  public final Decimal getDecimal(int row, int precision, int scale) {
    throw wrongType();
  }

  @Override
  public final byte[] getBinary(int row) {
    throw wrongType();
  }

  @Override
  public final ColumnarMap getMap(int row) {
    throw wrongType();
  }

  private UnsupportedOperationException wrongType() {
    return new UnsupportedOperationException(
        "a column of " + type.simpleString() + " has no such values");
  }
}
