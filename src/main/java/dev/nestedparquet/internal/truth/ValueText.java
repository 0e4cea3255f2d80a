package dev.nestedparquet.internal.truth;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes values, given by their order, as what JSON keeps exactly in every program that reads it,
 * and reads them back. The text is the same on every JDK.
 */
final class ValueText {
  /** Greatest integer up to which doubles, and so all programs that read JSON, are exact. */
  private static final long EXACT = (1L << 53) - 1;

  private static final int DOUBLE_DIGITS = 17;
  private static final long SECONDS_OF_DAY = 86_400;

  /** Years and days after which the calendar repeats. */
  private static final int CYCLE_YEARS = 400;

  private static final int CYCLE_DAYS = 146_097;

  private static final Pattern DATE = Pattern.compile("([+-]?\\d{4,12})-(\\d\\d)-(\\d\\d)");
  private static final Pattern TIME =
      Pattern.compile("(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,9}))?");

  private ValueText() {}

  /** A value whose order is a long, as a bool, number or text of JSON. */
  static Object of(ValueType type, long order) {
    return switch (type.shape()) {
      case BOOL -> order != 0;
      case INTEGER -> integer(type.isUnsigned() ? unsigned(order) : BigInteger.valueOf(order));
      case DURATION -> integer(BigInteger.valueOf(order));
      case FLOATING -> floating(doubleOf(order));
      case DATE -> date(order);
      case TIME -> time(order, type.digits());
      case TIMESTAMP -> {
        long perSecond = power10(type.digits());
        long second = Math.floorDiv(order, perSecond);
        long day = Math.floorDiv(second, SECONDS_OF_DAY);
        long rest =
            Math.floorMod(second, SECONDS_OF_DAY) * perSecond + Math.floorMod(order, perSecond);
        yield date(day) + "T" + time(rest, type.digits()) + (type.inUtc() ? "Z" : "");
      }
      default -> throw new IllegalStateException(type.text());
    };
  }

  /** A value whose order is bytes, as a text of JSON. */
  static String of(ValueType type, byte[] order) {
    return switch (type.shape()) {
      case DECIMAL -> decimal(Order.integerOf(order), type.digits());
      case TEXT -> new String(order, StandardCharsets.UTF_8);
      case UUID -> {
        String hex = HexFormat.of().formatHex(order);
        yield hex.substring(0, 8)
            + "-"
            + hex.substring(8, 12)
            + "-"
            + hex.substring(12, 16)
            + "-"
            + hex.substring(16, 20)
            + "-"
            + hex.substring(20);
      }
      default -> HexFormat.of().formatHex(order);
    };
  }

  /** Sum of the values of a column. */
  static Object sum(ValueType type, BigInteger sum) {
    return type.shape() == ValueType.Shape.DECIMAL ? decimal(sum, type.digits()) : integer(sum);
  }

  private static String decimal(BigInteger units, int scale) {
    return new BigDecimal(units, scale).toPlainString();
  }

  private static Object integer(BigInteger value) {
    return value.abs().compareTo(BigInteger.valueOf(EXACT)) <= 0
        ? (Object) value.longValue()
        : value.toString();
  }

  private static BigInteger unsigned(long order) {
    return new BigInteger(Long.toUnsignedString(order ^ Long.MIN_VALUE));
  }

  private static double doubleOf(long order) {
    return Double.longBitsToDouble(Order.flipped(order));
  }

