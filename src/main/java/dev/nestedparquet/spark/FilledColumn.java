package dev.nestedparquet.spark;

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Shows a filled Arrow vector to Spark. Spark's own {@link ArrowColumnVector} does it for leaves
 * whose values Spark has as they are. Subclasses of this class show dictionary-encoded vectors,
 * values of other types, and all that is nested, since it may hold one of these.
 *
 * <p><em>Ownership:</em> closing a column frees its vector.
 */
abstract class FilledColumn extends ColumnVector {
  private final FieldVector vector;

  FilledColumn(FieldVector vector, DataType type) {
    super(type);
    this.vector = vector;
  }

  /** Makes a column over a vector and its children, which the column owns from here. */
  static ColumnVector of(FieldVector vector, DictionaryProvider dictionaries) {
    if (vector.getField().getDictionary() != null) {
      return DictionaryColumn.of((BaseIntVector) vector, dictionaries);
    } else if (vector instanceof MapVector map) {
      StructVector entries = (StructVector) map.getDataVector();
      return new MapColumn(
          map,
          of(entries.getChildrenFromFields().get(0), dictionaries),
          of(entries.getChildrenFromFields().get(1), dictionaries));
    } else if (vector instanceof ListVector list) {
      return new ListColumn(list, of(list.getDataVector(), dictionaries));
    } else if (vector instanceof LargeListVector list) {
      return new ListColumn(list, of(list.getDataVector(), dictionaries));
    } else if (vector instanceof FixedSizeListVector list) {
      return new ListColumn(list, of(list.getDataVector(), dictionaries));
    } else if (vector instanceof StructVector struct) {
      return StructColumn.of(struct, dictionaries);
    } else if (vector instanceof FixedSizeBinaryVector bytes) {
      return new FixedBytesColumn(bytes);
    } else if (vector instanceof Float2Vector halves) {
      return new HalfColumn(halves);
    } else if (NumberColumn.isNeeded(vector)) {
      return NumberColumn.of(vector);
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
  public ColumnarMap getMap(int row) {
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

  @Override
  public byte[] getBinary(int row) {
    throw wrongType();
  }

  @Override
  public boolean getBoolean(int row) {
    throw wrongType();
  }

  @Override
  public byte getByte(int row) {
    throw wrongType();
  }

  @Override
  public short getShort(int row) {
    throw wrongType();
  }

  @Override
  public int getInt(int row) {
    throw wrongType();
  }

  @Override
  public long getLong(int row) {
    throw wrongType();
  }

  @Override
  public float getFloat(int row) {
    throw wrongType();
  }

  @Override
  public double getDouble(int row) {
    throw wrongType();
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    throw wrongType();
  }

  private UnsupportedOperationException wrongType() {
    return new UnsupportedOperationException(
        "a column of " + type.simpleString() + " has no such values");
  }
}
