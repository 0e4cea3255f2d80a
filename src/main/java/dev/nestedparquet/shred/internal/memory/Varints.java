package dev.nestedparquet.shred.internal.memory;

import static org.apache.arrow.memory.util.MemoryUtil.putByte;

/** Numbers in groups of 7 bits, the lowest first (ULEB128), and signed ones as zig-zag. */
public final class Varints {
  /** Bytes that a number of 64 bits takes at most. */
  public static final int MOST_BYTES = 10;

  private Varints() {}

  /**
   * Stores a number, taken as unsigned.
   *
   * @return the address of the end
   */
  public static long put(long target, long value) {
    long at = target;
    long left = value;
    while ((left & ~0x7FL) != 0) {
      putByte(at++, (byte) (left | 0x80));
      left >>>= 7;
    }
    putByte(at++, (byte) left);
    return at;
  }

  /** Maps numbers close to 0, of either sign, to small ones. */
  public static long zigZag(long value) {
    return (value << 1) ^ (value >> 63);
  }
}
