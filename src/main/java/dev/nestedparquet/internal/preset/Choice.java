package dev.nestedparquet.internal.preset;

import java.util.Arrays;

/** A decision between outcomes of given weights, by 32 uniform random bits. Immutable. */
final class Choice {
  private static final int BITS = 32;

  /**
   * Upper bounds of the outcomes, exclusive: the outcome is the first whose bound is above the
   * bits.
   */
  private final long[] bounds;

  private Choice(long[] bounds) {
    this.bounds = bounds;
  }

  /** Makes a choice of outcomes 0, 1, 2, … with probabilities proportional to the weights. */
  static Choice ofWeights(int... weights) {
    long total = Arrays.stream(weights).asLongStream().sum();
    long[] bounds = new long[weights.length];
    long below = 0;
    for (int i = 0; i < weights.length; i++) {
      below += weights[i];
      bounds[i] = ((below << BITS) + total / 2) / total;
    }
    return new Choice(bounds);
  }

  /**
   * Takes the decision.
   *
   * @param bits uniform in [0, 2^32)
   */
  int by(long bits) {
    int outcome = 0;
    while (bits >= bounds[outcome]) {
      outcome++;
    }
    return outcome;
  }

  /** Takes a decision between {@code n} outcomes that are equally likely, 0 to n - 1. */
  static long oneOf(long n, long bits) {
    return (bits * n) >>> BITS;
  }
}
