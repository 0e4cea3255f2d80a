package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import dev.nestedparquet.internal.schema.reference.Permutation;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;

/** How likely values are by weights and laws, computed from their definitions. */
final class Probabilities {
  /** Values of a law that are told; the others are less likely, or further out. */
  static final int MOST_OUTCOMES = 8;

  private Probabilities() {}

  /** Probabilities of values by their weights. */
  static <T> Map<Object, Double> weighted(List<Choice<T>> choices, Function<T, Object> value) {
    double sum = choices.stream().mapToDouble(choice -> choice.weight().doubleValue()).sum();
    Map<Object, Double> probabilities = new LinkedHashMap<>();
    choices.forEach(
        choice ->
            probabilities.merge(
                value.apply(choice.value()), choice.weight().doubleValue() / sum, Double::sum));
    return probabilities;
  }

  /** The first of Zipf's law over a permutation. */
  static Map<Object, Double> ranked(long n, double s, long order, LongFunction<Object> value) {
    Map<Object, Double> probabilities = new LinkedHashMap<>();
    for (long rank = 1; rank <= Math.min(n, MOST_OUTCOMES); rank++) {
      BigInteger place =
          Permutation.permuted(order, BigInteger.valueOf(n), BigInteger.valueOf(rank - 1));
      probabilities.put(value.apply(place.longValueExact()), zipf(rank, n, s));
    }
    return probabilities;
  }

  /** Probabilities of the first counts or ranks of a law; null if it is another law. */
  static Map<Object, Double> law(Source source) {
    Map<Object, Double> probabilities = new LinkedHashMap<>();
    for (long i = 0; i < MOST_OUTCOMES; i++) {
      if (source instanceof Source.Zipf zipf && i < zipf.n()) {
        BigInteger rank = BigInteger.valueOf(i + 1);
        probabilities.put(rank, zipf(i + 1, zipf.n(), zipf.s().doubleValue()));
      } else if (source instanceof Source.Geometric geometric
          && geometric.least() + i <= geometric.most()) {
        double above = geometric.mean().doubleValue() - geometric.least();
        double q = above / (1 + above);
        double all = 1 - Math.pow(q, (double) (geometric.most() - geometric.least() + 1));
        BigInteger number = BigInteger.valueOf(geometric.least() + i);
        probabilities.put(number, (1 - q) * Math.pow(q, (double) i) / all);
      } else if (source instanceof Source.Poisson poisson) {
        double mean = poisson.mean().doubleValue();
        double p = Math.exp(-mean);
        for (long k = 1; k <= i; k++) {
          p *= mean / k;
        }
        probabilities.put(BigInteger.valueOf(i), p);
      }
    }
    return probabilities.isEmpty() ? null : probabilities;
  }

  /** Zipf's law; the sum of what is far out is an integral. */
  private static double zipf(long rank, long n, double s) {
    long exact = Math.min(n, 10_000);
    double sum = 0;
    for (long r = 1; r <= exact; r++) {
      sum += Math.pow((double) r, -s);
    }
    double from = exact + 0.5;
    double to = n + 0.5;
    sum += s == 1 ? Math.log(to / from) : (Math.pow(to, 1 - s) - Math.pow(from, 1 - s)) / (1 - s);
    return Math.pow((double) rank, -s) / sum;
  }

  /** A value as rows have it. */
  static Object read(Value value, Type type) {
    if (value instanceof Value.Flag flag) {
      return flag.value();
    } else if (value instanceof Value.Units units) {
      return units.units();
    } else if (value instanceof Value.Text text) {
      return text.text();
    } else if (value instanceof Value.Bytes bytes) {
      return bytes.hex();
    } else if (value instanceof Value.Real real && type instanceof Type.Floating floating) {
      double number = real.number().doubleValue();
      return floating.bits() == 64 ? (Object) number : (Object) (float) number;
    }
    throw new IllegalArgumentException("no values such as " + value + " are known here");
  }
}
