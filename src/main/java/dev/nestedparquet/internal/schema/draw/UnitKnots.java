package dev.nestedparquet.internal.schema.draw;

import java.math.BigInteger;

/**
 * A quantile function by knots, for values that are whole numbers of units, of a range below 2^63.
 * Knots have 16 binary digits after the point as long as they fit. Immutable.
 */
public final class UnitKnots {
  private static final int FINE_BITS = 16;
  private static final int FINE_RANGE_BITS = 40;

  private final long min;
  private final int fraction;
  private final long half;
  private final long[] knots = new long[Knots.LAST + 1];

  /**
   * Makes the table.
   *
   * @param min least value, of which a long has the lower 64 bits
   * @param range greatest value less the least, below 2^63
   */
  public UnitKnots(Quantile law, BigInteger min, BigInteger range) {
    this.min = min.longValue();
    fraction = range.bitLength() <= FINE_RANGE_BITS ? FINE_BITS : 0;
    half = fraction == 0 ? 0 : 1L << (fraction - 1);
    long most = range.longValueExact() << fraction;
    for (int i = 1; i < Knots.LAST; i++) {
      knots[i] = knot(law.at(Knots.probability(i)), knots[i - 1], most);
    }
    knots[Knots.LAST] = most;
  }

  private long knot(double value, long before, long most) {
    double scaled = Math.scalb(value, fraction) + 0.5;
    // Not compared as doubles: the greatest may have no double of its own.
    return Math.max(before, Math.min(most, (long) Math.floor(scaled)));
  }

  /** Value that a draw stands for. */
  public long value(long draw) {
    long at;
    if (Knots.isInner(draw)) { // The same as below, which costs 15 % more where nearly all are.
      int from = Knots.innerFrom(draw);
      at = between(knots[from], knots[from + 1], Knots.innerPart(draw));
    } else {
      int from = Knots.from(draw);
      at = between(knots[from], knots[Knots.to(from, draw)], Knots.part(draw));
    }
    return min + ((at + half) >> fraction);
  }

  private static long between(long a, long b, long part) {
    long gap = b - a;
    return a + (gap >> 32) * part + (((gap & 0xFFFF_FFFFL) * part) >>> 32);
  }
}
