package dev.nestedparquet.internal.schema.draw;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Choice among outcomes of given weights, in constant time: Walker's alias method (1977). There are
 * as many columns as outcomes, of equal width. A column keeps its own outcome for a part of its
 * width, and gives the rest to another. Immutable.
 */
public final class AliasTable {
  private static final long WIDTH = 1L << 32;
  static final long LOWER_HALF = WIDTH - 1;

  private final long[] keep;
  private final int[] other;

  private AliasTable(long[] share) {
    int outcomes = share.length;
    keep = new long[outcomes];
    other = new int[outcomes];
    boolean[] small = new boolean[outcomes];
    for (int i = 0; i < outcomes; i++) {
      keep[i] = WIDTH;
      other[i] = i;
      small[i] = share[i] < WIDTH;
    }
    int large = nextLarge(small, 0);
    for (int i = 0; i < outcomes; i++) {
      if (!small[i]) {
        continue;
      }
      int poor = i;
      while (large < outcomes) {
        keep[poor] = share[poor];
        other[poor] = large;
        share[large] -= WIDTH - share[poor];
        if (share[large] >= WIDTH) {
          break;
        }
        poor = large;
        large = nextLarge(small, large + 1);
      }
    }
  }

  private static int nextLarge(boolean[] small, int from) {
    int i = from;
    while (i < small.length && small[i]) {
      i++;
    }
    return i;
  }

  /**
   * Makes a choice by exact weights.
   *
   * @param weights not negative, one at least above 0
   */
  public static AliasTable ofWeights(List<BigDecimal> weights) {
    int[] ones = new int[weights.size()];
    Arrays.fill(ones, 1);
    return ofWeights(weights, ones);
  }

  /**
   * Makes a choice by exact weights, each of which is spread evenly over some outcomes.
   *
   * @param weights not negative, one at least above 0
   * @param outcomes of each weight, 1 or more
   */
  public static AliasTable ofWeights(List<BigDecimal> weights, int[] outcomes) {
    int scale = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
    BigInteger total = BigInteger.ZERO;
    BigInteger[] exact = new BigInteger[outcomes.length];
    for (int i = 0; i < outcomes.length; i++) {
      exact[i] = weights.get(i).setScale(scale).unscaledValue();
      total = total.add(exact[i]);
    }
    long[] share = new long[Arrays.stream(outcomes).sum()];
    BigInteger all = BigInteger.valueOf(share.length * WIDTH);
    BigInteger sum = BigInteger.ZERO;
    long before = 0;
    int at = 0;
    for (int i = 0; i < outcomes.length; i++) {
      BigInteger number = BigInteger.valueOf(outcomes[i]);
      BigInteger whole = total.multiply(number);
      BigInteger scaled = sum.multiply(number);
      for (int j = 0; j < outcomes[i]; j++) {
        scaled = scaled.add(exact[i]);
        long upTo = scaled.multiply(all).divide(whole).longValueExact();
        share[at++] = upTo - before;
        before = upTo;
      }
      sum = sum.add(exact[i]);
    }
    return new AliasTable(share);
  }

  /** Makes a choice by weights that a law computes. */
  public static AliasTable ofWeights(double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    long all = weights.length * WIDTH;
    long[] share = new long[weights.length];
    double sum = 0;
    long before = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      long upTo = i == weights.length - 1 ? all : (long) (sum / total * all);
      share[i] = upTo - before;
      before = upTo;
    }
    return new AliasTable(share);
  }

  /** A word for each column, where outcomes have numbers that are up to 2^16 - 1 above a least. */
  long[] columns(long[] numbers, long least) {
    long[] columns = new long[keep.length];
    for (int i = 0; i < columns.length; i++) {
      // A column that keeps all of its width gives the rest to itself.
      int to = keep[i] == WIDTH ? i : other[i];
      columns[i] =
          (Math.min(keep[i], LOWER_HALF) << 32)
              | ((numbers[i] - least) << 16)
              | (numbers[to] - least);
    }
    return columns;
  }

  /** Width of a column that it keeps, but for the last part if that is all. */
  static long kept(long column) {
    return column >>> 32;
  }

  /** Number of a column's own outcome. */
  static int own(long column) {
    return (int) (column >>> 16) & 0xFFFF;
  }

  /** Number of the outcome that a column gives the rest to. */
  static int other(long column) {
    return (int) column & 0xFFFF;
  }

  public int outcomes() {
    return keep.length;
  }

  /** Outcome that a draw chooses. */
  public int chosen(long draw) {
    int outcomes = keep.length;
    long scaled = (draw >>> 32) * outcomes + (((draw & LOWER_HALF) * outcomes) >>> 32);
    int column = (int) (scaled >>> 32);
    return (scaled & LOWER_HALF) < keep[column] ? column : other[column];
  }

  /**
   * Chooses by the draws at some positions.
   *
   * @param values by outcome
   * @param chosen gets the values of the outcomes
   */
  public void choose(long key, long[] positions, int count, long[] values, long[] chosen) {
    // C1 keeps locals in registers, but not fields.
    long[] keep = this.keep;
    int[] other = this.other;
    long columns = keep.length;
    for (int i = 0; i < count; i++) {
      long draw = Draws.draw(key, positions[i]);
      long scaled = (draw >>> 32) * columns + (((draw & LOWER_HALF) * columns) >>> 32);
      int column = (int) (scaled >>> 32);
      long isOther = ~((scaled & LOWER_HALF) - keep[column]) >>> 63;
      chosen[i] = values[column + ((other[column] - column) & (int) -isOther)];
    }
  }

  /** Probability of each outcome, to 2^-32 of a column. */
  public double[] probabilities() {
    double[] probabilities = new double[keep.length];
    for (int i = 0; i < keep.length; i++) {
      probabilities[i] += keep[i] / (double) WIDTH / keep.length;
      probabilities[other[i]] += (WIDTH - keep[i]) / (double) WIDTH / keep.length;
    }
    return probabilities;
  }
}
