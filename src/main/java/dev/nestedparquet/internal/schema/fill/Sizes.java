package dev.nestedparquet.internal.schema.fill;

/**
 * How large something random is: bytes of a value, elements of a list.
 *
 * @param isIndependent whether neighbours are drawn independently, so that sums are near the mean
 */
record Sizes(double mean, double variance, long most, boolean isIndependent) {
  /** Improbability of a sum beyond the bound, as a logarithm: about 1 of 10^24. */
  private static final double UNLIKELY = 55.3;

  static Sizes fixed(long size) {
    return new Sizes(size, 0, size, true);
  }

  /** Up to so much; nothing else is known. */
  static Sizes upTo(long most) {
    return new Sizes(most, 0, most, false);
  }

  /** The same of each, but neighbours are alike, or nothing is known of that. */
  Sizes dependent() {
    return new Sizes(mean, variance, most, false);
  }

  /** Of values with these probabilities. */
  static Sizes of(double[] probabilities, java.util.function.IntToLongFunction size) {
    double mean = 0;
    double squares = 0;
    long most = 0;
    for (int i = 0; i < probabilities.length; i++) {
      if (probabilities[i] > 0) {
        long one = size.applyAsLong(i);
        mean += probabilities[i] * one;
        squares += probabilities[i] * one * one;
        most = Math.max(most, one);
      }
    }
    return new Sizes(mean, Math.max(0, squares - mean * mean), most, true);
  }

  /** Sum of this and another that is drawn independently of it. */
  Sizes plus(Sizes other) {
    return new Sizes(
        mean + other.mean,
        variance + other.variance,
        Math.addExact(most, other.most),
        isIndependent && other.isIndependent);
  }

  Sizes times(long factor) {
    return new Sizes(
        mean * factor, variance * factor * factor, Math.multiplyExact(most, factor), isIndependent);
  }

  /** This or the other, whichever is larger in each respect. */
  Sizes or(Sizes other) {
    long larger = Math.max(most, other.most);
    return equals(other) ? this : upTo(larger);
  }

  /**
   * Upper bound on the sum of so many. If they are independent, that is Bernstein's inequality: the
   * sum exceeds it once in 10^24 times.
   */
  long sumBound(long count) {
    double worst = (double) most * count;
    double bound = worst;
    if (isIndependent) {
      double linear = most * UNLIKELY / 3;
      double deviation = linear + Math.sqrt(linear * linear + 2 * count * variance * UNLIKELY);
      bound = Math.min(worst, count * mean + deviation);
    }
    return bound >= Long.MAX_VALUE ? Long.MAX_VALUE : (long) Math.ceil(bound);
  }
}
