package dev.nestedparquet.internal.schema.draw;

/**
 * Ranks 1 to n by Zipf's law: rank r has a weight of r^-s. Up to 65,536 ranks are a table; more are
 * drawn by rejection-inversion (Hörmann, Derflinger: Rejection-inversion to generate variates from
 * monotone discrete distributions, ACM TOMACS 6, 1996), without one. Immutable.
 */
public final class ZipfRanks {
  /** Most ranks that have a table. */
  public static final int MOST_IN_TABLE = 65_536;

  private static final double SMALL = 1e-8;

  /**
   * Bound on how far {@link Math}'s functions are from {@link StrictMath}'s in what follows, as a
   * part of the value. Each is within an ulp; where one of these would be magnified by more than
   * 2^20 on the way, they are not asked.
   */
  private static final double NEAR = 1e-9;

  private static final double LEAST_FACTOR = 1e-3;

  private final AliasTable table;
  private final long n;
  private final double s;
  private final double low;
  private final double high;
  private final double surelyAccepted;

  /** 1 / (1 - s); 0 if it is too large for {@link #NEAR} to hold. */
  private final double inverse;

  /** Makes the law. */
  public ZipfRanks(long n, double s) {
    this.n = n;
    this.s = s;
    inverse = Math.abs(1 - s) < LEAST_FACTOR ? 0 : 1 / (1 - s);
    if (n <= MOST_IN_TABLE) {
      double[] weights = new double[(int) n];
      for (int i = 0; i < n; i++) {
        weights[i] = StrictMath.pow(i + 1.0, -s);
      }
      table = AliasTable.ofWeights(weights);
      low = 0;
      high = 0;
      surelyAccepted = 0;
    } else {
      table = null;
      low = area(1.5) - 1;
      high = area((double) n + 0.5);
      surelyAccepted = 2 - inverseArea(area(2.5) - height(2));
    }
  }

  /** Table of the ranks less 1; null if there are too many for one. */
  public AliasTable table() {
    return table;
  }

  /** Rank that a draw chooses. */
  public long rank(long draw) {
    if (table != null) {
      return 1L + table.chosen(draw);
    }
    long next = draw;
    for (int attempt = 1; ; attempt++) {
      double y = high + Draws.fraction(next) * (low - high);
      long near = nearRank(y);
      if (near > 0) {
        return near;
      }
      double x = inverseArea(y);
      long rank = Math.max(1, Math.min(n, (long) Math.floor(x + 0.5)));
      if ((double) rank - x <= surelyAccepted
          || y >= area((double) rank + 0.5) - height((double) rank)) {
        return rank;
      }
      next = Draws.draw(draw, attempt);
    }
  }

  /**
   * Rank that is accepted for an area, by functions that are faster than {@link StrictMath}'s; 0 if
   * what these leave open could make it another one, or refuse it.
   */
  private long nearRank(double y) {
    double base = 1 + y * (1 - s);
    if (inverse == 0 || base < LEAST_FACTOR) {
      return 0;
    }
    double x = Math.exp(Math.log(base) * inverse);
    double error = x * NEAR;
    long rank = (long) (x + 0.5 - error);
    return rank >= 1
            && rank <= n
            && rank == (long) (x + 0.5 + error)
            && (double) rank - x + error <= surelyAccepted
        ? rank
        : 0;
  }

  /** Integral of x^-s, up to a constant. */
  private double area(double x) {
    double logarithm = StrictMath.log(x);
    return expm1Over((1 - s) * logarithm) * logarithm;
  }

  private double height(double x) {
    return StrictMath.exp(-s * StrictMath.log(x));
  }

  private double inverseArea(double y) {
    double t = Math.max(-1, y * (1 - s));
    return StrictMath.exp(log1pOver(t) * y);
  }

  private static double expm1Over(double t) {
    return Math.abs(t) > SMALL ? StrictMath.expm1(t) / t : 1 + t / 2 * (1 + t / 3);
  }

  private static double log1pOver(double t) {
    return Math.abs(t) > SMALL ? StrictMath.log1p(t) / t : 1 - t * (0.5 - t / 3);
  }
}
