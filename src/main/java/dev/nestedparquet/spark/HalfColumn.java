package dev.nestedparquet.spark;

import org.apache.arrow.vector.Float2Vector;
import org.apache.spark.sql.types.DataTypes;

/** A column of half floats, which Spark has as floats. */
final class HalfColumn extends FilledColumn {
  private final Float2Vector halves;

  HalfColumn(Float2Vector halves) {
    super(halves, DataTypes.FloatType);
    this.halves = halves;
  }

  @Override
  public float getFloat(int row) {
    return isNullAt(row) ? 0 : halves.getValueAsFloat(row);
  }
}
