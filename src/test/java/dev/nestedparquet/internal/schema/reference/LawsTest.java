package dev.nestedparquet.internal.schema.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.model.Node;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of each law are as often as the law says, by a chi-square test of fixed draws. */
final class LawsTest {
  private static final int DRAWS = 40_000;

  /** P(X <= x) of what is drawn. */
  private record Law(String source, String type, int bins, DoubleUnaryOperator below) {}

  private static Arguments of(String source, String type, int bins, DoubleUnaryOperator below) {
    return Arguments.of(source, new Law(source, type, bins, below));
  }

  static Stream<Arguments> laws() {
    return Stream.of(
        of("uniform: [-5, 14]", "int8", 20, x -> (x + 6) / 20),
        of("uniform: [-1, 3]", "float32", 50, x -> (x + 1) / 4),
        of("uniform: [0, 5], digits: 1", "float64", 51, x -> (Math.round(x * 10) + 1) / 51.0),
        of("uniform: [0, 9223372036854775807]", "uint64", 40, x -> x / 0x1p63),
        of("zipf: {n: 30, s: 0.8}", "int8", 30, zipf(30, 0.8)),
        of("zipf: {n: 100000, s: 1.1}", "int32", 60, zipf(100_000, 1.1)),
        of("zipf: {n: 70000, s: 0}", "int32", 50, x -> x / 70_000),
        of("zipf: {n: 70000, s: 4}", "int32", 2000, zipf(70_000, 4)),
        of("zipf: {n: 200000, s: 1}", "int32", 60, zipf(200_000, 1)),
        of("geometric: {mean: 3, min: 1, max: 20}", "int8", 20, geometric(2, 1, 20)),
        of("geometric: {mean: 50000, max: 1G}", "int64", 50, geometric(50_000, 0, 1_000_000_000)),
        of("poisson: {mean: 4.5, max: 9}", "int8", 10, poisson(4.5, 9)),
        of("poisson: {mean: 2000, max: 1M}", "int32", 60, poisson(2000, 4000)),
        of("binomial: {n: 12, p: 30%}", "int8", 13, binomial(12, 0.3)),
        of("binomial: {n: 5000, p: 0.9}", "int32", 60, binomial(5000, 0.9)),
        of(
            "normal: {mean: 1, sigma: 2, min: -2, max: 8}",
            "float64",
            60,
            within(x -> normal((x - 1) / 2), -2, 8)),
        of(
            "normal: {mean: 100, sigma: 20, min: 0, max: 500}",
            "int16",
            60,
            rounded(within(x -> normal((x - 100) / 20), 0, 500))),
        of(
            "lognormal: {median: 20, sigma: 1.1, min: 0.5, max: 5000}",
            "decimal(12,2)",
            60,
            cents(within(x -> normal(Math.log(x / 20) / 1.1), 0.5, 5000))),
        of(
            "lognormal: {median: 1, sigma: 0.5, max: 3}",
            "float64",
            60,
            within(x -> normal(Math.log(x) / 0.5), 0, 3)),
        of(
            "exponential: {mean: 10, min: 5, max: 60}",
            "float64",
            60,
            within(x -> -Math.expm1(-(x - 5) / 10), 5, 60)),
        of(
            "exponential: {mean: 1, max: 9}, digits: 2",
            "float64",
            60,
            cents(within(x -> -Math.expm1(-x), 0, 9))),
        of(
            "pareto: {alpha: 1.5, min: 2, max: 1000}",
            "float64",
            60,
            within(x -> 1 - Math.pow(2 / x, 1.5), 2, 1000)),
        of(
            "quantiles: [0, 1, 10, 100]",
            "float64",
            60,
            x -> (x < 1 ? x : x < 10 ? 1 + (x - 1) / 9 : 2 + (x - 10) / 90) / 3));
  }

  private static DoubleUnaryOperator within(DoubleUnaryOperator below, double min, double max) {
    double low = min == 0 ? 0 : below.applyAsDouble(min);
    double high = below.applyAsDouble(max);
    return x -> x <= min ? 0 : x >= max ? 1 : (below.applyAsDouble(x) - low) / (high - low);
  }

