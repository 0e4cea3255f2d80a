package dev.nestedparquet.shred.internal.encode;

import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

/**
 * Packs 32 numbers of 8 bytes each to as many bits as they need, least significant bit first.
 *
 * <p>Neighbours are joined, two by two, as long as they fit a word together; the joins don't depend
 * on each other. Only the few words that are left are put behind one another bit by bit.
 */
public final class BitPacking {
  static final int NUMBERS = 32;

  /** Most bytes that {@link #pack} stores beyond the end. */
  static final int SLACK_BYTES = Long.BYTES;

  private BitPacking() {}

  /**
   * Subtracts a base from each number, in place.
   *
   * @return the number of bits that the largest difference needs, up to 64
   */
  static int rebase(long numbers, long base) {
    long bits = 0;
    for (long at = numbers; at < numbers + NUMBERS * Long.BYTES; at += 2 * Long.BYTES) {
      long even = getLong(at) - base;
      long odd = getLong(at + Long.BYTES) - base;
      putLong(at, even);
      putLong(at + Long.BYTES, odd);
      bits |= even | odd;
    }
    return Long.SIZE - Long.numberOfLeadingZeros(bits);
  }

  /**
   * Packs the numbers, which it overwrites, to this many bits each.
   *
   * @return the address of the end
   */
  static long pack(long numbers, int width, long target) {
    if (width == 0) {
      return target;
    }
    int words = NUMBERS;
    int bits = width;
    if (width <= Byte.SIZE) {
      joinEights(numbers, width);
      words /= 8;
      bits *= 8;
    }
    while (bits <= Long.SIZE / 2 && words > 1) {
      words /= 2;
      join(numbers, words, bits);
      bits *= 2;
    }
    putWords(numbers, words, bits, target);
    return target + (long) width * (NUMBERS / Byte.SIZE);
  }

  /**
   * Does what three joins do, at once. Numbers of up to 8 bits, such as lengths, are the most
   * common ones.
   */
  private static void joinEights(long numbers, int width) {
    long to = numbers;
    for (long at = numbers; at < numbers + NUMBERS * Long.BYTES; at += 8 * Long.BYTES) {
      long word = getLong(at + 56);
      word = (word << width) | getLong(at + 48);
      word = (word << width) | getLong(at + 40);
      word = (word << width) | getLong(at + 32);
      word = (word << width) | getLong(at + 24);
      word = (word << width) | getLong(at + 16);
      word = (word << width) | getLong(at + 8);
      putLong(to, (word << width) | getLong(at));
      to += Long.BYTES;
    }
  }

  /** Joins each two neighbours of so many bits to one word. */
  private static void join(long numbers, int words, int bits) {
    long to = numbers;
    long from = numbers;
    for (long end = numbers + (long) words * Long.BYTES; to < end; to += Long.BYTES) {
      putLong(to, getLong(from) | (getLong(from + Long.BYTES) << bits));
      from += 2 * Long.BYTES;
    }
  }

  /** Stores words of 33 to 64 bits, or a single one, without branches on where they fall. */
  private static void putWords(long words, int count, int bits, long target) {
    long to = target;
    long pending = 0;
    int used = 0;
    for (long at = words; at < words + (long) count * Long.BYTES; at += Long.BYTES) {
      long word = getLong(at);
      pending |= word << used;
      putLong(to, pending);
      // The bits that did not fit. Two shifts, since a shift by 64 would be one by 0.
      long rest = word >>> 1 >>> (Long.SIZE - 1 - used);
      used += bits;
      long full = -(long) (used >>> 6); // all ones if the word is full
      pending ^= (pending ^ rest) & full;
      to += full & Long.BYTES;
      used &= Long.SIZE - 1;
    }
    putLong(to, pending);
  }
}
