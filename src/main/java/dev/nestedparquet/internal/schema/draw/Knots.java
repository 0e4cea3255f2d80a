package dev.nestedparquet.internal.schema.draw;

/**
 * Where the knots of a quantile function are, and between which of them a draw falls. There are
 * 4,096 intervals of equal probability. The first and the last, where tails are, are cut into
 * octaves that halve towards the bound, 32 of them, and each octave into 16 parts. Knots are
 * numbered from the lower bound to the upper one.
 */
final class Knots {
  /** Intervals of equal probability. */
  private static final int INTERVALS = 4_096;

  private static final int OCTAVES = 32;

  /** Bits that number the parts of an octave. */
  private static final int PART_BITS = 4;

  /**
   * Knots from a bound to the end of its interval: the octaves' parts, and the one next to the
   * bound.
   */
  private static final int OF_TAIL = 1 + (OCTAVES << PART_BITS);

  /** Number of the last knot, which is the upper bound. */
  static final int LAST = 2 * OF_TAIL + INTERVALS - 2;

  private static final long FRACTION_MASK = (1L << 52) - 1;

  private Knots() {}

  /** Probability of a knot. */
  static double probability(int knot) {
    if (knot < OF_TAIL) {
      return distance(knot) / INTERVALS;
    } else if (knot > LAST - OF_TAIL) {
      return 1 - distance(LAST - knot) / INTERVALS;
    }
    return (double) (knot - OF_TAIL + 1) / INTERVALS;
  }

  /** Distance of a tail's knot to the bound, as a part of the interval; counted from the bound. */
  private static double distance(int knot) {
    if (knot == 0) {
      return 0;
    }
    int octave = OCTAVES - 1 - ((knot - 1) >>> PART_BITS);
    int part = (knot - 1) & ((1 << PART_BITS) - 1);
    return Math.scalb(1 + part / 16.0, -(octave + 1));
  }

  /** Number of the interval, of equal probability, that a draw falls into. */
  private static int interval(long draw) {
    return (int) (draw >>> 52);
  }

  /** Whether a draw falls into no tail, as nearly all do: it is then between two inner knots. */
  static boolean isInner(long draw) {
    int interval = interval(draw);
    return interval > 0 && interval < INTERVALS - 1;
  }

  /** Knot below an inner draw; the next one is above it. */
  static int innerFrom(long draw) {
    return OF_TAIL - 1 + interval(draw);
  }

  /** Place of an inner draw between the two, in units of 2^-32. */
  static long innerPart(long draw) {
    return (draw & FRACTION_MASK) >>> 20;
  }

  /** Knot that a draw counts from: in a tail, the one towards the bound; else the lower one. */
  static int from(long draw) {
    if (isInner(draw)) {
      return innerFrom(draw);
    }
    int knot = tailKnot(toBound(draw));
    return interval(draw) == 0 ? knot : LAST - knot;
  }

  /** The other knot that a draw is between. */
  static int to(int from, long draw) {
    return interval(draw) == INTERVALS - 1 ? from - 1 : from + 1;
  }

  /** Place of a draw between the two, in units of 2^-32. */
  static long part(long draw) {
    return isInner(draw) ? innerPart(draw) : afterTailKnot(toBound(draw));
  }

  /** Distance of a draw in a tail to the bound, in units of 2^-52 of the interval. */
  private static long toBound(long draw) {
    long fraction = draw & FRACTION_MASK;
    return interval(draw) == 0 ? fraction : FRACTION_MASK - fraction;
  }

  /** The last knot that is no farther from the bound, counted from that. */
  private static int tailKnot(long distance) {
    int octave = Long.numberOfLeadingZeros(distance) - 12;
    if (octave >= OCTAVES) {
      return 0;
    }
    int parts = (int) (distance >>> (47 - octave));
    return 1 + ((OCTAVES - 1 - octave) << PART_BITS) + parts - (1 << PART_BITS);
  }

  private static long afterTailKnot(long distance) {
    int octave = Math.min(Long.numberOfLeadingZeros(distance) - 12, OCTAVES);
    int bits = octave == OCTAVES ? 20 : 47 - octave;
    long rest = distance & ((1L << bits) - 1);
    return bits >= 32 ? rest >>> (bits - 32) : rest << (32 - bits);
  }
}
