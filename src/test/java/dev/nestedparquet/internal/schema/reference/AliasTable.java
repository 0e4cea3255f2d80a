package dev.nestedparquet.internal.schema.reference;

import java.math.BigInteger;
import java.util.List;

/** Choices by weights: Walker's alias method. */
final class AliasTable {
  private static final long WIDTH = 1L << 32;

  private final long[] keep;
  private final int[] other;

  private AliasTable(long[] shares) {
    keep = new long[shares.length];
    other = new int[shares.length];
    fill(shares);
  }

  /** Of weights that are exact. */
  static AliasTable of(List<Rational> weights) {
    BigInteger all = BigInteger.valueOf(weights.size()).multiply(Draws.TWO_32);
    Rational sum = weights.stream().reduce(Rational.ZERO, Rational::plus);
    Rational factor = Rational.of(all, BigInteger.ONE).dividedBy(sum);
    long[] ends = new long[weights.size() + 1];
    Rational partial = Rational.ZERO;
    for (int i = 0; i < weights.size(); i++) {
      ends[i] = partial.times(factor).floor().longValueExact();
      partial = partial.plus(weights.get(i));
    }
    ends[weights.size()] = all.longValueExact();
    return new AliasTable(shares(ends));
  }

  /** Of weights that a law computes. */
  static AliasTable of(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    long all = weights.length * WIDTH;
    long[] ends = new long[weights.length + 1];
    double partial = 0;
    for (int i = 0; i < weights.length; i++) {
      ends[i] = (long) (partial / sum * (double) all);
      partial += weights[i];
    }
    ends[weights.length] = all;
    return new AliasTable(shares(ends));
  }

  private static long[] shares(long[] ends) {
    long[] shares = new long[ends.length - 1];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = ends[i + 1] - ends[i];
    }
    return shares;
  }

  private void fill(long[] outset) {
    long[] share = outset.clone();
    for (int i = 0; i < share.length; i++) {
      keep[i] = WIDTH;
      other[i] = i;
    }
    int large = nextLarge(outset, -1);
    for (int i = 0; i < share.length; i++) {
      if (outset[i] >= WIDTH) {
        continue;
      }
      int j = i;
      while (true) {
        keep[j] = share[j];
        other[j] = large;
        share[large] -= WIDTH - share[j];
        if (share[large] >= WIDTH) {
          break;
        }
        j = large;
        large = nextLarge(outset, large);
        if (large == outset.length) {
          throw new IllegalStateException("shares don't fill the table");
        }
      }
    }
  }

  private static int nextLarge(long[] outset, int after) {
    int next = after + 1;
    while (next < outset.length && outset[next] < WIDTH) {
      next++;
    }
    return next;
  }

  int chosen(long u) {
    BigInteger y = Draws.unsigned(u).multiply(BigInteger.valueOf(keep.length)).shiftRight(32);
    int column = y.shiftRight(32).intValueExact();
    long within = y.mod(Draws.TWO_32).longValueExact();
    return within < keep[column] ? column : other[column];
  }

  /** Of all columns' widths, what an outcome has. */
  long share(int outcome) {
    long share = 0;
    for (int column = 0; column < keep.length; column++) {
      share += column == outcome ? keep[column] : 0;
      share += other[column] == outcome ? WIDTH - keep[column] : 0;
    }
    return share;
  }
}
