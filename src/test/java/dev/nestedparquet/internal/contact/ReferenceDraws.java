package dev.nestedparquet.internal.contact;

import java.math.BigInteger;
import java.util.SplittableRandom;

/**
 * Random decisions of the specifications, without the code of the fillers.
 *
 * <p>Every draw is 64 bits of SplitMix64: the key says what it is for, and the row or the phone's
 * id says where in that key's sequence. Halves of a draw, as 32-bit numbers, are two decisions.
 */
public final class ReferenceDraws {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  static final long TWO_TO_32 = 1L << 32;

  private ReferenceDraws() {}

  /** The key of a purpose. */
  public static long key(long seed, int purpose) {
    long mixed = new SplittableRandom(seed).nextLong();
    return new SplittableRandom(mixed + (purpose - 1) * GOLDEN_GAMMA).nextLong();
  }

  /** 64 random bits. */
  public static long draw(long key, long counter) {
    return new SplittableRandom(key + (counter - 1) * GOLDEN_GAMMA).nextLong();
  }

  public static long lowHalf(long draw) {
    return Long.remainderUnsigned(draw, TWO_TO_32);
  }

  public static long highHalf(long draw) {
    return Long.divideUnsigned(draw, TWO_TO_32);
  }

  /** Whether a uniform 32-bit number is below a fraction of its range. */
  public static boolean below(long bits, int numerator, int denominator) {
    BigInteger half = BigInteger.valueOf(denominator);
    BigInteger threshold =
        BigInteger.valueOf(2 * TWO_TO_32)
            .multiply(BigInteger.valueOf(numerator))
            .add(half)
            .divide(half.shiftLeft(1));
    return bits < threshold.longValueExact();
  }

  /** The first outcome whose share, with those before it, of the denominator exceeds the bits. */
  public static int choice(long bits, int denominator, int... shares) {
    int sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += shares[i];
      if (below(bits, sum, denominator)) {
        return i;
      }
    }
    throw new IllegalArgumentException("the shares leave something of " + denominator);
  }

  /** One of n: the bits, as a fraction of their range, times n, rounded down. */
  public static int pick(long bits, int n) {
    return (int) (bits * n / TWO_TO_32);
  }
}
