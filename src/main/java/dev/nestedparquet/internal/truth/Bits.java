package dev.nestedparquet.internal.truth;

/** Sets ranges of bits. */
final class Bits {
  private Bits() {}

  /** Sets bits {@code [from, from + count)}. */
  static void set(long[] words, int from, int count) {
    int at = from;
    int end = from + count;
    while (at < end) {
      int here = Math.min(end - at, Long.SIZE - (at & 63));
      long ones = here == Long.SIZE ? -1 : (1L << here) - 1;
      words[at >>> 6] |= ones << at;
      at += here;
    }
  }
}
