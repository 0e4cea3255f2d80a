package dev.nestedparquet.internal.schema.draw;

/**
 * Counts by a law: by a table of weights, or by inversion where the law goes on for too long.
 * Immutable.
 */
public final class Counting {
  /** Standard deviations to both sides of the mode that a table covers. */
  private static final double DEVIATIONS = 30;

  private static final int MOST_IN_TABLE = 65_536;

  private final AliasTable table;
  private final long least;
  private final long most;
  private final double logRatio;
  private final double reached;

  private Counting(long least, AliasTable table) {
    this.least = least;
    this.table = table;
    most = least + table.outcomes() - 1;
    logRatio = 0;
    reached = 0;
  }

  private Counting(long least, long most, double logRatio) {
    this.least = least;
    this.most = most;
    this.logRatio = logRatio;
    table = null;
    reached = StrictMath.expm1((double) (most - least + 1) * logRatio);
  }

  /**
   * Counts from {@code least} to {@code most}, each less likely than the one before by a factor.
   */
  public static Counting geometric(double meanAboveLeast, long least, long most) {
    double ratio = meanAboveLeast / (1 + meanAboveLeast);
    long counts = most - least + 1;
    if (counts > MOST_IN_TABLE || counts <= 0) {
      return new Counting(least, most, StrictMath.log(ratio));
    }
    double[] weights = new double[(int) counts];
    for (int i = 0; i < counts; i++) {
      weights[i] = StrictMath.pow(ratio, i);
    }
    return new Counting(least, AliasTable.ofWeights(weights));
  }

  /** Counts of independent events, up to {@code most}. */
  public static Counting poisson(double mean, long most) {
    long mode = Math.min((long) Math.floor(mean), most);
    long[] range = range(mode, StrictMath.sqrt(mean), most);
    double[] weights = new double[(int) (range[1] - range[0]) + 1];
    int middle = (int) (mode - range[0]);
    weights[middle] = 1;
    for (int i = middle; i + 1 < weights.length; i++) {
      weights[i + 1] = weights[i] * (mean / (double) (range[0] + i + 1));
    }
    for (int i = middle; i > 0; i--) {
      weights[i - 1] = weights[i] * ((double) (range[0] + i) / mean);
    }
    return new Counting(range[0], AliasTable.ofWeights(weights));
  }

  /** Successes of {@code n} trials. */
  public static Counting binomial(long n, double p) {
    long mode = Math.min((long) Math.floor((double) (n + 1) * p), n);
    long[] range = range(mode, StrictMath.sqrt((double) n * p * (1 - p)), n);
    double[] weights = new double[(int) (range[1] - range[0]) + 1];
    int middle = (int) (mode - range[0]);
    weights[middle] = 1;
    for (int i = middle; i + 1 < weights.length; i++) {
      long k = range[0] + i;
      weights[i + 1] = weights[i] * (((double) (n - k) * p) / ((double) (k + 1) * (1 - p)));
    }
    for (int i = middle; i > 0; i--) {
      long k = range[0] + i;
      weights[i - 1] = weights[i] * (((double) k * (1 - p)) / ((double) (n - k + 1) * p));
    }
    return new Counting(range[0], AliasTable.ofWeights(weights));
  }

  private static long[] range(long mode, double sigma, long most) {
    long from = (long) Math.floor((double) mode - DEVIATIONS * sigma) - (long) DEVIATIONS;
    long to = (long) Math.floor((double) mode + DEVIATIONS * sigma) + (long) DEVIATIONS;
    return new long[] {Math.max(0, from), Math.min(most, to)};
  }

  /** Table of the counts less {@link #least}; null if there are too many for one. */
  public AliasTable table() {
    return table;
  }

  public long least() {
    return least;
  }

  /** Count that a draw chooses. */
  public long count(long draw) {
    if (table != null) {
      return least + table.chosen(draw);
    }
    double steps = StrictMath.log1p(Draws.fraction(draw) * reached) / logRatio;
    return Math.min(most, least + (long) Math.floor(steps));
  }
}
