package dev.nestedparquet.internal.schema.draw;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A quantile function by knots, for whole numbers of a range of 2^63 and more. Immutable. */
public final class WideKnots {
  private final BigInteger min;
  private final BigInteger[] knots = new BigInteger[Knots.LAST + 1];

  /** Makes the table of a law whose values count from {@code min}. */
  public WideKnots(Quantile law, BigInteger min, BigInteger range) {
    this.min = min;
    knots[0] = BigInteger.ZERO;
    for (int i = 1; i < Knots.LAST; i++) {
      knots[i] = knot(law.at(Knots.probability(i)), knots[i - 1], range);
    }
    knots[Knots.LAST] = range;
  }

  private static BigInteger knot(double value, BigInteger before, BigInteger most) {
    double rounded = Math.floor(value + 0.5);
    if (Double.isInfinite(rounded)) {
      return most;
    }
    // Not compared as doubles: the greatest may have no double of its own.
    return new BigDecimal(rounded).toBigIntegerExact().max(before).min(most);
  }

  /** Value that a draw stands for. */
  public BigInteger value(long draw) {
    int from = Knots.from(draw);
    return between(knots[from], knots[Knots.to(from, draw)], Knots.part(draw));
  }

  private BigInteger between(BigInteger a, BigInteger b, long part) {
    BigInteger gap = b.subtract(a).multiply(BigInteger.valueOf(part)).shiftRight(32);
    return min.add(a).add(gap);
  }
}
