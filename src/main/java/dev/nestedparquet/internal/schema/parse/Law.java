package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.grammar.SourceKeys;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Source.Shape;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Reads laws of chance over numbers and times, with a least and a greatest value. */
final class Law {
  private static final BigDecimal MOST_UNITS = BigDecimal.valueOf(1L << 53);

  /** What is further out is as good as never drawn. */
  static final int MOST_SIGMAS = 8;

  private static final String LEAST_ABOVE_0 = "0.000001";

  private Law() {}

  static Source uniform(Located at, Type type, Integer digits) {
    List<Located> ends = at.items("[least, greatest]");
    if (ends.size() != 2) {
      at.problem("has " + ends.size() + " values; it is [least, greatest]");
      return null;
    }
    Value least = finite(ends.get(0), type);
    Value greatest = finite(ends.get(1), type);
    if (least != null && greatest != null && compare(least, greatest) > 0) {
      at.problem("the least is above the greatest; swap them");
    }
    checkDigits(at, least, greatest, digits);
    return new Source.Uniform(least, greatest, digits);
  }

  static Source normal(Located at, Type type, Integer digits) {
    at.allow(SourceKeys.NORMAL.names());
    BigDecimal mean = quantity(at.require("mean", "around what value"), type, false);
    BigDecimal sigma = quantity(at.require("sigma", "the standard deviation"), type, true);
    if (sigma != null && sigma.signum() <= 0) {
      at.get("sigma").problem("is not above 0");
    }
    Value least = bound(at, "min", type, true);
    Value most = bound(at, "max", type, true);
    if (mean != null && sigma != null && sigma.signum() > 0) {
      BigDecimal reach = sigma.multiply(BigDecimal.valueOf(MOST_SIGMAS));
      if (isBelow(most, mean.subtract(reach)) || isBelow(mean.add(reach), least)) {
        at.get("mean")
            .problem("is more than " + MOST_SIGMAS + " sigma from min to max: there is nothing");
      }
    }
    return within(at, new Shape.Normal(mean, sigma), least, most, digits);
  }

  static Source lognormal(Located at, Type type, Integer digits) {
    at.allow(SourceKeys.LOGNORMAL.names());
    Located median = at.require("median", "half of all are above");
    BigDecimal middle = quantity(median, type, type != null && type.isTemporal());
    if (middle != null && middle.signum() <= 0) {
      median.problem("is not above 0");
    }
    BigDecimal sigma = number(at.require("sigma", "of the logarithm"), LEAST_ABOVE_0, "100");
    Value least = bound(at, "min", type, type != null && type.isTemporal());
    Value most = bound(at, "max", type, true);
    if (middle != null && middle.signum() > 0 && sigma != null) {
      double reach = StrictMath.exp(MOST_SIGMAS * sigma.doubleValue());
      BigDecimal above =
          Double.isInfinite(reach) ? null : middle.multiply(BigDecimal.valueOf(reach));
      BigDecimal below =
          Double.isInfinite(reach)
              ? BigDecimal.ZERO
              : middle.divide(BigDecimal.valueOf(reach), MathContext.DECIMAL64);
      if (isBelow(most, below) || (above != null && isBelow(above, least))) {
        median.problem("is more than " + MOST_SIGMAS + " sigma from min to max: there is nothing");
      }
    }
    return within(at, new Shape.Lognormal(middle, sigma), orZero(least, type), most, digits);
  }

  static Source exponential(Located at, Type type, Integer digits) {
    at.allow(SourceKeys.EXPONENTIAL.names());
    BigDecimal mean = quantity(at.require("mean", "above min, on average"), type, true);
    if (mean != null && mean.signum() <= 0) {
      at.get("mean").problem("is not above 0");
    }
    Value least = bound(at, "min", type, type != null && type.isTemporal());
    Value most = bound(at, "max", type, true);
    return within(at, new Shape.Exponential(mean), orZero(least, type), most, digits);
  }

  static Source pareto(Located at, Type type, Integer digits) {
    at.allow(SourceKeys.PARETO.names());
    BigDecimal alpha = number(at.require("alpha", "the tail's exponent"), LEAST_ABOVE_0, "100");
    Value least = bound(at, "min", type, true);
    BigDecimal first = number(least);
    if (first != null && first.signum() <= 0) {
      at.get("min").problem("is not above 0");
    }
    return within(at, new Shape.Pareto(alpha), least, bound(at, "max", type, true), digits);
  }

