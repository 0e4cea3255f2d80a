package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Type;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Values that are hard to handle, by type. */
final class EdgeCases {
  private EdgeCases() {}

  static List<Object> of(Type type) {
    if (type instanceof Type.Bool) {
      return List.of(false, true);
    } else if (type instanceof Type.Int number) {
      List<Object> values =
          new ArrayList<>(List.of(type.least(), type.greatest(), BigInteger.ZERO, BigInteger.ONE));
      if (number.signed()) {
        values.add(BigInteger.ONE.negate());
      }
      return values;
    } else if (type instanceof Type.Floating floating) {
      return floating(floating.bits());
    } else if (type instanceof Type.Decimal) {
      return List.of(
          type.greatest().negate(),
          type.greatest(),
          BigInteger.ZERO,
          BigInteger.ONE,
          BigInteger.ONE.negate());
    } else if (type instanceof Type.Date || type instanceof Type.Timestamp) {
      return days(type);
    } else if (type instanceof Type.Time) {
      return List.of(BigInteger.ZERO, type.greatest());
    } else if (type instanceof Type.Duration) {
      return List.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          BigInteger.ONE.negate(),
          BigInteger.valueOf(Long.MAX_VALUE),
          BigInteger.valueOf(-Long.MAX_VALUE));
    } else if (type instanceof Type.Text) {
      return List.of(
          "",
          " ",
          "\0",
          "null",
          "NULL",
          "None",
          "NaN",
          "\\N",
          "0",
          Character.toString(0x1F600),
          "e\u0301",
          "\uFFFD");
    } else if (type instanceof Type.Binary) {
      return List.of("", "00", "ff", "ffff", "50415231");
    }
    int bytes = type instanceof Type.FixedBinary fixed ? fixed.bytes() : 16;
    return List.of("00".repeat(bytes), "ff".repeat(bytes));
  }

  private static List<Object> floating(int bits) {
    double greatest = FloatingPoint.greatest(bits);
    List<Object> values = new ArrayList<>();
    for (double value :
        new double[] {
          Double.NaN,
          0.0,
          -0.0,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          greatest,
          -greatest,
          FloatingPoint.leastAboveZero(bits),
          1
        }) {
      values.add(FloatingPoint.boxed(value, bits));
    }
    return values;
  }

  private static List<Object> days(Type type) {
    List<Object> values = new ArrayList<>();
    for (String day :
        List.of("0001-01-01", "9999-12-31", "1970-01-01", "1969-12-31", "2000-02-29")) {
      BigInteger units = BigInteger.valueOf(LocalDate.parse(day).toEpochDay());
      if (type instanceof Type.Timestamp timestamp) {
        BigInteger perDay = BigInteger.valueOf(86_400_000_000_000L / timestamp.unit().nanos());
        units = units.multiply(perDay);
        if (day.startsWith("9999")) {
          units = units.add(perDay).subtract(BigInteger.ONE);
        }
      }
      if (units.compareTo(type.least()) >= 0 && units.compareTo(type.greatest()) <= 0) {
        values.add(units);
      }
    }
    return values;
  }
}
