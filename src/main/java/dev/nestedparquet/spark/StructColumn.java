package dev.nestedparquet.spark;

import org.apache.arrow.vector.complex.StructVector;
import org.apache.spark.sql.vectorized.ColumnVector;

/** A column of structs, with a child column for each field. */
final class StructColumn extends FilledColumn {
  private final ColumnVector[] fields;

  StructColumn(StructVector structs, ColumnVector[] fields) {
    super(structs);
    this.fields = fields;
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    return fields[ordinal];
  }
}
