package dev.nestedparquet.internal.schema.draw;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Random bits as a function of a key and a position, and what decides by them. */
public final class Draws {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final long LOWER_HALF = 0xFFFF_FFFFL;
  private static final double ULP_OF_FRACTION = 0x1p-53;
  private static final BigDecimal TWO_TO_63 = new BigDecimal(BigInteger.ONE.shiftLeft(63));

  private Draws() {}

  /** Key of the draws that a node, named by its text, makes for a purpose. */
  public static long key(long seed, String text, Purpose purpose) {
    long hash = mix(seed + GOLDEN_GAMMA);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = mix(hash + ((b & 0xFF) + 1) * GOLDEN_GAMMA);
    }
    return mix(hash + purpose.number() * GOLDEN_GAMMA);
  }

  /** Draw, that is 64 random bits, at a position of a key's sequence. */
  public static long draw(long key, long position) {
    return mix(key + position * GOLDEN_GAMMA);
  }

  /** Draws at the first {@code count} of some positions. */
  public static void draw(long key, long[] positions, int count, long[] draws) {
    for (int i = 0; i < count; i++) {
      draws[i] = draw(key, positions[i]);
    }
  }

  /** Permutes all 64-bit numbers, so that neighbours have nothing in common. */
  public static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Scales a draw to 0 to n - 1; {@code n} is unsigned, and not 0. */
  public static long below(long draw, long n) {
    return n >>> 32 == 0 ? belowInt(draw, n) : multiplyHighUnsigned(draw, n);
  }

  /** Scales a draw to 0 to n - 1, for n below 2^32. */
  public static long belowInt(long draw, long n) {
    return ((draw >>> 32) * n + (((draw & LOWER_HALF) * n) >>> 32)) >>> 32;
  }

  /** Upper 64 bits of the product of two unsigned numbers. */
  static long multiplyHighUnsigned(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }

  /**
   * Threshold of a share: something happens if the upper 63 bits of a draw are below it.
   *
   * @param share from 0 to below 1
   */
  public static long threshold(BigDecimal share) {
    BigDecimal scaled = share.multiply(TWO_TO_63).add(new BigDecimal("0.5"));
    BigInteger threshold = scaled.setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
    return threshold.bitLength() > 63 ? Long.MAX_VALUE : threshold.longValueExact();
  }

  /** 1 if a draw's upper 63 bits are below the threshold, else 0. */
  public static long happens(long draw, long threshold) {
    return ((draw >>> 1) - threshold) >>> 63;
  }

  /** A double from 0 to below 1. */
  public static double fraction(long draw) {
    return (draw >>> 11) * ULP_OF_FRACTION;
  }
}
