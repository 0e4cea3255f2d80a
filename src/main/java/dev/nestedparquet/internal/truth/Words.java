package dev.nestedparquet.internal.truth;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;

/** Reads and compares bytes by words of 8. */
final class Words {
  private static final int WORD = Long.BYTES;

  private Words() {}

  /**
   * The first 8 bytes, the first of them the highest, with zeros behind the last one.
   *
   * @param length how many bytes there are
   * @param end address of the end of the buffer, beyond which nothing is read
   */
  static long at(long address, int length, long end) {
    if (address + WORD <= end) {
      long word = Long.reverseBytes(getLong(address));
      return length >= WORD ? word : length <= 0 ? 0 : word & (-1L << (Long.SIZE - (length << 3)));
    }
    return Long.reverseBytes(littleEndian(address, length));
  }

  /** The first 8 bytes, the first of them the lowest, with zeros behind the last one. */
  static long littleEndian(long address, int length) {
    if (length >= WORD) {
      return getLong(address);
    }
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (getByte(address + i) & 0xFFL) << (i << 3);
    }
    return word;
  }

  /**
   * Compares bytes, without a sign; the shorter ones come first if they are equal so far. Reads
   * nothing beyond either.
   *
   * @param most how many bytes to compare at most
   */
  static int compare(long a, int aLength, long b, int bLength, int most) {
    int common = Math.min(Math.min(aLength, bLength), most);
    if (common < WORD) {
      for (int i = 0; i < common; i++) {
        int difference = (getByte(a + i) & 0xFF) - (getByte(b + i) & 0xFF);
        if (difference != 0) {
          return difference;
        }
      }
      return Integer.compare(aLength, bLength);
    }
    for (int i = 0; i < common; i += WORD) {
      int at = Math.min(i, common - WORD); // The last word may begin in the one before.
      long left = getLong(a + at);
      long right = getLong(b + at);
      if (left != right) {
        return Long.compareUnsigned(Long.reverseBytes(left), Long.reverseBytes(right));
      }
    }
    return Integer.compare(aLength, bLength);
  }
}
