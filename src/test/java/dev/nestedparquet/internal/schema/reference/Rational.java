package dev.nestedparquet.internal.schema.reference;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact quotient.
 *
 * @param over above 0, without a factor that {@code number} has, too
 */
record Rational(BigInteger number, BigInteger over) {
  static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);

  static Rational of(BigInteger number, BigInteger over) {
    BigInteger factor = number.gcd(over);
    BigInteger divisor = over.signum() < 0 ? factor.negate() : factor;
    return new Rational(number.divide(divisor), over.divide(divisor));
  }

  static Rational of(BigDecimal value) {
    return value.scale() <= 0
        ? of(value.toBigIntegerExact(), BigInteger.ONE)
        : of(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
  }

  Rational plus(Rational other) {
    return of(
        number.multiply(other.over).add(other.number.multiply(over)), over.multiply(other.over));
  }

  Rational minus(Rational other) {
    return plus(other.negated());
  }

  Rational times(Rational other) {
    return of(number.multiply(other.number), over.multiply(other.over));
  }

  Rational dividedBy(Rational other) {
    return of(number.multiply(other.over), over.multiply(other.number));
  }

  Rational negated() {
    return new Rational(number.negate(), over);
  }

  int compare(Rational other) {
    return number.multiply(other.over).compareTo(other.number.multiply(over));
  }

  BigInteger floor() {
    BigInteger[] parts = number.divideAndRemainder(over);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  BigInteger ceiling() {
    return negated().floor().negate();
  }

  /** To so many digits after the point; half goes away from 0. */
  BigDecimal rounded(int digits) {
    BigInteger scaled = number.abs().multiply(BigInteger.TEN.pow(digits));
    BigInteger units = scaled.shiftLeft(1).add(over).divide(over.shiftLeft(1));
    return new BigDecimal(number.signum() < 0 ? units.negate() : units, digits);
  }

  double toDouble() {
    return FloatingPoint.nearest(this, 64);
  }
}
