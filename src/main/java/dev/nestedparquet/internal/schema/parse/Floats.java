package dev.nestedparquet.internal.schema.parse;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rounds numbers to binary floating point, half to even. */
final class Floats {
  /** Digits of a half float after the first, in binary, and its least exponent (IEEE 754). */
  private static final int HALF_DIGITS = 10;

  private static final int HALF_LEAST_EXPONENT = -14;
  private static final double HALF_GREATEST = 65_504;

  private Floats() {}

  /** The nearest number of 16, 32 or 64 bits; infinite beyond the greatest. */
  static double nearest(BigDecimal number, int bits) {
    return switch (bits) {
      case 16 -> half(number);
      case 32 -> number.floatValue();
      default -> number.doubleValue();
    };
  }

  /** In multiples of what the last digit is worth, and exact, so that it is rounded once. */
  private static double half(BigDecimal number) {
    int exponent = Math.max(Math.getExponent(number.doubleValue()), HALF_LEAST_EXPONENT);
    if (exponent > Math.getExponent(HALF_GREATEST)) {
      return number.signum() * Double.POSITIVE_INFINITY;
    }
    BigDecimal worth = new BigDecimal(Math.scalb(1.0, exponent - HALF_DIGITS));
    if (number.abs().compareTo(worth.movePointLeft(1)) < 0) {
      return 0;
    }
    BigDecimal multiples = number.divide(worth).setScale(0, RoundingMode.HALF_EVEN);
    double nearest = multiples.multiply(worth).doubleValue();
    return Math.abs(nearest) > HALF_GREATEST ? Math.copySign(1 / 0.0, nearest) : nearest;
  }
}
