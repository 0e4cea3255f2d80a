package dev.nestedparquet.internal.verify.compare;

import dev.nestedparquet.internal.verify.compare.NumberPair.Conversion;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Pairs vectors without children. DuckDB has fewer types than Arrow. Values that DuckDB reads as
 * another type are converted to compare them. If DuckDB loses a part of them, the rest is compared.
 */
final class LeafPairs {
  /**
   * Most digits of a decimal that DuckDB reads as a decimal; with more digits, it reads a
   * floating-point number.
   */
  private static final int MOST_DIGITS = 38;

  /** Bits of each decimal that DuckDB reads. */
  private static final int READ_BITS = 128;

  private static final String UUID = "arrow.uuid";
  private static final int UUID_BYTES = 16;

  private LeafPairs() {}

  /**
   * Pairs two vectors.
   *
   * @param extension name of the extension type of the expected values; null if there is none
   * @param onNotCompared told which part of the values can't be compared, and why
   * @return the pair; null if DuckDB never reads such values as the type of the vector that was
   *     read
   */
  static ColumnPair of(
      FieldVector expected, String extension, FieldVector found, Consumer<String> onNotCompared) {
    ArrowType type = expected.getField().getType();
    return switch (type.getTypeID()) {
      case Null -> new NullPair(expected, found);
      case Bool ->
          expected instanceof BitVector bits && found instanceof BitVector foundBits
              ? new BitPair(bits, foundBits)
              : null;
      case FloatingPoint ->
          expected instanceof Float2Vector halves && found instanceof Float4Vector floats
              ? new HalfPair(halves, floats)
              : sameType(expected, found);
      case Decimal -> decimal(expected, (ArrowType.Decimal) type, found, onNotCompared);
      case Date ->
          ((ArrowType.Date) type).getUnit() == DateUnit.MILLISECOND
              ? found instanceof DateDayVector
                  ? new NumberPair(expected, found, Conversion.MILLIS_TO_DAYS)
                  : null
              : sameType(expected, found);
      case Time -> time(expected, ((ArrowType.Time) type).getUnit(), found, onNotCompared);
      case Timestamp -> timestamp(expected, (ArrowType.Timestamp) type, found, onNotCompared);
      case Duration -> {
        String unit = ((ArrowType.Duration) type).getUnit() + "S";
        yield found instanceof BigIntVector
            ? new NumberPair(expected, found, Conversion.same(unit.toLowerCase(Locale.ROOT)))
            : null;
      }
      case Utf8, LargeUtf8 -> isText(found) ? new BytesPair(expected, found) : null;
      case Utf8View -> found instanceof VarCharVector text ? new BinaryPair(expected, text) : null;
      case Binary, LargeBinary -> isBinary(found) ? new BytesPair(expected, found) : null;
      case BinaryView ->
          found instanceof VarBinaryVector binary ? new BinaryPair(expected, binary) : null;
      case FixedSizeBinary -> fixedSizeBinary((FixedSizeBinaryVector) expected, extension, found);
      default -> sameType(expected, found);
    };
  }

  private static ColumnPair sameType(FieldVector expected, FieldVector found) {
    return expected instanceof BaseFixedWidthVector fixed
            && expected.getMinorType() == found.getMinorType()
            && expected.getField().getType().equals(found.getField().getType())
        ? new FixedPair(fixed, found)
        : null;
  }

  private static ColumnPair decimal(
      FieldVector expected,
      ArrowType.Decimal type,
      FieldVector found,
      Consumer<String> onNotCompared) {
    if (type.getPrecision() > MOST_DIGITS && found instanceof Float8Vector) {
      onNotCompared.accept(
          "values, since DuckDB reads decimals of more than " + MOST_DIGITS + " digits as doubles");
      return new ValidityPair(expected, found);
    }
    if (type.getPrecision() > MOST_DIGITS) {
      return sameType(expected, found);
    }
    ArrowType.Decimal readAs =
        new ArrowType.Decimal(type.getPrecision(), type.getScale(), READ_BITS);
    if (!found.getField().getType().equals(readAs)) {
      return null;
    }
    return type.equals(readAs) ? sameType(expected, found) : new DecimalPair(expected, found);
  }

  private static ColumnPair time(
      FieldVector expected, TimeUnit unit, FieldVector found, Consumer<String> onNotCompared) {
    return found.getField().getType() instanceof ArrowType.Time readAs
        ? inUnit(expected, unit, found, readAs.getUnit(), onNotCompared)
        : null;
  }

  private static ColumnPair timestamp(
      FieldVector expected,
      ArrowType.Timestamp type,
      FieldVector found,
      Consumer<String> onNotCompared) {
    return found.getField().getType() instanceof ArrowType.Timestamp readAs
            && hasZone(readAs) == hasZone(type)
        ? inUnit(expected, type.getUnit(), found, readAs.getUnit(), onNotCompared)
        : null;
  }

  private static boolean hasZone(ArrowType.Timestamp type) {
    return type.getTimezone() != null && !type.getTimezone().isEmpty();
  }

  private static ColumnPair inUnit(
      FieldVector expected,
      TimeUnit unit,
      FieldVector found,
      TimeUnit foundUnit,
      Consumer<String> onNotCompared) {
    if (unit == foundUnit) {
      return new FixedPair((BaseFixedWidthVector) expected, found);
    }
    if (foundUnit != TimeUnit.MICROSECOND) {
      return null;
    }
    if (unit == TimeUnit.NANOSECOND) {
      onNotCompared.accept("nanoseconds, since DuckDB keeps microseconds of these");
      return new NumberPair(expected, found, Conversion.NANOS_TO_MICROS);
    }
    return new NumberPair(
        expected,
        found,
        unit == TimeUnit.SECOND ? Conversion.SECONDS_TO_MICROS : Conversion.MILLIS_TO_MICROS);
  }

  private static ColumnPair fixedSizeBinary(
      FixedSizeBinaryVector expected, String extension, FieldVector found) {
    if (UUID.equals(extension)
        && expected.getByteWidth() == UUID_BYTES
        && found instanceof VarCharVector text) {
      return new UuidPair(expected, text);
    }
    return found instanceof VarBinaryVector binary ? new BinaryPair(expected, binary) : null;
  }

  private static boolean isText(FieldVector vector) {
    ArrowType type = vector.getField().getType();
    return type instanceof ArrowType.Utf8 || type instanceof ArrowType.LargeUtf8;
  }

  private static boolean isBinary(FieldVector vector) {
    return !isText(vector)
        && (vector instanceof BaseVariableWidthVector
            || vector instanceof BaseLargeVariableWidthVector);
  }
}
