package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Source;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.LongToDoubleFunction;

/** Geometric, Poisson and binomial laws. */
interface Counts {
  BigInteger count(long u);

  /** The law; null if the source is another. */
  static Counts of(Source source) {
    if (source instanceof Source.Geometric law) {
      return geometric(law);
    } else if (source instanceof Source.Poisson law) {
      double mean = law.mean().doubleValue();
      long mode = Math.min((long) StrictMath.floor(mean), law.most());
      return aroundMode(
          mode, law.most(), StrictMath.sqrt(mean), k -> mean / (k + 1), k -> k / mean);
    } else if (source instanceof Source.Binomial law) {
      long n = law.n();
      double p = law.p().doubleValue();
      return aroundMode(
          Math.min((long) StrictMath.floor((n + 1) * p), n),
          n,
          StrictMath.sqrt(n * p * (1 - p)),
          k -> ((n - k) * p) / ((k + 1) * (1 - p)),
          k -> (k * (1 - p)) / ((n - k + 1) * p));
    }
    return null;
  }

  private static Counts geometric(Source.Geometric law) {
    BigDecimal above = law.mean().subtract(BigDecimal.valueOf(law.least()));
    double mean = above.doubleValue();
    double q = mean / (1 + mean);
    BigInteger n =
        BigInteger.valueOf(law.most())
            .subtract(BigInteger.valueOf(law.least()))
            .add(BigInteger.ONE);
    BigInteger least = BigInteger.valueOf(law.least());
    if (n.compareTo(BigInteger.valueOf(Zipf.MOST_OF_A_TABLE)) <= 0) {
      double[] weights = new double[n.intValueExact()];
      for (int k = 0; k < weights.length; k++) {
        weights[k] = StrictMath.pow(q, k);
      }
      AliasTable table = AliasTable.of(weights);
      return u -> least.add(BigInteger.valueOf(table.chosen(u)));
    }
    double log = StrictMath.log(q);
    double share = StrictMath.expm1(n.doubleValue() * log);
    return u -> {
      double steps = StrictMath.floor(StrictMath.log1p(Draws.fraction(u) * share) / log);
      return least.add(new BigDecimal(steps).toBigInteger()).min(BigInteger.valueOf(law.most()));
    };
  }

  private static Counts aroundMode(
      long mode, long most, double sigma, LongToDoubleFunction up, LongToDoubleFunction down) {
    long first = Math.max(0, (long) StrictMath.floor(mode - 30 * sigma) - 30);
    long last = Math.min(most, (long) StrictMath.floor(mode + 30 * sigma) + 30);
    double[] weights = new double[(int) (last - first + 1)];
    weights[(int) (mode - first)] = 1;
    for (long k = mode; k < last; k++) {
      weights[(int) (k + 1 - first)] = weights[(int) (k - first)] * up.applyAsDouble(k);
    }
    for (long k = mode; k > first; k--) {
      weights[(int) (k - 1 - first)] = weights[(int) (k - first)] * down.applyAsDouble(k);
    }
    AliasTable table = AliasTable.of(weights);
    return u -> BigInteger.valueOf(first + table.chosen(u));
  }
}
