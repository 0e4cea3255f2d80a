package dev.nestedparquet.shred.internal.memory;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

/** Off-heap bitmaps as Arrow has them: least significant bit first. */
public final class Bitmaps {
  /** Bits that a word holds from any bit of its first byte on. */
  private static final int STEP_BITS = 56;

  private Bitmaps() {}

  public static boolean isSet(long bitmap, long bit) {
    return ((getByte(bitmap + (bit >>> 3)) >>> (bit & 7)) & 1) != 0;
  }

  public static void clear(long bitmap, long words) {
    for (long i = 0; i <= words; i++) { // One more, since copy() stores whole words.
      putLong(bitmap + i * Long.BYTES, 0);
    }
  }

  public static void and(long target, long other, long words) {
    for (long i = 0; i < words; i++) {
      long at = i * Long.BYTES;
      putLong(target + at, getLong(target + at) & getLong(other + at));
    }
  }

  /**
   * Copies bits to where there are zeros.
   *
   * @param sourceEnd end of what may be read of the source
   * @param target zeros, with a word to spare after the last bit
   */
  public static void copy(
      long source, long sourceEnd, long sourceBit, long target, long targetBit, long bits) {
    for (long done = 0; done < bits; done += STEP_BITS) {
      long from = sourceBit + done;
      long word = load(source + (from >>> 3), sourceEnd) >>> (from & 7);
      long left = bits - done;
      if (left < STEP_BITS) {
        word &= (1L << left) - 1;
      } else {
        word &= (1L << STEP_BITS) - 1;
      }
      long to = targetBit + done;
      long at = target + (to >>> 3);
      putLong(at, getLong(at) | (word << (to & 7)));
    }
  }

  /** Reads the word at an address, with zeros in place of bytes that may not be read. */
  private static long load(long address, long end) {
    if (end - address >= Long.BYTES) {
      return getLong(address);
    }
    long word = 0;
    for (int i = 0; i < end - address; i++) {
      word |= (getByte(address + i) & 0xFFL) << (i * Byte.SIZE);
    }
    return word;
  }
}
