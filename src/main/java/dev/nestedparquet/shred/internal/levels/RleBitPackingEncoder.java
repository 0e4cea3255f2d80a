package dev.nestedparquet.shred.internal.levels;

import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putByte;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.memory.Varints;

/**
 * Encodes numbers below 256 by the hybrid of run-length encoding and bit packing (Encodings.md, RLE
 * = 3), eight at a time. The numbers come as bytes: levels, and indices into small dictionaries.
 */
public final class RleBitPackingEncoder {
  private static final long EACH_BYTE = 0x0101_0101_0101_0101L;

  /**
   * Fewest groups of eight equal numbers that make a run; fewer are packed along with their
   * neighbours.
   */
  private static final int LEAST_RUN_EIGHTS = 8;

  /** Most groups of eight in a bit-packed run, so that its header stays short. */
  private static final int MOST_PACKED_EIGHTS = 1 << 20;

  private RleBitPackingEncoder() {}

  /** Number of bits that a number takes. */
  public static int bitWidth(int largest) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(largest);
  }

  /**
   * Appends the encoded numbers.
   *
   * @param bytes address of the numbers; the 8 bytes behind the last one are overwritten
   * @param width bits of each number, 1 to 8
   */
  public static void encode(long bytes, int count, int width, GrowableBuffer target) {
    int eights = (count + 7) / 8;
    long at = target.reserve((long) eights * width + 10L * (eights / LEAST_RUN_EIGHTS + 2));
    putLong(bytes + count, 0); // The last group of eight is filled up with 0.
    int packed = 0; // First group that waits to be packed.
    int eight = 0;
    while (eight < eights) {
      long word = getLong(bytes + (long) eight * 8);
      if (word != (word & 0xFFL) * EACH_BYTE) {
        eight++;
        continue;
      }
      int end = eight + 1;
      while (end < eights && getLong(bytes + (long) end * 8) == word) {
        end++;
      }
      if (end - eight >= LEAST_RUN_EIGHTS) {
        at = pack(bytes, packed, eight, width, at);
        int run = Math.min(end * 8, count) - eight * 8;
        at = Varints.put(at, (long) run << 1);
        putByte(at++, (byte) word);
        packed = end;
      }
      eight = end;
    }
    at = pack(bytes, packed, eights, width, at);
    target.endAt(at);
  }

  private static long pack(long bytes, int from, int to, int width, long target) {
    long at = target;
    for (int first = from; first < to; first += MOST_PACKED_EIGHTS) {
      int end = Math.min(to, first + MOST_PACKED_EIGHTS);
      at = Varints.put(at, ((long) (end - first) << 1) | 1);
      if (width == 1) {
        for (long in = bytes + first * 8L, last = bytes + end * 8L; in < last; in += 8) {
          putByte(at++, packBits(getLong(in)));
        }
      } else {
        at = packWide(bytes + first * 8L, bytes + end * 8L, width, at);
      }
    }
    return at;
  }

  /** Packs eight bytes of 0 or 1 to the bits of one byte, the first one lowest. */
  public static byte packBits(long bytes) {
    return (byte) ((bytes * 0x0102_0408_1020_4080L) >>> 56);
  }

  /**
   * Packs bytes to so many bits each. Eight lanes of 8 bits become four of 16, two of 32, and one
   * of 64: each step closes the gaps between two lanes.
   *
   * @param target address to write to; up to 8 bytes behind the end may be overwritten
   * @return the address of the end
   */
  public static long packWide(long from, long to, int width, long target) {
    long at = target;
    int two = 2 * width;
    int four = 4 * width;
    for (long in = from; in < to; in += 8) {
      long x = getLong(in);
      x = (x & 0x00FF_00FF_00FF_00FFL) | (((x >>> 8) & 0x00FF_00FF_00FF_00FFL) << width);
      x = (x & 0x0000_FFFF_0000_FFFFL) | (((x >>> 16) & 0x0000_FFFF_0000_FFFFL) << two);
      x = (x & 0xFFFF_FFFFL) | (x >>> 32 << four);
      putLong(at, x);
      at += width;
    }
    return at;
  }
}
