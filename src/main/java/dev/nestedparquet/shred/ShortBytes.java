package dev.nestedparquet.shred;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import org.apache.arrow.memory.util.MemoryUtil;

/** Copies and compares values of variable length, most of which are a few words long. */
final class ShortBytes {
  /** From here on, a call that copies memory is faster. */
  private static final int LONG_BYTES = 64;

  /** No memory page is smaller. */
  private static final int PAGE_BYTES = 4_096;

  private static final long LOW_BITS = 0x0101_0101_0101_0101L;

  private ShortBytes() {}

  /** The bytes of all values together. */
  static long sum(DenseValues values) {
    int count = values.count();
    if (values.width() != DenseValues.VARIABLE) {
      return (long) count * values.width();
    }
    long sum = 0;
    long lengths = values.lengths();
    for (long at = lengths; at < lengths + (long) count * Integer.BYTES; at += Integer.BYTES) {
      sum += getInt(at);
    }
    return sum;
  }

  /** Copies as whole words: may store up to 7 bytes too many, but reads none that isn't there. */
  static void copy(long from, long to, int bytes) {
    if (bytes > LONG_BYTES) {
      MemoryUtil.copyMemory(from, to, bytes);
      return;
    }
    int at = 0;
    for (; at + Long.BYTES <= bytes; at += Long.BYTES) {
      putLong(to + at, getLong(from + at));
    }
    if (at < bytes) {
      putLong(to + at, head(from + at, bytes - at));
    }
  }

  /** How many bytes two values have in common at their beginning, of at most so many. */
  static int commonPrefix(long one, long other, int bytes) {
    int at = 0;
    for (; at + Long.BYTES <= bytes; at += Long.BYTES) {
      long difference = getLong(one + at) ^ getLong(other + at);
      if (difference != 0) {
        return at + equalBytes(difference);
      }
    }
    if (at == bytes) {
      return at;
    }
    int rest = bytes - at;
    long difference = head(one + at, rest) ^ head(other + at, rest);
    return at + equalBytes(difference | 1L << (rest * Byte.SIZE));
  }

  /** Of two words, by what differs (0 to 8): the zero bytes below the lowest bit, no branches. */
  private static int equalBytes(long difference) {
    long below = (difference & -difference) - 1;
    long equal = (below >>> (Byte.SIZE - 1)) & LOW_BITS; // 1 in each byte that is all below
    return (int) ((equal * LOW_BITS) >>> (Long.SIZE - Byte.SIZE));
  }

  /**
   * The first 1 to 7 bytes from an address on, and anything above them. A whole word can be read
   * unless it reaches into the next memory page, which may not be there.
   */
  private static long head(long address, int bytes) {
    if ((address & (PAGE_BYTES - 1)) <= PAGE_BYTES - Long.BYTES) {
      return getLong(address);
    }
    long word = 0;
    for (int i = 0; i < bytes; i++) {
      word |= (getByte(address + i) & 0xFFL) << (i * Byte.SIZE);
    }
    return word;
  }
}
