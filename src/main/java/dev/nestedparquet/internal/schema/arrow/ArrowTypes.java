package dev.nestedparquet.internal.schema.arrow;

import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Unit;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Arrow's types of leaves. */
public final class ArrowTypes {
  private static final int DECIMAL_BITS = 128;
  private static final int UUID_BYTES = 16;

  private ArrowTypes() {}

  /** Type of values. */
  public static ArrowType of(Type type) {
    if (type instanceof Type.Bool) {
      return ArrowType.Bool.INSTANCE;
    } else if (type instanceof Type.Int number) {
      return new ArrowType.Int(number.bits(), number.signed());
    } else if (type instanceof Type.Floating floating) {
      return new ArrowType.FloatingPoint(
          switch (floating.bits()) {
            case 16 -> FloatingPointPrecision.HALF;
            case 32 -> FloatingPointPrecision.SINGLE;
            default -> FloatingPointPrecision.DOUBLE;
          });
    } else if (type instanceof Type.Decimal decimal) {
      return new ArrowType.Decimal(decimal.precision(), decimal.scale(), DECIMAL_BITS);
    } else if (type instanceof Type.Date) {
      return new ArrowType.Date(DateUnit.DAY);
    } else if (type instanceof Type.Time time) {
      boolean narrow = time.unit() == Unit.S || time.unit() == Unit.MS;
      return new ArrowType.Time(unit(time.unit()), narrow ? Integer.SIZE : Long.SIZE);
    } else if (type instanceof Type.Timestamp timestamp) {
      return new ArrowType.Timestamp(unit(timestamp.unit()), timestamp.zone());
    } else if (type instanceof Type.Duration duration) {
      return new ArrowType.Duration(unit(duration.unit()));
    } else if (type instanceof Type.Text text) {
      return text.large() ? ArrowType.LargeUtf8.INSTANCE : ArrowType.Utf8.INSTANCE;
    } else if (type instanceof Type.Binary binary) {
      return binary.large() ? ArrowType.LargeBinary.INSTANCE : ArrowType.Binary.INSTANCE;
    } else if (type instanceof Type.FixedBinary fixed) {
      return new ArrowType.FixedSizeBinary(fixed.bytes());
    }
    return new ArrowType.FixedSizeBinary(UUID_BYTES);
  }

  private static TimeUnit unit(Unit unit) {
    return switch (unit) {
      case S -> TimeUnit.SECOND;
      case MS -> TimeUnit.MILLISECOND;
      case US -> TimeUnit.MICROSECOND;
      case NS -> TimeUnit.NANOSECOND;
    };
  }
}
