package dev.nestedparquet.internal.schema.draw;

/**
 * Where the knots of a quantile function are. There are 4,096 intervals of equal probability. The
 * first and the last, where tails are, are cut into octaves that halve towards the bound, 32 of
 * them, and each octave into 16 parts.
 */
final class Knots {
  /** Intervals of equal probability. */
  static final int INTERVALS = 4_096;

  /** Octaves of a tail. */
  static final int OCTAVES = 32;

  /** Bits that number the parts of an octave. */
  private static final int PART_BITS = 4;

  /** Knots of a tail: the bound, those of the octaves, the end of the interval. */
  static final int OF_TAIL = 2 + (OCTAVES << PART_BITS);

  private static final long FRACTION_MASK = (1L << 52) - 1;

  private Knots() {}

  /** Number of the interval, of equal probability, that a draw falls into. */
  static int interval(long draw) {
    return (int) (draw >>> 52);
  }

  /** Place inside of an interval, in units of 2^-32. */
  static long inInterval(long draw) {
    return (draw & FRACTION_MASK) >>> 20;
  }

  /** Distance, in units of 2^-52 of the interval, of a draw in the first interval to its bound. */
  static long fromLowerBound(long draw) {
    return draw & FRACTION_MASK;
  }

  /** Distance, in units of 2^-52 of the interval, of a draw in the last interval to its bound. */
  static long fromUpperBound(long draw) {
    return FRACTION_MASK - (draw & FRACTION_MASK);
  }

  /** Index of the last knot of a tail that is no farther from the bound. */
  static int tailKnot(long distance) {
    int octave = Long.numberOfLeadingZeros(distance) - 12;
    if (octave >= OCTAVES) {
      return 0;
    }
    int parts = (int) (distance >>> (47 - octave));
    return 1 + ((OCTAVES - 1 - octave) << PART_BITS) + parts - (1 << PART_BITS);
  }

  /** Place between that knot and the next one inward, in units of 2^-32. */
  static long afterTailKnot(long distance) {
    int octave = Math.min(Long.numberOfLeadingZeros(distance) - 12, OCTAVES);
    int bits = octave == OCTAVES ? 20 : 47 - octave;
    long rest = distance & ((1L << bits) - 1);
    return bits >= 32 ? rest >>> (bits - 32) : rest << (32 - bits);
  }

  /** Distance of a tail's knot to the bound, as a part of the interval. */
  static double distance(int tailKnot) {
    if (tailKnot == 0) {
      return 0;
    }
    int octave = OCTAVES - 1 - ((tailKnot - 1) >>> PART_BITS);
    int part = (tailKnot - 1) & ((1 << PART_BITS) - 1);
    return Math.scalb(1 + part / 16.0, -(octave + 1));
  }
}
