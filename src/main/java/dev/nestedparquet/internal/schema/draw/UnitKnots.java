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
  private final long[] main = new long[Knots.INTERVALS + 1];
  private final long[] lower = new long[Knots.OF_TAIL];
  private final long[] upper = new long[Knots.OF_TAIL];

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
    long knot = 0;
    for (int i = 1; i < Knots.OF_TAIL; i++) {
      knot = knot(law.at(Knots.distance(i) / Knots.INTERVALS), knot, most);
      lower[i] = knot;
    }
    main[1] = knot;
    for (int i = 2; i < Knots.INTERVALS; i++) {
      knot = knot(law.at((double) i / Knots.INTERVALS), knot, most);
      main[i] = knot;
    }
    upper[Knots.OF_TAIL - 1] = knot;
    for (int i = Knots.OF_TAIL - 2; i > 0; i--) {
      knot = knot(law.at(1 - Knots.distance(i) / Knots.INTERVALS), knot, most);
      upper[i] = knot;
    }
    main[Knots.INTERVALS] = most;
    upper[0] = most;
  }

  private long knot(double value, long before, long most) {
    double scaled = Math.scalb(value, fraction) + 0.5;
    // Not compared as doubles: the greatest may have no double of its own.
    return Math.max(before, Math.min(most, (long) Math.floor(scaled)));
  }

  /** Value that a draw stands for. */
  public long value(long draw) {
    int i = Knots.interval(draw);
    long at;
    if (i > 0 && i < Knots.INTERVALS - 1) {
      at = between(main[i], main[i + 1], Knots.inInterval(draw));
    } else {
      long[] tail = i == 0 ? lower : upper;
      long distance = i == 0 ? Knots.fromLowerBound(draw) : Knots.fromUpperBound(draw);
      int knot = Knots.tailKnot(distance);
      at = between(tail[knot], tail[knot + 1], Knots.afterTailKnot(distance));
    }
    return min + ((at + half) >> fraction);
  }

  private static long between(long a, long b, long part) {
    long gap = b - a;
    return a + (gap >> 32) * part + (((gap & 0xFFFF_FFFFL) * part) >>> 32);
  }
}
