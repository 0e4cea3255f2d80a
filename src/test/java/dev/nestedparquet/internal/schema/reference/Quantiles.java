package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Source.Continuous;
import dev.nestedparquet.internal.schema.model.Source.Shape;
import dev.nestedparquet.internal.schema.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The quantile function of a law, counted from the least value.
 *
 * @param least the least value, exact, in units
 * @param range from the least to the greatest value
 * @param q by a probability that is neither 0 nor 1
 */
record Quantiles(BigDecimal least, BigDecimal range, DoubleUnaryOperator q) {
  /** The law with its numbers counted in parts of 10 to the power of {@code digits}. */
  static Quantiles of(Continuous law, BigDecimal least, BigDecimal most, int digits) {
    return new Quantiles(least, most.subtract(least), function(law.shape(), least, most, digits));
  }

  static BigDecimal exact(Value value) {
    return value instanceof Value.Units units
        ? new BigDecimal(units.units())
        : ((Value.Real) value).number();
  }

  private static DoubleUnaryOperator function(
      Shape shape, BigDecimal min, BigDecimal max, int digits) {
    if (shape instanceof Shape.Normal law) {
      BigDecimal mean = law.mean().movePointRight(digits);
      double sigma = law.sigma().movePointRight(digits).doubleValue();
      double a = InverseNormal.probability(min.subtract(mean).doubleValue() / sigma);
      double b = InverseNormal.probability(max.subtract(mean).doubleValue() / sigma);
      double fromMin = mean.subtract(min).doubleValue();
      return p -> fromMin + sigma * InverseNormal.of(a + (b - a) * p);
    } else if (shape instanceof Shape.Lognormal law) {
      return lognormal(
          law.median().movePointRight(digits).doubleValue(),
          law.sigma().doubleValue(),
          min.doubleValue(),
          max.doubleValue());
    } else if (shape instanceof Shape.Exponential law) {
      double mean = law.mean().movePointRight(digits).doubleValue();
      double range = max.subtract(min).doubleValue();
      return p -> -mean * StrictMath.log1p(p * StrictMath.expm1(-range / mean));
    } else if (shape instanceof Shape.Pareto law) {
      double alpha = law.alpha().doubleValue();
      double low = min.doubleValue();
      double high = max.doubleValue();
      return p ->
          low * StrictMath.pow(1 - p * (1 - StrictMath.pow(low / high, alpha)), -1 / alpha) - low;
    }
    return quantiles((Shape.Quantiles) shape, min, digits);
  }

  private static DoubleUnaryOperator lognormal(
      double median, double sigma, double min, double max) {
    double middle = StrictMath.log(median);
    double a = min <= 0 ? 0 : InverseNormal.probability((StrictMath.log(min) - middle) / sigma);
    double b = InverseNormal.probability((StrictMath.log(max) - middle) / sigma);
    return p -> median * StrictMath.exp(sigma * InverseNormal.of(a + (b - a) * p)) - min;
  }

  private static DoubleUnaryOperator quantiles(Shape.Quantiles law, BigDecimal min, int digits) {
    List<Double> values = new ArrayList<>();
    law.values().stream()
        .map(value -> exact(value).movePointRight(digits).subtract(min).doubleValue())
        .forEach(values::add);
    int m = values.size() - 1;
    return p -> {
      double x = p * m;
      int i = (int) StrictMath.floor(x);
      return values.get(i) * (1 - (x - i)) + values.get(i + 1) * (x - i);
    };
  }
}
