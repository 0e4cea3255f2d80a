package dev.nestedparquet.internal.schema.draw;

import java.math.BigInteger;

/** Draws for numbers of more than 64 bits. */
public final class Wide {
  private Wide() {}

  /** A draw as a number that is not negative. */
  public static BigInteger unsigned(long draw) {
    BigInteger value = BigInteger.valueOf(draw);
    return draw < 0 ? value.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : value;
  }

  /** Scales a draw to 0 to n - 1; beyond 2^64, a second draw adds its bits. */
  public static BigInteger below(long draw, BigInteger n) {
    BigInteger bits = unsigned(draw);
    int width = Long.SIZE;
    if (n.compareTo(BigInteger.ONE.shiftLeft(Long.SIZE)) > 0) {
      bits = bits.shiftLeft(Long.SIZE).add(unsigned(Draws.draw(draw, 1)));
      width = 2 * Long.SIZE;
    }
    return bits.multiply(n).shiftRight(width);
  }
}
