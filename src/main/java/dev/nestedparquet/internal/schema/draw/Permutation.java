package dev.nestedparquet.internal.schema.draw;

/**
 * Permutation of 0 to n - 1 without a table: a Feistel network of four rounds over the next power
 * of two, walked until it ends below n (Black, Rogaway: Ciphers with arbitrary finite domains,
 * CT-RSA 2002). Fewer than two walks are needed on average. Immutable.
 */
public final class Permutation {
  private final long n;
  private final int rightBits;
  private final long rightMask;
  private final int leftShift;
  private final int rightShift;
  private final long key1;
  private final long key2;
  private final long key3;
  private final long key4;

  /**
   * Makes the permutation that belongs to a key.
   *
   * @param n from 1 to 2^63 - 1
   */
  public Permutation(long key, long n) {
    this.n = n;
    int bits = Long.SIZE - Long.numberOfLeadingZeros(n - 1);
    rightBits = bits / 2;
    rightMask = (1L << rightBits) - 1;
    leftShift = Long.SIZE - (bits - rightBits);
    rightShift = Long.SIZE - rightBits;
    key1 = Draws.draw(key, 1);
    key2 = Draws.draw(key, 2);
    key3 = Draws.draw(key, 3);
    key4 = Draws.draw(key, 4);
  }

  /** Place of a number, from 0 to n - 1, in the permutation. */
  public long of(long number) {
    long i = number;
    do {
      long left = i >>> rightBits;
      long right = i & rightMask;
      left ^= top(Draws.draw(key1, right), leftShift);
      right ^= top(Draws.draw(key2, left), rightShift);
      left ^= top(Draws.draw(key3, right), leftShift);
      right ^= top(Draws.draw(key4, left), rightShift);
      i = (left << rightBits) | right;
    } while (i >= n);
    return i;
  }

  /** Upper bits of a draw; none if the shift is 64, which Java would take for 0. */
  private static long top(long draw, int shift) {
    return shift == Long.SIZE ? 0 : draw >>> shift;
  }
}