  /** The number of fewest digits that is read as this one; a text if there is none. */
  private static Object floating(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    } else if (value == 0) {
      return value;
    }
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < DOUBLE_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (rounded.doubleValue() == value) {
        return shortened(rounded);
      }
    }
    return shortened(exact.round(new MathContext(DOUBLE_DIGITS)));
  }

  private static BigDecimal shortened(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() <= 0 && stripped.scale() > -DOUBLE_DIGITS
        ? stripped.setScale(1) // Looks like what it is: 2000.0.
        : stripped;
  }

  /** A day as in ISO 8601, also beyond the years that {@link LocalDate} has. */
  private static String date(long day) {
    LocalDate inCycle = LocalDate.ofEpochDay(Math.floorMod(day, CYCLE_DAYS));
    long year = inCycle.getYear() + Math.floorDiv(day, CYCLE_DAYS) * CYCLE_YEARS;
    String sign = year < 0 ? "-" : year > 9_999 ? "+" : "";
    return String.format(
        Locale.ROOT,
        "%s%04d-%02d-%02d",
        sign,
        Math.abs(year),
        inCycle.getMonthValue(),
        inCycle.getDayOfMonth());
  }

  private static String time(long units, int digits) {
    long perSecond = power10(digits);
    long second = units / perSecond;
    String time =
        String.format(Locale.ROOT, "%02d:%02d:%02d", second / 3_600, second / 60 % 60, second % 60);
    return digits == 0
        ? time
        : time + String.format(Locale.ROOT, ".%0" + digits + "d", units % perSecond);
  }

  private static long power10(int digits) {
    long power = 1;
    for (int i = 0; i < digits; i++) {
      power *= 10;
    }
    return power;
  }

  /**
   * Order of a value that is written in JSON.
   *
   * @throws RuntimeException if it is no value of the type
   */
  static long orderOf(ValueType type, Object value) {
    String text = value.toString();
    return switch (type.shape()) {
      case BOOL -> (Boolean) value ? 1 : 0;
      case INTEGER ->
          type.isUnsigned() ? Long.parseUnsignedLong(text) ^ Long.MIN_VALUE : Long.parseLong(text);
      case DURATION -> Long.parseLong(text);
      case FLOATING -> Order.flipped(Double.doubleToRawLongBits(Double.parseDouble(text)));
      case DATE -> dayOf(text);
      case TIME -> unitsOf(text, type.digits());
      case TIMESTAMP -> {
        int t = text.indexOf('T');
        String time = text.substring(t + 1);
        if (time.endsWith("Z") != type.inUtc()) {
          throw new IllegalArgumentException(text);
        }
        long units =
            unitsOf(type.inUtc() ? time.substring(0, time.length() - 1) : time, type.digits());
        yield BigInteger.valueOf(dayOf(text.substring(0, t)))
            .multiply(BigInteger.valueOf(SECONDS_OF_DAY * power10(type.digits())))
            .add(BigInteger.valueOf(units))
            .longValueExact();
      }
      default -> throw new IllegalStateException(type.text());
    };
  }

  private static long dayOf(String text) {
    Matcher parts = DATE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(text);
    }
    long year = Long.parseLong(parts.group(1));
    long cycles = Math.floorDiv(year, CYCLE_YEARS);
    LocalDate inCycle =
        LocalDate.of(
            (int) (year - cycles * CYCLE_YEARS),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    return Math.addExact(Math.multiplyExact(cycles, (long) CYCLE_DAYS), inCycle.toEpochDay());
  }

  private static long unitsOf(String text, int digits) {
    Matcher parts = TIME.matcher(text);
    String fraction = parts.matches() && parts.group(4) != null ? parts.group(4) : "";
    if (!parts.matches() || fraction.length() != digits) {
      throw new IllegalArgumentException(text);
    }
    long second =
        Long.parseLong(parts.group(1)) * 3_600
            + Long.parseLong(parts.group(2)) * 60
            + Long.parseLong(parts.group(3));
    return second * power10(digits) + (digits == 0 ? 0 : Long.parseLong(fraction));
  }

  /**
   * Order of a value that is written in JSON, and is bytes.
   *
   * @throws RuntimeException if it is no value of the type
   */
  static byte[] bytesOf(ValueType type, Object value) {
    String text = (String) value;
    return switch (type.shape()) {
      case DECIMAL -> Order.bytesOf(unitsOfDecimal(text, type.digits()));
      case TEXT -> {
        try {
          ByteBuffer bytes =
              StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(text));
          byte[] array = new byte[bytes.remaining()];
          bytes.get(array);
          yield array;
        } catch (CharacterCodingException e) {
          throw new IllegalArgumentException(text, e);
        }
      }
      case UUID -> HexFormat.of().parseHex(text.replace("-", ""));
      default -> HexFormat.of().parseHex(text);
    };
  }

  /** Sum that is written in JSON. */
  static BigInteger sumOf(ValueType type, Object value) {
    return type.shape() == ValueType.Shape.DECIMAL
        ? unitsOfDecimal((String) value, type.digits())
        : new BigInteger(value.toString());
  }

  private static BigInteger unitsOfDecimal(String text, int scale) {
    return new BigDecimal(text).setScale(scale).unscaledValue();
  }
}
