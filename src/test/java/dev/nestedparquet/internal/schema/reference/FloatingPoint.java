package dev.nestedparquet.internal.schema.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Rounds exact numbers to binary floating point, by whole numbers alone. */
final class FloatingPoint {
  private FloatingPoint() {}

  private static int digits(int bits) {
    return bits == 64 ? 53 : bits == 32 ? 24 : 11;
  }

  /** Exponent of the least number above 0. */
  private static int leastExponent(int bits) {
    return bits == 64 ? -1074 : bits == 32 ? -149 : -24;
  }

  static double greatest(int bits) {
    return bits == 64 ? Double.MAX_VALUE : bits == 32 ? Float.MAX_VALUE : 65504;
  }

  static double leastAboveZero(int bits) {
    return Math.scalb(1.0, leastExponent(bits));
  }

  /** The nearest number of the type, the even one of two; infinite if there is none. */
  static double nearest(Rational exact, int bits) {
    if (exact.number().signum() == 0) {
      return 0;
    }
    BigInteger number = exact.number().abs();
    BigInteger over = exact.over();
    int exponent = number.bitLength() - over.bitLength();
    if (shifted(number, -exponent).compareTo(shifted(over, exponent)) < 0) {
      exponent--;
    }
    int unit = Math.max(exponent - digits(bits) + 1, leastExponent(bits));
    BigInteger above = shifted(number, -unit);
    BigInteger below = shifted(over, unit);
    BigInteger[] parts = above.divideAndRemainder(below);
    int half = parts[1].shiftLeft(1).compareTo(below);
    boolean up = half > 0 || (half == 0 && parts[0].testBit(0));
    BigInteger units = up ? parts[0].add(BigInteger.ONE) : parts[0];
    double value = Math.scalb(units.doubleValue(), unit);
    double sized = value > greatest(bits) ? Double.POSITIVE_INFINITY : value;
    return exact.number().signum() < 0 ? -sized : sized;
  }

  /** To the left, if at all. */
  private static BigInteger shifted(BigInteger number, int by) {
    return by > 0 ? number.shiftLeft(by) : number;
  }

  /** The nearest number of the type to a double. */
  static double nearest(double value, int bits) {
    return Double.isNaN(value) || Double.isInfinite(value) || value == 0
        ? value
        : nearest(Rational.of(new BigDecimal(value)), bits);
  }

  /** As rows have it: a Double, or a Float of the narrower types. */
  static Object boxed(double value, int bits) {
    return bits == 64 ? (Object) value : (Object) (float) value;
  }

  /** The fewest digits that are read as this number, in plain notation. */
  static String text(double value, int bits) {
    if (Double.isNaN(value)) {
      return "NaN";
    } else if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    } else if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal shortest = exact;
    for (int digits = 1; digits <= 17; digits++) {
      shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (nearest(Rational.of(shortest), bits) == value) {
        break;
      }
    }
    return shortest.stripTrailingZeros().toPlainString();
  }
}
