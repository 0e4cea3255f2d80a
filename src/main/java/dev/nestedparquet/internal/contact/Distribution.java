package dev.nestedparquet.internal.contact;

/**
 * Decides on everything of a contact but which name it has. A decision takes 32 uniform random bits
 * and counts the fixed thresholds that they reach, so that no branch depends on the data.
 *
 * <p>Probabilities are those of preset {@code contacts}, which the guide to the data sets lists.
 */
public final class Distribution {
  /** Most phones of a contact, and the distance between the ids of two rows' first phones. */
  public static final int MAX_PHONES = 5;

  static final double NAME_PRESENT = 0.80;
  static final double MEAN_PHONES = 0.45 + 2 * 0.10 + (3 + 4 + 5) * 0.05 / 3;
  static final double MEAN_SQUARED_PHONES = 0.45 + 4 * 0.10 + (9 + 16 + 25) * 0.05 / 3;

  private static final long NAME_NULL_BELOW = threshold(0.20);

  private static final long ONE_PHONE_FROM = threshold(0.40);
  private static final long TWO_PHONES_FROM = threshold(0.85);
  private static final long THREE_PHONES_FROM = threshold(0.95);
  private static final long FOUR_PHONES_FROM = threshold(0.95 + 0.05 / 3);
  private static final long FIVE_PHONES_FROM = threshold(0.95 + 0.10 / 3);

  private static final long ONLY_NUMBER_FROM = threshold(0.90);
  private static final long ONLY_TYPE_FROM = threshold(0.95);
  private static final long NEITHER_FROM = threshold(0.99);

  private static final long WORK_FROM = threshold(0.55);
  private static final long HOME_FROM = threshold(0.90);

  private static final int GUIDE_BITS = 6;
  private static final int GUIDE_SHIFT = Integer.SIZE - GUIDE_BITS;

  private static final long[] PHONES =
      guide(ONE_PHONE_FROM, TWO_PHONES_FROM, THREE_PHONES_FROM, FOUR_PHONES_FROM, FIVE_PHONES_FROM);
  private static final long[] PHONE_NULLS = guide(ONLY_NUMBER_FROM, ONLY_TYPE_FROM, NEITHER_FROM);
  private static final long[] TYPES = guide(WORK_FROM, HOME_FROM);

  private Distribution() {}

  /**
   * Makes a guide table (Chen and Asau, 1974) for rising thresholds. It has an entry for each value
   * of the upper {@value #GUIDE_BITS} bits; no two thresholds share these bits. The upper half of
   * an entry is the number of thresholds below. The lower half is such that adding the 32 bits
   * carries into the upper half if they reach the entry's own threshold. So the upper half of the
   * sum is the number of thresholds reached.
   */
  private static long[] guide(long... thresholds) {
    long[] guide = new long[1 << GUIDE_BITS];
    int reached = 0;
    for (int i = 0; i < guide.length; i++) {
      guide[i] = (long) reached << Integer.SIZE;
      if (reached < thresholds.length && thresholds[reached] >>> GUIDE_SHIFT == i) {
        guide[i] += (1L << Integer.SIZE) - thresholds[reached];
        reached++;
      }
    }
    if (reached < thresholds.length) {
      throw new IllegalArgumentException("a guide of " + GUIDE_BITS + " bits is too coarse");
    }
    return guide;
  }

  /** Number of a guide's thresholds that 32 bits reach. */
  private static long reached(long[] guide, long bits) {
    return (guide[(int) (bits >>> GUIDE_SHIFT)] + bits) >>> Integer.SIZE;
  }

  private static long threshold(double probability) {
    return Math.round(probability * (1L << 32));
  }

  /** 1 if the bits, as an unsigned 32-bit number, reach the threshold, else 0. */
  private static long reaches(long bits, long threshold) {
    return (threshold - 1 - bits) >>> 63;
  }

  /** Lower 32 bits of a draw. */
  public static long low(long draw) {
    return draw & 0xFFFF_FFFFL;
  }

  /** Upper 32 bits of a draw. */
  public static long high(long draw) {
    return draw >>> 32;
  }

  /** 1 if the contact has a name, else 0. */
  public static long hasName(long bits) {
    return reaches(bits, NAME_NULL_BELOW);
  }

  /** Number of phones, 0 to 5; 0 stands for a null list. */
  public static int phones(long bits) {
    return (int) reached(PHONES, bits);
  }

  /** Nulls of a phone: none (0), its type (1), its number (2), or both (3). */
  public static long phoneNulls(long bits) {
    return reached(PHONE_NULLS, bits);
  }

  /** 1 if a phone with these {@link #phoneNulls} has a number, else 0. */
  public static long hasNumber(long phoneNulls) {
    return 1 - (phoneNulls >>> 1);
  }

  /** 1 if a phone with these {@link #phoneNulls} has a type, else 0. */
  public static long hasType(long phoneNulls) {
    return 1 - (phoneNulls & 1);
  }

  /** Index of the phone's type in the dictionary: 0 Mobile, 1 Work, 2 Home. */
  public static long type(long bits) {
    return reached(TYPES, bits);
  }
}
