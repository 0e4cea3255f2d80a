package dev.nestedparquet.shred.internal.memory;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import org.apache.arrow.memory.util.MemoryUtil;

/** Copies and compares values of variable length, most of which are a few words long. */
public final class ShortBytes {
  /** Bytes from which on a call that copies memory is faster. */
  private static final int LONG_BYTES = 64;

  /** Smallest size of a memory page, in bytes. */
  private static final int PAGE_BYTES = 4_096;

  private static final long LOW_BITS = 0x0101_0101_0101_0101L;

  private ShortBytes() {}

  /** Copies as whole words: may store up to 7 bytes too many, but reads none that isn't there. */
  public static void copy(long from, long to, int bytes) {
    // Short, so that a compiler that inlines short methods only inlines this one.
    if (isInOneWord(from, bytes)) {
      putLong(to, getLong(from));
    } else {
      copyWords(from, to, bytes);
    }
  }

  /**
   * Whether there are 1 to 8 bytes, which can be read as a word: any word can, unless it reaches
   * into the next memory page, which may not be there.
   */
  private static boolean isInOneWord(long address, int bytes) {
    return (bytes - 1) >>> 3 == 0 && (address & (PAGE_BYTES - 1)) <= PAGE_BYTES - Long.BYTES;
  }

  private static void copyWords(long from, long to, int bytes) {
    if (bytes < Long.BYTES) {
      putLong(to, head(from, bytes));
    } else if (bytes <= LONG_BYTES) {
      int last = bytes - Long.BYTES;
      for (int at = 0; at < last; at += Long.BYTES) {
        putLong(to + at, getLong(from + at));
      }
      putLong(to + last, getLong(from + last));
    } else {
      MemoryUtil.copyMemory(from, to, bytes);
    }
  }

  /** Number of bytes that two values have in common at their beginning, up to a limit. */
  public static int commonPrefix(int bytes, long one, long other) {
    // Short, and in this order, so that a compiler that inlines short methods only inlines this
    // one.
    return isBeyondOneWord(bytes) && getLong(one) == getLong(other)
        ? commonBehindWord(bytes, one, other)
        : commonInWords(bytes, one, other);
  }

  /** Whether there are 9 to 16 bytes. */
  private static boolean isBeyondOneWord(int bytes) {
    return (bytes - 9) >>> 3 == 0;
  }

  private static int commonBehindWord(int bytes, long one, long other) {
    int last = bytes - Long.BYTES;
    return last + equalBytes(getLong(one + last) ^ getLong(other + last));
  }

  private static int commonInWords(int bytes, long one, long other) {
    if (bytes < Long.BYTES) {
      long end = 1L << (bytes * Byte.SIZE);
      return equalBytes((head(one, bytes) ^ head(other, bytes)) | end);
    }
    int last = bytes - Long.BYTES;
    for (int at = 0; at < last; at += Long.BYTES) {
      long difference = getLong(one + at) ^ getLong(other + at);
      if (difference != 0) {
        return at + equalBytes(difference);
      }
    }
    return last + equalBytes(getLong(one + last) ^ getLong(other + last));
  }

  /**
   * Number of equal bytes of two words, 0 to 8, from the bits in which they differ: counts the zero
   * bytes below the lowest bit, without branches.
   */
  private static int equalBytes(long difference) {
    long below = (difference & -difference) - 1;
    long equal = (below >>> (Byte.SIZE - 1)) & LOW_BITS; // 1 in each byte that is all below
    return (int) ((equal * LOW_BITS) >>> (Long.SIZE - Byte.SIZE));
  }

  /** Reads a value of 0 to 7 bytes as a word, with any bits above them. */
  private static long head(long address, int bytes) {
    return isInOneWord(address, bytes) ? getLong(address) : headByBytes(address, bytes);
  }

  private static long headByBytes(long address, int bytes) {
    long word = 0;
    for (int i = 0; i < bytes; i++) {
      word |= (getByte(address + i) & 0xFFL) << (i * Byte.SIZE);
    }
    return word;
  }
}
