package dev.nestedparquet.spark;

import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.spark.sql.types.DataTypes;

/** A column of so many bytes each. */
final class FixedBytesColumn extends FilledColumn {
  private final FixedSizeBinaryVector bytes;

  FixedBytesColumn(FixedSizeBinaryVector bytes) {
    super(bytes, DataTypes.BinaryType);
    this.bytes = bytes;
  }

  @Override
  public byte[] getBinary(int row) {
    return bytes.get(row);
  }
}
