package dev.nestedparquet.internal.schema.reference;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Zipf's law over the ranks 1 to n. */
final class Zipf {
  static final int MOST_OF_A_TABLE = 65_536;

  private final long n;
  private final double s;

  /** Null if there are too many ranks. */
  private final AliasTable table;

  Zipf(long n, BigDecimal exponent) {
    this.n = n;
    this.s = exponent.doubleValue();
    this.table = n <= MOST_OF_A_TABLE ? AliasTable.of(weights()) : null;
  }

  private double[] weights() {
    double[] weights = new double[(int) n];
    for (int i = 0; i < n; i++) {
      weights[i] = StrictMath.pow(i + 1, -s);
    }
    return weights;
  }

  BigInteger rank(long u) {
    return BigInteger.valueOf(table == null ? byRejection(u) : 1 + table.chosen(u));
  }

  /** By rejection-inversion (Hörmann, Derflinger). */
  private long byRejection(long u) {
    double low = integral(1.5) - 1;
    double high = integral(n + 0.5);
    double c = 2 - inverse(integral(2.5) - density(2));
    for (long attempt = 0; ; attempt++) {
      long v = attempt == 0 ? u : Draws.draw(u, attempt);
      double y = high + Draws.fraction(v) * (low - high);
      double x = inverse(y);
      long k = Math.min(Math.max((long) StrictMath.floor(x + 0.5), 1), n);
      if (k - x <= c || y >= integral(k + 0.5) - density((double) k)) {
        return k;
      }
    }
  }

  private double integral(double x) {
    double log = StrictMath.log(x);
    return e1((1 - s) * log) * log;
  }

  private double density(double x) {
    return StrictMath.exp(-s * StrictMath.log(x));
  }

  private double inverse(double y) {
    double t = Math.max(-1, y * (1 - s));
    return StrictMath.exp(l1(t) * y);
  }

  private static double e1(double t) {
    return Math.abs(t) > 1e-8 ? StrictMath.expm1(t) / t : 1 + t / 2 * (1 + t / 3);
  }

  private static double l1(double t) {
    return Math.abs(t) > 1e-8 ? StrictMath.log1p(t) / t : 1 - t * (1.0 / 2 - t / 3);
  }
}
