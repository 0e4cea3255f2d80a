package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Values of rows to those of expressions and back, casts, and roundings. */
final class Conversions {
  private Conversions() {}

  /** A row's value as expressions have it. */
  static Object read(Object value, Type type) {
    if (type instanceof Type.Decimal decimal) {
      return new BigDecimal((BigInteger) value, decimal.scale());
    }
    return type instanceof Type.Floating ? (Object) ((Number) value).doubleValue() : value;
  }

  /**
   * An expression's value as a row of the type has it.
   *
   * @throws ArithmeticException if it is out of range
   */
  static Object stored(Object value, Type type) {
    if (type instanceof Type.Floating floating) {
      double number = FloatingPoint.nearest((Double) value, floating.bits());
      return FloatingPoint.boxed(number, floating.bits());
    } else if (type instanceof Type.Decimal decimal) {
      BigDecimal exact =
          value instanceof BigInteger whole ? new BigDecimal(whole) : (BigDecimal) value;
      return inRange(exact.setScale(decimal.scale()).unscaledValue(), type);
    }
    return type.hasUnits() ? inRange((BigInteger) value, type) : value;
  }

  private static BigInteger inRange(BigInteger units, Type type) {
    if (units.compareTo(type.least()) < 0 || units.compareTo(type.greatest()) > 0) {
      throw new ArithmeticException(
          new BigDecimal(units, type.scale()).toPlainString() + " is out of the range of " + type);
    }
    return units;
  }

  /** Exact numbers and bools as texts. */
  static String text(Object value) {
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  static Object cast(Object value, Type from, Type to) {
    if (to instanceof Type.Text) {
      return text(value);
    } else if (to instanceof Type.Duration duration) {
      return inRange(
          inUnit((BigInteger) value, ((Type.Duration) from).unit(), duration.unit()), to);
    } else if (to instanceof Type.Timestamp timestamp) {
      Unit unit = ((Type.Timestamp) from).unit();
      return inRange(inUnit((BigInteger) value, unit, timestamp.unit()), to);
    } else if (to instanceof Type.Floating floating) {
      return floating(value, floating.bits());
    }
    BigDecimal rounded = rational(value, to).rounded(to.scale());
    inRange(rounded.unscaledValue(), to);
    return to instanceof Type.Int ? rounded.toBigIntegerExact() : rounded;
  }

  private static Rational rational(Object value, Type to) {
    if (!(value instanceof Double number)) {
      return Arithmetic.rational(value);
    } else if (number.isNaN() || number.isInfinite()) {
      throw new ArithmeticException(number + " is out of the range of " + to);
    }
    return Rational.of(new BigDecimal(number));
  }

  private static double floating(Object value, int bits) {
    return value instanceof Double number
        ? FloatingPoint.nearest(number, bits)
        : FloatingPoint.nearest(Arithmetic.rational(value), bits);
  }

  /** Cut down to the unit that it is in. */
  private static BigInteger inUnit(BigInteger units, Unit from, Unit to) {
    BigInteger nanos = units.multiply(BigInteger.valueOf(from.nanos()));
    return Rational.of(nanos, BigInteger.valueOf(to.nanos())).floor();
  }

  static Object rounded(Object value, int digits) {
    BigDecimal rounded = Arithmetic.rational(value).rounded(digits);
    return digits == 0 ? (Object) rounded.toBigIntegerExact() : rounded;
  }
}
