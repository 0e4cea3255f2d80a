package dev.nestedparquet.shred.internal.encode;

import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putByte;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.shred.internal.levels.RleBitPackingEncoder;
import dev.nestedparquet.shred.internal.memory.Varints;

/**
 * Makes delta-encoded blocks of small numbers, such as lengths. Eight numbers are the bytes of a
 * word, and are subtracted and packed together. The result is that of {@link DeltaBinaryPacker}.
 */
public final class SmallDeltas {
  /**
   * Small numbers are below this, so that their differences take 7 bits, and a byte has one to
   * spare.
   */
  static final int LIMIT = 1 << 6;

  private static final long TWO_LARGE = ~((LIMIT - 1L) << Integer.SIZE | (LIMIT - 1L));
  private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private SmallDeltas() {}

  /**
   * Makes bytes of a block's numbers.
   *
   * @param numbers address of the numbers, 4 bytes each
   * @param words address with room for a byte each
   * @return whether all numbers are small; if not, there is no result
   */
  static boolean narrow(long numbers, long words) {
    long to = words;
    long end = numbers + DeltaBinaryPacker.BLOCK * Integer.BYTES;
    for (long at = numbers; at < end; at += Long.BYTES * Integer.BYTES) {
      long first = getLong(at);
      long second = getLong(at + 8);
      long third = getLong(at + 16);
      long fourth = getLong(at + 24);
      if (((first | second | third | fourth) & TWO_LARGE) != 0) {
        return false;
      }
      long low = pair(first) | pair(second) << 16;
      putLong(to, low | (pair(third) | pair(fourth) << 16) << 32);
      to += Long.BYTES;
    }
    return true;
  }

  /** Puts the low bytes of two ints side by side. */
  private static long pair(long ints) {
    return (ints | ints >>> (Integer.SIZE - Byte.SIZE)) & 0xFFFF;
  }

  /**
   * Encodes a block.
   *
   * @param words address of the bytes that {@link #narrow} made; they are overwritten
   * @param before the number before the block, which is small, too
   * @param target address with room for the block, and for a word behind it
   * @return the address of the block's end
   */
  static long encode(long words, int before, long target) {
    int least = subtract(words, before);
    long widths = Varints.put(target, Varints.zigZag(least - LIMIT));
    long at = widths + DeltaBinaryPacker.MINIBLOCKS;
    long from = words;
    for (int i = 0; i < DeltaBinaryPacker.MINIBLOCKS; i++) {
      int width = rebase(from, least * EACH_BYTE);
      putByte(widths + i, (byte) width);
      long next = from + BitPacking.NUMBERS;
      if (width > 0) {
        at = RleBitPackingEncoder.packWide(from, next, width, at);
      }
      from = next;
    }
    return at;
  }

  /**
   * Replaces each number by its difference to the number before, plus {@link #LIMIT}.
   *
   * @return the least of these
   */
  private static int subtract(long words, int before) {
    long least = 0x7F * EACH_BYTE;
    long last = before;
    for (long at = words; at < words + DeltaBinaryPacker.BLOCK; at += Long.BYTES) {
      long word = getLong(at);
      long difference = word + LIMIT * EACH_BYTE - (word << Byte.SIZE | last);
      putLong(at, difference);
      last = word >>> (Long.SIZE - Byte.SIZE);
      least = smaller(least, difference);
    }
    least = smaller(least, least >>> 32);
    least = smaller(least, least >>> 16);
    least = smaller(least, least >>> 8);
    return (int) least & 0x7F;
  }

  /** Takes the smaller one of each two bytes, all below 128. */
  private static long smaller(long one, long other) {
    long more = (one | HIGH_BITS) - other;
    long isMore = more & HIGH_BITS;
    return one - (more & (isMore - (isMore >>> 7)));
  }

  /** Does what {@link BitPacking#rebase} does, for as many bytes. */
  private static int rebase(long words, long base) {
    long bits = 0;
    for (long at = words; at < words + BitPacking.NUMBERS; at += Long.BYTES) {
      long word = getLong(at) - base;
      putLong(at, word);
      bits |= word;
    }
    bits |= bits >>> 32;
    bits |= bits >>> 16;
    bits |= bits >>> 8;
    return RleBitPackingEncoder.bitWidth((int) bits & 0xFF);
  }
}
