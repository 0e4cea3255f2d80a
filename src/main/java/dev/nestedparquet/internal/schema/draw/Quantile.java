package dev.nestedparquet.internal.schema.draw;

import java.math.BigDecimal;

/**
 * A law's quantile function, between two bounds: the value that is not exceeded with probability p.
 * Values count from the lower bound.
 */
@FunctionalInterface
public interface Quantile {
  /** Value for a probability between 0 and 1, both excluded. */
  double at(double p);

  /** The part of a normal distribution that lies between the bounds. */
  static Quantile normal(BigDecimal mean, BigDecimal sigma, BigDecimal min, BigDecimal max) {
    double deviation = sigma.doubleValue();
    double offset = mean.subtract(min).doubleValue();
    double a = NormalDistribution.below(min.subtract(mean).doubleValue() / deviation);
    double b = NormalDistribution.below(max.subtract(mean).doubleValue() / deviation);
    return p -> offset + deviation * NormalDistribution.inverse(a + (b - a) * p);
  }

  /** The part between the bounds of a distribution whose logarithm is normal. */
  static Quantile lognormal(BigDecimal median, BigDecimal sigma, BigDecimal min, BigDecimal max) {
    double deviation = sigma.doubleValue();
    double middle = median.doubleValue();
    double least = min.doubleValue();
    double a = least <= 0 ? 0 : ofLogarithm(least, middle, deviation);
    double b = ofLogarithm(max.doubleValue(), middle, deviation);
    return p ->
        middle * StrictMath.exp(deviation * NormalDistribution.inverse(a + (b - a) * p)) - least;
  }

  private static double ofLogarithm(double x, double median, double sigma) {
    return NormalDistribution.below((StrictMath.log(x) - StrictMath.log(median)) / sigma);
  }

  /** The part of an exponential distribution from the lower bound on, {@code range} long. */
  static Quantile exponential(BigDecimal mean, BigDecimal range) {
    double scale = mean.doubleValue();
    double reached = StrictMath.expm1(-range.doubleValue() / scale);
    return p -> -scale * StrictMath.log1p(p * reached);
  }

  /** The part of a Pareto distribution that lies between the bounds, of which it has the lower. */
  static Quantile pareto(BigDecimal alpha, BigDecimal min, BigDecimal max) {
    double least = min.doubleValue();
    double exponent = alpha.doubleValue();
    double reached = 1 - StrictMath.pow(least / max.doubleValue(), exponent);
    return p -> least * StrictMath.pow(1 - p * reached, -1 / exponent) - least;
  }

  /**
   * Straight lines between values that are equally far apart in probability.
   *
   * @param values two or more, ascending, as they count from the first
   */
  static Quantile between(double[] values) {
    return p -> {
      double x = p * (values.length - 1);
      int i = Math.min((int) x, values.length - 2);
      return values[i] * (1 - (x - i)) + values[i + 1] * (x - i);
    };
  }
}
