package dev.nestedparquet.internal.schema.draw;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A quantile function by knots, for whole numbers of a range of 2^63 and more. Immutable. */
public final class WideKnots {
  private final BigInteger min;
  private final BigInteger[] main = new BigInteger[Knots.INTERVALS + 1];
  private final BigInteger[] lower = new BigInteger[Knots.OF_TAIL];
  private final BigInteger[] upper = new BigInteger[Knots.OF_TAIL];

  /** Makes the table of a law whose values count from {@code min}. */
  public WideKnots(Quantile law, BigInteger min, BigInteger range) {
    this.min = min;
    BigInteger knot = BigInteger.ZERO;
    lower[0] = knot;
    for (int i = 1; i < Knots.OF_TAIL; i++) {
      knot = knot(law.at(Knots.distance(i) / Knots.INTERVALS), knot, range);
      lower[i] = knot;
    }
    main[0] = BigInteger.ZERO;
    main[1] = knot;
    for (int i = 2; i < Knots.INTERVALS; i++) {
      knot = knot(law.at((double) i / Knots.INTERVALS), knot, range);
      main[i] = knot;
    }
    upper[Knots.OF_TAIL - 1] = knot;
    for (int i = Knots.OF_TAIL - 2; i > 0; i--) {
      knot = knot(law.at(1 - Knots.distance(i) / Knots.INTERVALS), knot, range);
      upper[i] = knot;
    }
    main[Knots.INTERVALS] = range;
    upper[0] = range;
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
    int i = Knots.interval(draw);
    if (i > 0 && i < Knots.INTERVALS - 1) {
      return between(main[i], main[i + 1], Knots.inInterval(draw));
    }
    BigInteger[] tail = i == 0 ? lower : upper;
    long distance = i == 0 ? Knots.fromLowerBound(draw) : Knots.fromUpperBound(draw);
    int knot = Knots.tailKnot(distance);
    return between(tail[knot], tail[knot + 1], Knots.afterTailKnot(distance));
  }

  private BigInteger between(BigInteger a, BigInteger b, long part) {
    BigInteger gap = b.subtract(a).multiply(BigInteger.valueOf(part)).shiftRight(32);
    return min.add(a).add(gap);
  }
}
