package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.grammar.Shape;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Matcher;

/** Numbers as files write them, exact: {@code 10_000}, {@code 15M}, {@code -0.25}, {@code 1e-3}. */
final class Numbers {
  private static final int MOST_CHARACTERS = 400;

  private static final Map<String, Integer> ZEROS =
      Map.of("", 0, "k", 3, "K", 3, "M", 6, "G", 9, "T", 12, "P", 15);

  private Numbers() {}

  /** A number, with a fraction or without. */
  static BigDecimal number(String text) throws BadLiteralException {
    Matcher matcher = Shape.NUMBER.matcher(text);
    if (text.length() > MOST_CHARACTERS || !matcher.matches()) {
      throw new BadLiteralException(
          "'" + Quoted.shortened(text) + "' is no number such as 10, 2.5, 1e-3 or 15M");
    }
    String fraction = matcher.group(3) == null ? "" : matcher.group(3);
    int exponent = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
    BigDecimal digits =
        new BigDecimal(matcher.group(1) + matcher.group(2).replace("_", "") + fraction);
    return digits.scaleByPowerOfTen(exponent + ZEROS.get(matcher.group(5)));
  }

  /** A number without a fraction. */
  static BigInteger whole(String text) throws BadLiteralException {
    try {
      return number(text).toBigIntegerExact();
    } catch (ArithmeticException e) {
      throw new BadLiteralException("'" + Quoted.shortened(text) + "' is no whole number");
    }
  }

  /** A number from {@code least} to {@code most}; null with a problem if it is none. */
  static BigDecimal between(Located at, String what, String least, String most) {
    String text = at.text(what);
    try {
      BigDecimal number = text == null ? null : number(text);
      if (number != null
          && (number.compareTo(new BigDecimal(least)) < 0
              || number.compareTo(new BigDecimal(most)) > 0)) {
        throw new BadLiteralException(
            Quoted.shortened(text) + " is not between " + least + " and " + most);
      }
      return number;
    } catch (BadLiteralException e) {
      at.problem(e.getMessage());
      return null;
    }
  }

  /** A whole number from {@code least} to {@code most}; null with a problem if it is none. */
  static Long count(Located at, String what, long least, long most) {
    String text = at.text(what);
    try {
      BigInteger number = text == null ? null : whole(text);
      if (number != null
          && (number.compareTo(BigInteger.valueOf(least)) < 0
              || number.compareTo(BigInteger.valueOf(most)) > 0)) {
        throw new BadLiteralException(
            Quoted.shortened(text) + " is not between " + least + " and " + most);
      }
      return number == null ? null : number.longValueExact();
    } catch (BadLiteralException e) {
      at.problem(e.getMessage());
      return null;
    }
  }

  /** A share from 0 to 1, as a percentage or a fraction; null with a problem if it is none. */
  static BigDecimal share(Located at) {
    String text = at.text("a share such as 20% or 0.2");
    if (text == null) {
      return null;
    }
    try {
      boolean percent = text.endsWith("%");
      BigDecimal number = number(percent ? text.substring(0, text.length() - 1) : text);
      BigDecimal share = percent ? number.movePointLeft(2) : number;
      if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
        at.problem(
            Quoted.shortened(text)
                + " is no share between 0% and 100%"
                + (percent ? "" : "; a share without % is between 0 and 1"));
        return null;
      } else if (share.stripTrailingZeros().scale() > 18) {
        at.problem(Quoted.shortened(text) + " has more than 18 digits after the point");
        return null;
      }
      return share.stripTrailingZeros();
    } catch (BadLiteralException e) {
      at.problem("'" + Quoted.shortened(text) + "' is no share such as 20% or 0.2");
      return null;
    }
  }
}
