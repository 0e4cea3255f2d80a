package dev.nestedparquet.internal.schema.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Operators on values that are there: BigInteger, BigDecimal, Rational, Double and others. */
final class Arithmetic {
  private Arithmetic() {}

  static Object of(String operator, Object left, Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return floating(operator, a, b);
    } else if (left instanceof BigInteger a && right instanceof BigInteger b) {
      return whole(operator, a, b);
    } else if (operator.equals("/") || left instanceof Rational || right instanceof Rational) {
      return exact(operator, rational(left), rational(right));
    }
    BigDecimal a = decimal(left);
    BigDecimal b = decimal(right);
    return switch (operator) {
      case "+" -> a.add(b);
      case "-" -> a.subtract(b);
      case "*" -> a.multiply(b);
      default -> throw new IllegalStateException("decimals have no " + operator);
    };
  }

  private static Object floating(String operator, double a, double b) {
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      default -> throw new IllegalStateException("floating point has no " + operator);
    };
  }

  private static Object whole(String operator, BigInteger a, BigInteger b) {
    boolean divides = operator.equals("/") || operator.equals("%");
    if (divides && b.signum() == 0) {
      throw new ArithmeticException(a + " " + operator + " 0: division by zero");
    }
    return switch (operator) {
      case "+" -> a.add(b);
      case "-" -> a.subtract(b);
      case "*" -> a.multiply(b);
      case "/" -> a.divide(b);
      default -> a.remainder(b);
    };
  }

  private static Rational exact(String operator, Rational a, Rational b) {
    if (operator.equals("/") && b.number().signum() == 0) {
      throw new ArithmeticException("division by zero");
    }
    return switch (operator) {
      case "+" -> a.plus(b);
      case "-" -> a.minus(b);
      case "*" -> a.times(b);
      default -> a.dividedBy(b);
    };
  }

  static Rational rational(Object exact) {
    return exact instanceof Rational quotient ? quotient : Rational.of(decimal(exact));
  }

  private static BigDecimal decimal(Object exact) {
    return exact instanceof BigInteger whole ? new BigDecimal(whole) : (BigDecimal) exact;
  }

  static Object negated(Object value) {
    if (value instanceof Double number) {
      return -number;
    } else if (value instanceof Rational quotient) {
      return quotient.negated();
    }
    return value instanceof BigInteger whole ? whole.negate() : ((BigDecimal) value).negate();
  }

  static Object absolute(Object value) {
    if (value instanceof Double number) {
      return Math.abs(number);
    }
    return value instanceof BigInteger whole ? whole.abs() : ((BigDecimal) value).abs();
  }

  /** Texts by code points; NaN is above all, and the zeros are equal. */
  static int compare(Object one, Object other) {
    if (one instanceof Double a && other instanceof Double b) {
      return a == 0 && b == 0 ? 0 : Double.compare(a, b);
    } else if (one instanceof Boolean a && other instanceof Boolean b) {
      return Boolean.compare(a, b);
    } else if (one instanceof String a && other instanceof String b) {
      return Arrays.compareUnsigned(
          a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
    return rational(one).compare(rational(other));
  }

  /** The first of the greatest, or with a sign of -1 of the least. */
  static Object extreme(List<Object> values, int sign) {
    Object best = values.get(0);
    for (Object value : values) {
      best = compare(value, best) * sign > 0 ? value : best;
    }
    return best;
  }
}
