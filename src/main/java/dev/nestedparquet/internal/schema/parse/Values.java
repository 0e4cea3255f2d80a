package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** Values by their texts and types. */
public final class Values {
  private static final Pattern HEX = Pattern.compile("0x((?:[0-9a-fA-F]{2})*)");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Values() {}

  /** The value; null with a problem if there is none of the type. A null type is any. */
  static Value read(Located at, Type type) {
    String text = at.text("a value of " + (type == null ? "some type" : type));
    if (text == null || type == null) {
      return null;
    }
    try {
      return parse(text, type);
    } catch (BadLiteralException e) {
      at.problem(e.getMessage());
      return null;
    }
  }

  /** What keeps the text from being a value of the type; null if it is one. */
  public static String problem(String text, Type type) {
    try {
      Value unused = parse(text, type);
      return null;
    } catch (BadLiteralException e) {
      return e.getMessage();
    }
  }

  /**
   * The value of a text that has no {@link #problem}.
   *
   * @throws IllegalArgumentException if it has one
   */
  public static Value of(String text, Type type) {
    try {
      return parse(text, type);
    } catch (BadLiteralException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  static Value parse(String text, Type type) throws BadLiteralException {
    if (type instanceof Type.Bool) {
      if (!text.equals("true") && !text.equals("false")) {
        throw new BadLiteralException(
            "'" + Quoted.shortened(text) + "' is no bool; allowed: true, false");
      }
      return new Value.Flag(text.equals("true"));
    } else if (type.hasUnits()) {
      return new Value.Units(inRange(units(text, type), text, type));
    } else if (type instanceof Type.Floating floating) {
      return real(text, floating);
    } else if (type instanceof Type.Text) {
      return new Value.Text(text);
    } else if (type instanceof Type.Uuid) {
      if (!UUID.matcher(text).matches()) {
        throw new BadLiteralException(
            "'"
                + Quoted.shortened(text)
                + "' is no uuid such as 123e4567-e89b-12d3-a456-426614174000");
      }
      return new Value.Bytes(text.replace("-", "").toLowerCase(Locale.ROOT));
    }
    return bytes(text, type);
  }

  /** What the type keeps of a value; two values with the same are one. */
  public static Object stored(Value value, Type type) {
    return value instanceof Value.Real real && type instanceof Type.Floating floating
        ? Double.valueOf(Floats.nearest(real.number(), floating.bits()))
        : value;
  }

  private static Value bytes(String text, Type type) throws BadLiteralException {
    if (!HEX.matcher(text).matches()) {
      throw new BadLiteralException(
          "'" + Quoted.shortened(text) + "' is no bytes such as 0xCAFE, two digits a byte");
    }
    String hex = text.substring(2).toLowerCase(Locale.ROOT);
    if (type instanceof Type.FixedBinary fixed && hex.length() != 2 * fixed.bytes()) {
      throw new BadLiteralException(
          Quoted.shortened(text)
              + " has "
              + hex.length() / 2
              + " bytes; "
              + type
              + " has "
              + fixed.bytes());
    }
    return new Value.Bytes(hex);
  }

  /** Units of a number or a time, of any size. */
  static BigInteger units(String text, Type type) throws BadLiteralException {
    return type.isTemporal() ? Times.units(text, type) : scaled(Numbers.number(text), text, type);
  }

  /** Units of the difference between two values: of times, a length of time. */
  static BigInteger difference(String text, Type type) throws BadLiteralException {
    return type.isTemporal()
        ? Times.duration(text, type)
        : scaled(Numbers.number(text), text, type);
  }

  private static BigInteger scaled(BigDecimal number, String text, Type type)
      throws BadLiteralException {
    try {
      return number.movePointRight(type.scale()).toBigIntegerExact();
    } catch (ArithmeticException e) {
      throw new BadLiteralException(
          Quoted.shortened(text)
              + (type instanceof Type.Decimal
                  ? " has more digits after the point than " + type
                  : " is no whole number, and " + type + " has no others"));
    }
  }

  private static BigInteger inRange(BigInteger units, String text, Type type)
      throws BadLiteralException {
    if (units.compareTo(type.least()) < 0 || units.compareTo(type.greatest()) > 0) {
      String range =
          type.isTemporal() && !(type instanceof Type.Duration) ? "" : "; it has " + range(type);
      throw new BadLiteralException(
          Quoted.shortened(text) + " is out of the range of " + type + range);
    }
    return units;
  }

  /** The least and the greatest value, as numbers. */
  static String range(Type type) {
    return new BigDecimal(type.least(), type.scale()).toPlainString()
        + " to "
        + new BigDecimal(type.greatest(), type.scale()).toPlainString();
  }

  private static Value real(String text, Type.Floating type) throws BadLiteralException {
    switch (text) {
      case ".nan" -> {
        return Value.Special.NAN;
      }
      case ".inf" -> {
        return Value.Special.POSITIVE_INFINITY;
      }
      case "-.inf" -> {
        return Value.Special.NEGATIVE_INFINITY;
      }
      default -> {}
    }
    BigDecimal number = Numbers.number(text);
    double nearest = Floats.nearest(number, type.bits());
    if (Double.isInfinite(nearest)) {
      throw new BadLiteralException(
          Quoted.shortened(text) + " is out of the range of " + type + "; it is infinite there");
    } else if (nearest == 0 && number.signum() != 0) {
      throw new BadLiteralException(
          Quoted.shortened(text) + " is too near to 0 for " + type + "; it is 0 there");
    }
    return number.signum() == 0 && text.startsWith("-")
        ? Value.Special.NEGATIVE_ZERO
        : new Value.Real(number.stripTrailingZeros());
  }
}
