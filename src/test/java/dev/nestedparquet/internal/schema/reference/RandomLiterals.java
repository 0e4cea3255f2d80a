package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Types, and nineteen values of each: of -9 to 9, in ascending order where there is one. */
final class RandomLiterals {
  static final List<Type> TYPES = new ArrayList<>();

  private static final long WIDE_DAYS = 180_000;
  private static final long WIDE_SECONDS_OF_DAY = 4_700;
  private static final long WIDE_SECONDS = 860_000_003;

  private static final List<String> TEXTS =
      List.of(
          "a",
          "b",
          "NO",
          "null",
          "",
          " ",
          "it's",
          "a: b",
          "{x}",
          "#",
          "é",
          "\uD83D\uDE00",
          "$p",
          "~",
          "1",
          "true",
          "\"",
          "\\",
          "z");

  static {
    TYPES.add(Type.int32());
    TYPES.add(Type.string());
    TYPES.add(Type.int64());
    TYPES.add(new Type.Bool());
    for (int bits : new int[] {64, 32, 16}) {
      TYPES.add(new Type.Floating(bits));
    }
    for (int bits : new int[] {8, 16}) {
      TYPES.add(new Type.Int(bits, true));
    }
    for (int bits : new int[] {8, 16, 32, 64}) {
      TYPES.add(new Type.Int(bits, false));
    }
    for (int[] digits : new int[][] {{1, 0}, {2, 2}, {9, 2}, {18, 3}, {19, 0}, {38, 10}}) {
      TYPES.add(new Type.Decimal(digits[0], digits[1]));
    }
    TYPES.add(new Type.Date());
    for (Unit unit : Unit.values()) {
      TYPES.add(new Type.Time(unit));
      TYPES.add(new Type.Timestamp(unit, null));
      TYPES.add(new Type.Timestamp(unit, "Europe/Berlin"));
      TYPES.add(new Type.Duration(unit));
    }
    TYPES.add(new Type.Text(true));
    TYPES.add(new Type.Binary(false));
    TYPES.add(new Type.Binary(true));
    TYPES.add(new Type.FixedBinary(1));
    TYPES.add(new Type.FixedBinary(20));
    TYPES.add(new Type.Uuid());
  }

  private RandomLiterals() {}

  /** As a file has it; of {@code wide}, the values are far from each other. */
  static String of(Type type, int n, boolean wide) {
    if (type instanceof Type.Bool) {
      return n > 0 ? "true" : "false";
    } else if (type instanceof Type.Int number) {
      BigInteger step = wide ? number.greatest().divide(BigInteger.valueOf(19)) : BigInteger.ONE;
      return step.multiply(BigInteger.valueOf(number.signed() ? n : n + 9)).toString();
    } else if (type instanceof Type.Decimal decimal) {
      BigInteger step = wide ? BigInteger.TEN.pow(decimal.precision() - 1) : BigInteger.ONE;
      return new BigDecimal(step.multiply(BigInteger.valueOf(n)), decimal.scale()).toPlainString();
    } else if (type instanceof Type.Floating floating) {
      String exponent = floating.bits() == 16 ? "e3" : floating.bits() == 32 ? "e37" : "e307";
      return wide ? n + exponent : new BigDecimal(n).movePointLeft(1).toPlainString();
    } else if (type.isTemporal()) {
      return time(type, n, wide);
    } else if (type instanceof Type.Text) {
      return TEXTS.get(n + 9);
    }
    String hex = String.format(Locale.ROOT, "%02x", (n + 9) * (wide ? 13 : 1));
    if (type instanceof Type.FixedBinary fixed) {
      return "0x" + hex.repeat(fixed.bytes());
    } else if (type instanceof Type.Uuid) {
      return TextForms.of(hex.repeat(16), type);
    }
    return "0x" + hex.repeat(wide ? 3 : 1);
  }

  private static String time(Type type, int n, boolean wide) {
    if (type instanceof Type.Date) {
      return LocalDate.of(5000, 1, 1).plusDays(wide ? n * WIDE_DAYS : n).toString();
    } else if (type instanceof Type.Time) {
      return LocalTime.NOON.plusSeconds(wide ? n * WIDE_SECONDS_OF_DAY : n).toString();
    } else if (type instanceof Type.Timestamp timestamp) {
      LocalDateTime time = LocalDate.of(2000, 1, 1).atStartOfDay();
      return time.plusSeconds(wide ? n * WIDE_SECONDS : n) + (timestamp.zone() == null ? "" : "Z");
    }
    Type.Duration duration = (Type.Duration) type;
    return wide ? n + "0".repeat(17) + duration.unit() : n + "s";
  }

  /** A difference of two values above 0. */
  static String difference(Type type, int n) {
    return difference(type, n, false);
  }

  /** A difference of two values above 0; of {@code wide}, of such ones. */
  static String difference(Type type, int n, boolean wide) {
    if (type instanceof Type.Date) {
      return (wide ? n * WIDE_DAYS : n) + "d";
    } else if (type instanceof Type.Time) {
      return (wide ? n * WIDE_SECONDS_OF_DAY : n) + "s";
    } else if (type instanceof Type.Timestamp) {
      return (wide ? n * WIDE_SECONDS : n) + "s";
    } else if (type instanceof Type.Int number && !number.signed()) {
      return new BigInteger(of(type, n - 9, wide)).toString();
    }
    return wide || type.isTemporal() || type instanceof Type.Floating
        ? of(type, n, wide)
        : of(new Type.Decimal(9, type.scale()), n, false);
  }

  /** A time as a duration since 1970 or midnight. */
  static String sinceZero(Type type, int n, boolean wide) {
    if (type instanceof Type.Date) {
      return LocalDate.parse(of(type, n, wide)).toEpochDay() + "d";
    } else if (type instanceof Type.Time) {
      return LocalTime.parse(of(type, n, wide)).toSecondOfDay() + "s";
    } else if (type instanceof Type.Timestamp) {
      String text = of(type, n, wide).replace("Z", "");
      return LocalDateTime.parse(text).toEpochSecond(ZoneOffset.UTC) + "s";
    }
    return of(type, n, wide);
  }

  /** As YAML, in quotes if it needs them. */
  static String yaml(String text) {
    boolean plain = text.matches("-?[A-Za-z0-9_][A-Za-z0-9_.%]*") && !text.equals("null");
    if (plain) {
      return text;
    }
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
