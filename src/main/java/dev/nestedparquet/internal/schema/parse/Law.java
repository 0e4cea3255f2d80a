package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Source.Shape;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads laws of chance over numbers and times. */
final class Law {
  private static final long MOST_COUNT = Long.MAX_VALUE;
  private static final String LEAST_ABOVE_0 = "0.000001";

  private Law() {}

  static Source normal(Located at, Type type, Integer digits) {
    at.allow(List.of("mean", "sigma", "min", "max"));
    BigDecimal mean = quantity(at.require("mean", "around what value"), type, false);
    BigDecimal sigma = quantity(at.require("sigma", "the standard deviation"), type, true);
    if (sigma != null && sigma.signum() <= 0) {
      at.get("sigma").problem("is not above 0");
    }
    Value least = bound(at, "min", type, true);
    return within(at, new Shape.Normal(mean, sigma), least, bound(at, "max", type, true), digits);
  }

  static Source lognormal(Located at, Type type, Integer digits) {
    at.allow(List.of("median", "sigma", "min", "max"));
    Located median = at.require("median", "half of all are above");
    BigDecimal middle = quantity(median, type, type != null && type.isTemporal());
    if (middle != null && middle.signum() <= 0) {
      median.problem("is not above 0");
    }
    BigDecimal sigma = number(at.require("sigma", "of the logarithm"), LEAST_ABOVE_0, "100");
    Value least = bound(at, "min", type, type != null && type.isTemporal());
    Value most = bound(at, "max", type, true);
    return within(at, new Shape.Lognormal(middle, sigma), orZero(least, type), most, digits);
  }

  static Source exponential(Located at, Type type, Integer digits) {
    at.allow(List.of("mean", "min", "max"));
    BigDecimal mean = quantity(at.require("mean", "above min, on average"), type, true);
    if (mean != null && mean.signum() <= 0) {
      at.get("mean").problem("is not above 0");
    }
    Value least = bound(at, "min", type, type != null && type.isTemporal());
    Value most = bound(at, "max", type, true);
    return within(at, new Shape.Exponential(mean), orZero(least, type), most, digits);
  }

  static Source pareto(Located at, Type type, Integer digits) {
    at.allow(List.of("alpha", "min", "max"));
    BigDecimal alpha = number(at.require("alpha", "the tail's exponent"), LEAST_ABOVE_0, "100");
    Value least = bound(at, "min", type, true);
    if (sign(least) != null && sign(least) <= 0) {
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
    return new Source.Continuous(
        new Shape.Quantiles(List.copyOf(values)), values.get(0), most, digits);
  }

  private static Source within(Located at, Shape shape, Value least, Value most, Integer digits) {
    if (least != null && most != null && compare(least, most) >= 0) {
      at.get(at.has("max") ? "max" : "min").problem("is not above min");
    }
    return new Source.Continuous(shape, least, most, digits);
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

  private static Integer sign(Value value) {
    return value instanceof Value.Units units
        ? Integer.valueOf(units.units().signum())
        : value instanceof Value.Real real ? Integer.valueOf(real.number().signum()) : null;
  }

  /** A number in the type's units that need not be whole; of times, a value or a difference. */
  private static BigDecimal quantity(Located at, Type type, boolean difference) {
    String text = at == null ? null : at.text("a number");
    if (text == null || type == null) {
      return null;
    }
    try {
      if (type.isTemporal()) {
        return new BigDecimal(difference ? Times.duration(text, type) : Times.units(text, type));
      }
      return Numbers.number(text).movePointRight(type.scale());
    } catch (BadLiteralException e) {
      at.problem(e.getMessage());
      return null;
    }
  }

  private static BigDecimal number(Located at, String least, String most) {
    return at == null ? null : Numbers.between(at, "a number", least, most);
  }

  static Source zipf(Located at) {
    at.allow(List.of("n", "s"));
    Located n = at.require("n", "the number of ranks");
    Located s = at.require("s", "the exponent");
    Long ranks = n == null ? null : Numbers.count(n, "the number of ranks", 1, MOST_COUNT);
    BigDecimal exponent = number(s, "0", "20");
    return ranks == null || exponent == null ? null : new Source.Zipf(ranks, exponent);
  }

  static Source geometric(Located at) {
    at.allow(List.of("mean", "min", "max"));
    Located min = at.get("min");
    Located max = at.require("max", "values are never beyond it");
    Long least = min == null ? Long.valueOf(0) : Numbers.count(min, "a count", 0, MOST_COUNT);
    Long most = max == null ? null : Numbers.count(max, "a count", 0, MOST_COUNT);
    BigDecimal mean = number(at.require("mean", "the average"), "0", "1000000000");
    if (least == null || most == null || mean == null) {
      return null;
    } else if (most < least) {
      max.problem("is below min, " + least);
    } else if (mean.compareTo(BigDecimal.valueOf(least)) < 0) {
      at.get("mean").problem("is below min, " + least);
    }
    return new Source.Geometric(mean, least, most);
  }

  static Source poisson(Located at) {
    at.allow(List.of("mean", "max"));
    Located max = at.require("max", "values are never beyond it");
    Long most = max == null ? null : Numbers.count(max, "a count", 0, MOST_COUNT);
    BigDecimal mean = number(at.require("mean", "the average"), "0", "1000000");
    return most == null || mean == null ? null : new Source.Poisson(mean, most);
  }

  static Source binomial(Located at) {
    at.allow(List.of("n", "p"));
    Located n = at.require("n", "the number of trials");
    Located p = at.require("p", "how likely each is to succeed");
    Long trials = n == null ? null : Numbers.count(n, "the number of trials", 0, 1_000_000_000L);
    BigDecimal share = p == null ? null : Numbers.share(p);
    return trials == null || share == null ? null : new Source.Binomial(trials, share);
  }

  /** Sees to it that counts fit the type. */
  static Source fitting(Source source, Located at, Type type) {
    if (source != null && type instanceof Type.Int) {
      BigInteger most = BigInteger.valueOf(Bounds.of(source)[1]);
      if (most.compareTo(type.greatest()) > 0) {
        at.problem(
            "goes up to "
                + Quoted.shortened(most.toString())
                + ", and "
                + type
                + " has "
                + Values.range(type));
      }
    }
    return source;
  }
}
