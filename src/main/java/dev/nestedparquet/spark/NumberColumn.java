package dev.nestedparquet.spark;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.spark.sql.types.Decimal;

/**
 * A column of whole numbers that Spark has in another width or unit: unsigned integers, times,
 * durations.
 */
final class NumberColumn extends FilledColumn {
  private static final long NANOS_PER_MICRO = 1_000;

  private final BaseFixedWidthVector vector;
  private final long factor;
  private final boolean isSigned;

  private NumberColumn(BaseFixedWidthVector vector, long factor, boolean isSigned) {
    super(vector, SparkTypes.ofLeaf(vector.getField().getType()));
    this.vector = vector;
    this.factor = factor;
    this.isSigned = isSigned;
  }

  /** Whether Spark's own column can't show a vector of whole numbers. */
  static boolean isNeeded(FieldVector vector) {
    ArrowType type = vector.getField().getType();
    return (type instanceof ArrowType.Int number && !number.getIsSigned())
        || type instanceof ArrowType.Time
        || type instanceof ArrowType.Timestamp
        || type instanceof ArrowType.Duration;
  }

  static NumberColumn of(FieldVector vector) {
    BaseFixedWidthVector numbers = (BaseFixedWidthVector) vector;
    ArrowType type = vector.getField().getType();
    if (type instanceof ArrowType.Time time) {
      return new NumberColumn(numbers, nanos(time.getUnit()), true);
    } else if (type instanceof ArrowType.Timestamp timestamp) {
      return new NumberColumn(numbers, micros(timestamp.getUnit()), true);
    } else if (type instanceof ArrowType.Duration duration) {
      return new NumberColumn(numbers, micros(duration.getUnit()), true);
    }
    return new NumberColumn(numbers, 1, false);
  }

  private static long nanos(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> 1_000_000_000;
      case MILLISECOND -> 1_000_000;
      case MICROSECOND -> NANOS_PER_MICRO;
      case NANOSECOND -> 1;
    };
  }

  /** Microseconds of a unit; nanoseconds stay what they are. */
  private static long micros(TimeUnit unit) {
    return unit == TimeUnit.NANOSECOND ? 1 : nanos(unit) / NANOS_PER_MICRO;
  }

  @Override
  public short getShort(int row) {
    return (short) getLong(row);
  }

  @Override
  public int getInt(int row) {
    return (int) getLong(row);
  }

  @Override
  public long getLong(int row) {
    long stored = stored(row);
    long high = Math.multiplyHigh(stored, factor);
    long low = stored * factor;
    if (high != low >> (Long.SIZE - 1)) {
      throw new ArithmeticException(
          String.format(
              Locale.ROOT,
              "%s: %d is beyond what Spark's type %s has, for %s",
              vector.getName(),
              stored,
              type.simpleString(),
              vector.getField().getType()));
    }
    return low;
  }

  private long stored(int row) {
    return switch (vector.getTypeWidth()) {
      case Byte.BYTES -> vector.getDataBuffer().getByte(row) & 0xFF;
      case Short.BYTES -> vector.getDataBuffer().getShort((long) row * Short.BYTES) & 0xFFFF;
      case Integer.BYTES -> {
        int number = vector.getDataBuffer().getInt((long) row * Integer.BYTES);
        yield isSigned ? number : Integer.toUnsignedLong(number);
      }
      default -> vector.getDataBuffer().getLong((long) row * Long.BYTES);
    };
  }

  /** Returns an unsigned integer of 64 bits. */
  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    if (isNullAt(row)) {
      return null;
    }
    BigInteger number = new BigInteger(Long.toUnsignedString(stored(row)));
    return Decimal.apply(new BigDecimal(number), precision, scale);
  }
}