  static Source quantiles(Located at, Type type, Integer digits) {
    List<Value> values = new ArrayList<>();
    List<Located> items = at.items("values in ascending order");
    if (at.isSequence() && (items.size() < 2 || items.size() > 4_097)) {
      at.problem("has " + items.size() + " values; 2 to 4097 are allowed");
      return null;
    }
    for (Located item : items) {
      Value value = finite(item, type);
      Value last = values.isEmpty() ? null : values.get(values.size() - 1);
      if (value != null && last != null && compare(last, value) > 0) {
        item.problem("is below the one before it; quantiles are in ascending order");
      }
      values.add(value);
    }
    if (values.isEmpty() || values.contains(null)) {
      return null;
    }
    Value most = values.get(values.size() - 1);
    checkDigits(at, values.get(0), most, digits);
    return new Source.Continuous(
        new Shape.Quantiles(List.copyOf(values)), values.get(0), most, digits);
  }

  private static Source within(Located at, Shape shape, Value least, Value most, Integer digits) {
    if (least != null && most != null && compare(least, most) >= 0) {
      at.get(at.has("max") ? "max" : "min").problem("is not above min");
    }
    checkDigits(at, least, most, digits);
    return new Source.Continuous(shape, least, most, digits);
  }

  /** With digits, a law is drawn in whole units of the last of them. */
  private static void checkDigits(Located at, Value least, Value most, Integer digits) {
    if (digits != null && least instanceof Value.Real from && most instanceof Value.Real to) {
      BigDecimal first = from.number().movePointRight(digits).setScale(0, RoundingMode.CEILING);
      BigDecimal last = to.number().movePointRight(digits).setScale(0, RoundingMode.FLOOR);
      if (first.compareTo(last) > 0) {
        at.problem("there is no number of " + digits + " digits after the point in the range");
      } else if (first.abs().max(last.abs()).compareTo(MOST_UNITS) >= 0) {
        at.problem(
            "with "
                + digits
                + " digits after the point there are numbers of 2^53 units or more, which floating"
                + " point can't tell apart; use fewer digits");
      }
    }
  }

  private static boolean isBelow(Value value, BigDecimal other) {
    BigDecimal number = number(value);
    return number != null && number.compareTo(other) < 0;
  }

  private static boolean isBelow(BigDecimal other, Value value) {
    BigDecimal number = number(value);
    return number != null && other.compareTo(number) < 0;
  }

  /** A number, or units; null if the value is neither. */
  private static BigDecimal number(Value value) {
    return value instanceof Value.Units units
        ? new BigDecimal(units.units())
        : value instanceof Value.Real real ? real.number() : null;
  }

  private static Value bound(Located at, String key, Type type, boolean needed) {
    Located found = needed ? at.require(key, "values are never beyond it") : at.get(key);
    return found == null ? null : finite(found, type);
  }

  private static Value orZero(Value least, Type type) {
    if (least != null || type == null) {
      return least;
    }
    return type.hasUnits() ? new Value.Units(BigInteger.ZERO) : new Value.Real(BigDecimal.ZERO);
  }

  /** A value of the type that can be compared: neither infinite nor NaN. */
  static Value finite(Located at, Type type) {
    Value value = Values.read(at, type);
    if (value == Value.Special.NEGATIVE_ZERO) {
      return new Value.Real(BigDecimal.ZERO);
    } else if (value instanceof Value.Special) {
      at.problem("is not finite");
      return null;
    }
    return value;
  }

  /** Order of two finite values of one type. */
  static int compare(Value one, Value other) {
    if (one instanceof Value.Units a && other instanceof Value.Units b) {
      return a.units().compareTo(b.units());
    } else if (one instanceof Value.Real a && other instanceof Value.Real b) {
      return a.number().compareTo(b.number());
    }
    return 0;
  }

  /** A number in the type's units that need not be whole; of times, a value or a difference. */
  private static BigDecimal quantity(Located at, Type type, boolean difference) {
    String text = at == null ? null : at.text("a number");
    if (text == null || type == null) {
      return null;
    }
    try {
      BigDecimal units =
          type.isTemporal()
              ? new BigDecimal(difference ? Times.duration(text, type) : Times.units(text, type))
              : Numbers.number(text).movePointRight(type.scale());
      double nearest = units.doubleValue();
      if (Double.isInfinite(nearest) || (nearest == 0 && units.signum() != 0)) {
        throw new BadLiteralException(Quoted.shortened(text) + " is out of the range of float64");
      }
      return units;
    } catch (BadLiteralException e) {
      at.problem(e.getMessage());
      return null;
    }
  }

  static BigDecimal number(Located at, String least, String most) {
    return at == null ? null : Numbers.between(at, "a number", least, most);
  }
}