  /** Of whole numbers: what is rounded to them. */
  private static DoubleUnaryOperator rounded(DoubleUnaryOperator below) {
    return x -> below.applyAsDouble(x + 0.5);
  }

  private static DoubleUnaryOperator cents(DoubleUnaryOperator below) {
    return x -> below.applyAsDouble(x + 0.005);
  }

  private static DoubleUnaryOperator sums(double[] weights, int first) {
    double all = Arrays.stream(weights).sum();
    for (int i = 1; i < weights.length; i++) {
      weights[i] += weights[i - 1];
    }
    return x -> x < first ? 0 : weights[Math.min((int) x - first, weights.length - 1)] / all;
  }

  private static DoubleUnaryOperator zipf(int n, double s) {
    double[] weights = new double[n];
    Arrays.setAll(weights, i -> Math.pow(i + 1, -s));
    return sums(weights, 1);
  }

  private static DoubleUnaryOperator geometric(double mean, int min, int max) {
    double q = mean / (1 + mean);
    double all = 1 - Math.pow(q, max - min + 1.0);
    return x -> (1 - Math.pow(q, x - min + 1)) / all;
  }

  private static DoubleUnaryOperator poisson(double mean, int most) {
    double[] weights = new double[most + 1];
    double log = 0;
    for (int k = 0; k <= most; k++) {
      log += k == 0 ? 0 : Math.log(k);
      weights[k] = Math.exp(k * Math.log(mean) - mean - log);
    }
    return sums(weights, 0);
  }

  private static DoubleUnaryOperator binomial(int n, double p) {
    double[] weights = new double[n + 1];
    double log = 0;
    for (int k = 0; k <= n; k++) {
      log += k == 0 ? 0 : Math.log(n - k + 1.0) - Math.log(k);
      weights[k] = Math.exp(log + k * Math.log(p) + (n - k) * Math.log(1 - p));
    }
    return sums(weights, 0);
  }

  /** By the series of its integral, whose terms have one sign; other than what is tested. */
  private static double normal(double z) {
    if (z < -12 || z > 12) {
      return z < 0 ? 0 : 1;
    }
    double term = z;
    double sum = z;
    for (int k = 1; k < 400; k++) {
      term *= z * z / (2 * k + 1);
      sum += term;
    }
    return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("laws")
  void valuesAreAsOftenAsTheLawSays(String name, Law law) {
    double[] values = draws(law);
    Arrays.sort(values);
    double chiSquare = 0;
    int bins = 0;
    int from = 0;
    double below = 0;
    while (from < DRAWS) {
      // A bin ends with all values that are equal to its last.
      int to = Math.min(DRAWS, from + DRAWS / law.bins());
      while (to < DRAWS && values[to] == values[to - 1]) {
        to++;
      }
      double upTo = to == DRAWS ? 1 : law.below().applyAsDouble(values[to - 1]);
      double expected = (upTo - below) * DRAWS;
      if (expected > 5 || to == DRAWS) {
        chiSquare += Math.pow(to - from - expected, 2) / Math.max(expected, 1);
        bins++;
        from = to;
        below = upTo;
      } else {
        throw new AssertionError(
            name + ": up to " + values[to - 1] + " there should be " + expected + " values");
      }
    }
    assertThat(bins).as("bins").isGreaterThan(4);
    // Beyond 5 standard deviations of the chi-square distribution.
    assertThat(chiSquare).isLessThan(bins + 5 * Math.sqrt(2.0 * bins));
  }

  private static double[] draws(Law law) {
    String file =
        "nested-parquet: 1\nname: x\ncolumns: {a: {type: \"%s\", %s}}"
            .formatted(law.type(), law.source());
    Node.Leaf leaf = (Node.Leaf) DataSetFiles.read("f", file, null, Map.of()).columns().get(0);
    SourceValues values = new SourceValues(Map.of());
    double[] draws = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      Spot spot = new Spot(11, "a", i, i, 0);
      Number number = (Number) values.value(leaf.source(), leaf.type(), spot, Draws.VALUE);
      draws[i] =
          BigDecimal.valueOf(number.doubleValue()).movePointLeft(leaf.type().scale()).doubleValue();
    }
    return draws;
  }
}
