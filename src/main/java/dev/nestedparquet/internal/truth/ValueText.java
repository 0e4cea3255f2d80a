package dev.nestedparquet.internal.truth;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
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
      case DATE -> ValueSpelling.date(BigInteger.valueOf(order));
      case TIME -> ValueSpelling.time(order, type.digits());
      case TIMESTAMP ->
          ValueSpelling.timestamp(BigInteger.valueOf(order), type.digits(), type.inUtc());
      default -> throw new IllegalStateException(type.text());
    };
  }

  /** A value whose order is bytes, as a text of JSON. */
  static String of(ValueType type, byte[] order) {
    return switch (type.shape()) {
      case DECIMAL -> ValueSpelling.decimal(Order.integerOf(order), type.digits());
      case TEXT -> new String(order, StandardCharsets.UTF_8);
      case UUID -> ValueSpelling.uuid(order);
      default -> HexFormat.of().formatHex(order);
    };
  }

  /** Sum of the values of a column. */
  static Object sum(ValueType type, BigInteger sum) {
    return type.shape() == ValueType.Shape.DECIMAL
        ? ValueSpelling.decimal(sum, type.digits())
        : integer(sum);
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
            .multiply(
                BigInteger.valueOf(
                    ValueSpelling.SECONDS_OF_DAY * ValueSpelling.perSecond(type.digits())))
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
    long cycles = Math.floorDiv(year, ValueSpelling.CYCLE_YEARS);
    LocalDate inCycle =
        LocalDate.of(
            (int) (year - cycles * ValueSpelling.CYCLE_YEARS),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    return Math.addExact(
        Math.multiplyExact(cycles, (long) ValueSpelling.CYCLE_DAYS), inCycle.toEpochDay());
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
    return second * ValueSpelling.perSecond(digits) + (digits == 0 ? 0 : Long.parseLong(fraction));
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
