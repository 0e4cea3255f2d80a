package dev.nestedparquet.spark;

import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** A column of structs, with a child column for each field. */
final class StructColumn extends FilledColumn {
  private final ColumnVector[] fields;

  private StructColumn(StructVector structs, StructType type, ColumnVector[] fields) {
    super(structs, type);
    this.fields = fields;
  }

  static StructColumn of(StructVector structs, DictionaryProvider dictionaries) {
    List<FieldVector> children = structs.getChildrenFromFields();
    ColumnVector[] columns = new ColumnVector[children.size()];
    StructField[] fields = new StructField[children.size()];
    for (int i = 0; i < columns.length; i++) {
      FieldVector child = children.get(i);
      columns[i] = FilledColumn.of(child, dictionaries);
      fields[i] =
          DataTypes.createStructField(
              child.getName(), columns[i].dataType(), child.getField().isNullable());
    }
    return new StructColumn(structs, new StructType(fields), columns);
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    return fields[ordinal];
  }
}
