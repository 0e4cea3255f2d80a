package dev.nestedparquet.internal.schema.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Random numbers by keys and positions. */
public final class Draws {
  static final int NULL = 1;
  static final int PRESENCE = 2;
  static final int LENGTH = 3;
  static final int VALUE = 4;
  static final int EDGE_CASE = 5;
  static final int LET = 6;
  public static final int ORDER = 7;
  static final int RUNS_OF_NULLS = 8;
  static final int RUNS_OF_LENGTHS = 9;
  static final int RUNS_OF_VALUES = 10;

  static final BigInteger TWO_32 = BigInteger.ONE.shiftLeft(32);
  static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

  private static final long G = 0x9E3779B97F4A7C15L;

  private Draws() {}

  static long mix(long number) {
    long z = number;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The number {@code mix} makes of the next one in the sequence that {@code z} is in. */
  static long mixNext(long z) {
    return mix(z + G);
  }

  static long draw(long key, long position) {
    return mix(key + position * G);
  }

  public static long key(long seed, String text, int purpose) {
    long h = mix(seed + G);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      h = mix(h + ((b & 0xFF) + 1) * G);
    }
    return mix(h + purpose * G);
  }

  static BigInteger unsigned(long u) {
    return new BigInteger(Long.toUnsignedString(u));
  }

  static BigInteger below(long u, BigInteger n) {
    return unsigned(u).multiply(n).shiftRight(64);
  }

  static int below(long u, int n) {
    return below(u, BigInteger.valueOf(n)).intValueExact();
  }

  static boolean happens(long u, BigDecimal share) {
    BigInteger limit =
        share
            .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(63)))
            .add(new BigDecimal("0.5"))
            .setScale(0, RoundingMode.FLOOR)
            .toBigIntegerExact();
    return BigInteger.valueOf(u >>> 1).compareTo(limit) < 0;
  }

  static double fraction(long u) {
    return (u >>> 11) * 0x1p-53;
  }
}
