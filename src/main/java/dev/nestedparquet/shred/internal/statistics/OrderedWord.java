package dev.nestedparquet.shred.internal.statistics;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;

/**
 * A number made of the bytes at an address, up to 8. The signed order of such numbers is the
 * unsigned order of the bytes, the first one foremost; bytes that are missing count as 0.
 */
final class OrderedWord {
  private OrderedWord() {}

  /**
   * Makes the number.
   *
   * @param readableEnd end of the memory that can be read
   */
  static long of(long address, int length, long readableEnd) {
    if (length >= Long.BYTES) {
      return reversed(getLong(address)) ^ Long.MIN_VALUE;
    }
    if (length <= 0) {
      return Long.MIN_VALUE;
    }
    return partialWord(address, length, readableEnd) ^ Long.MIN_VALUE;
  }

  private static long partialWord(long address, int length, long readableEnd) {
    if (address + Long.BYTES <= readableEnd) {
      return reversed(getLong(address)) & (-1L << (Long.SIZE - length * Byte.SIZE));
    }
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (getByte(address + i) & 0xFFL) << (Long.SIZE - (i + 1) * Byte.SIZE);
    }
    return word;
  }

  /**
   * Does what {@link Long#reverseBytes} does. The C1 compiler has no instruction for that method,
   * and doesn't inline it.
   */
  static long reversed(long word) {
    long pairs = ((word & 0x00FF_00FF_00FF_00FFL) << 8) | ((word >>> 8) & 0x00FF_00FF_00FF_00FFL);
    long fours =
        ((pairs & 0x0000_FFFF_0000_FFFFL) << 16) | ((pairs >>> 16) & 0x0000_FFFF_0000_FFFFL);
    return fours << 32 | fours >>> 32;
  }

  /** The first byte of a word that {@link #of} made. */
  static int firstByte(long word) {
    return (int) ((word ^ Long.MIN_VALUE) >>> (Long.SIZE - Byte.SIZE));
  }
}
