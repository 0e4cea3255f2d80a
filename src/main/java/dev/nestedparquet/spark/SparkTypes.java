package dev.nestedparquet.spark;

import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.TimeType;

/**
 * Spark's types of Arrow's values. Each value of the Arrow type is one of Spark's, exactly:
 * unsigned integers are of the next wider type, and times in nanoseconds, which Spark has no type
 * for, are numbers of nanoseconds.
 */
final class SparkTypes {
  private static final int MILLIS_DIGITS = 3;
  private static final int MICROS_DIGITS = 6;

  /** Digits of the greatest unsigned integer of 64 bits. */
  static final int UINT64_DIGITS = 20;

  private SparkTypes() {}

  /** Type of a leaf's values; null if Spark has none. */
  static DataType ofLeaf(ArrowType type) {
    return switch (type.getTypeID()) {
      case Bool -> DataTypes.BooleanType;
      case Int -> integer((ArrowType.Int) type);
      case FloatingPoint ->
          ((ArrowType.FloatingPoint) type).getPrecision() == FloatingPointPrecision.DOUBLE
              ? DataTypes.DoubleType
              : DataTypes.FloatType;
      case Decimal -> {
        ArrowType.Decimal decimal = (ArrowType.Decimal) type;
        yield DataTypes.createDecimalType(decimal.getPrecision(), decimal.getScale());
      }
      case Date -> DataTypes.DateType;
      case Time -> time(((ArrowType.Time) type).getUnit());
      case Timestamp -> timestamp((ArrowType.Timestamp) type);
      case Duration ->
          ((ArrowType.Duration) type).getUnit() == TimeUnit.NANOSECOND
              ? DataTypes.LongType
              : DataTypes.createDayTimeIntervalType();
      case Utf8, LargeUtf8 -> DataTypes.StringType;
      case Binary, LargeBinary, FixedSizeBinary -> DataTypes.BinaryType;
      default -> null;
    };
  }

  private static DataType integer(ArrowType.Int type) {
    int bits = type.getIsSigned() ? type.getBitWidth() : 2 * type.getBitWidth();
    return switch (bits) {
      case 8 -> DataTypes.ByteType;
      case 16 -> DataTypes.ShortType;
      case 32 -> DataTypes.IntegerType;
      case 64 -> DataTypes.LongType;
      default -> DataTypes.createDecimalType(UINT64_DIGITS, 0);
    };
  }

  private static DataType time(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> new TimeType(0);
      case MILLISECOND -> new TimeType(MILLIS_DIGITS);
      case MICROSECOND -> new TimeType(MICROS_DIGITS);
      case NANOSECOND -> DataTypes.LongType;
    };
  }

  private static DataType timestamp(ArrowType.Timestamp type) {
    if (type.getUnit() == TimeUnit.NANOSECOND) {
      return DataTypes.LongType;
    }
    return type.getTimezone() == null ? DataTypes.TimestampNTZType : DataTypes.TimestampType;
  }
}
