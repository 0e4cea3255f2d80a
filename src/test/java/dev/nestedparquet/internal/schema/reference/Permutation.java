package dev.nestedparquet.internal.schema.reference;

import java.math.BigInteger;

/** Permutations of 0 to n - 1 by a Feistel network that is walked until it ends below n. */
public final class Permutation {
  private Permutation() {}

  public static BigInteger permuted(long key, BigInteger n, BigInteger i) {
    int bits = n.subtract(BigInteger.ONE).bitLength();
    int right = bits / 2;
    int left = bits - right;
    BigInteger value = i;
    do {
      value = rounds(key, left, right, value);
    } while (value.compareTo(n) >= 0);
    return value;
  }

  private static BigInteger rounds(long key, int left, int right, BigInteger i) {
    long l = i.shiftRight(right).longValueExact();
    long r = i.subtract(i.shiftRight(right).shiftLeft(right)).longValueExact();
    l ^= top(Draws.draw(Draws.draw(key, 1), r), left);
    r ^= top(Draws.draw(Draws.draw(key, 2), l), right);
    l ^= top(Draws.draw(Draws.draw(key, 3), r), left);
    r ^= top(Draws.draw(Draws.draw(key, 4), l), right);
    return BigInteger.valueOf(l).shiftLeft(right).or(BigInteger.valueOf(r));
  }

  private static long top(long z, int bits) {
    return bits == 0 ? 0 : z >>> (64 - bits);
  }
}
