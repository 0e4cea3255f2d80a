package dev.nestedparquet.spark;

import org.apache.arrow.vector.complex.MapVector;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarMap;

/** A column of maps: each is a range of the columns that hold the keys and values of all maps. */
final class MapColumn extends FilledColumn {
  private final MapVector maps;
  private final ColumnVector keys;
  private final ColumnVector values;

  MapColumn(MapVector maps, ColumnVector keys, ColumnVector values) {
    super(
        maps,
        DataTypes.createMapType(
            keys.dataType(),
            values.dataType(),
            maps.getDataVector().getChildrenFromFields().get(1).getField().isNullable()));
    this.maps = maps;
    this.keys = keys;
    this.values = values;
  }

  @Override
  public ColumnarMap getMap(int row) {
    if (isNullAt(row)) {
      return null;
    }
    int start = maps.getElementStartIndex(row);
    return new ColumnarMap(keys, values, start, maps.getElementEndIndex(row) - start);
  }
}
