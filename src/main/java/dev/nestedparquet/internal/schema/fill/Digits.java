package dev.nestedparquet.internal.schema.fill;

import static org.apache.arrow.memory.util.MemoryUtil.putByte;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

/** Writes integers as decimal digits, eight at a time. */
final class Digits {
  /** Most bytes of a 64-bit number, with its sign. */
  static final int MOST = 20;

  /** Digits that are written as one word. */
  static final int WORD_DIGITS = 8;

  /** Numbers that have so many digits. */
  static final long EIGHT_DIGITS = 100_000_000;

  private static final long ZEROS = 0x3030_3030_3030_3030L;

  /** Numbers that have half as many. */
  static final int FOUR_DIGITS = 10_000;

  /**
   * Inverse of 10,000: 2^45 / 10,000, rounded up. To multiply by it and shift divides any 32-bit
   * number exactly (Granlund and Montgomery, 1994). C1 would use the slower division.
   */
  private static final long BLOCK_INVERSE = 3_518_437_209L;

  private static final int BLOCK_INVERSE_SHIFT = 45;
  private static final int[] BY_NUMBER = new int[FOUR_DIGITS];

  static {
    for (int i = 0; i < FOUR_DIGITS; i++) {
      BY_NUMBER[i] =
          ('0' + i / 1000)
              | (('0' + i / 100 % 10) << 8)
              | (('0' + i / 10 % 10) << 16)
              | (('0' + i % 10) << 24);
    }
  }

  private Digits() {}

  /**
   * Writes a number, with zeros in front up to a width that a minus doesn't count for. May store up
   * to 7 bytes too many.
   *
   * @return address behind the last digit
   */
  static long put(long to, long number, int width) {
    return number >= 0 && number < EIGHT_DIGITS && width <= 8
        ? putSmall(to, number, width)
        : putAny(to, number, width);
  }

  private static long putSmall(long to, long number, int width) {
    long digits = eight((int) number);
    int leadingZeros = Long.numberOfTrailingZeros((digits ^ ZEROS) | (1L << 56)) >>> 3;
    int length = Math.max(8 - leadingZeros, width);
    putLong(to, digits >>> ((8 - length) << 3));
    return to + length;
  }

  /** Four digits of each number below 10,000, the first in the lowest byte; not to be changed. */
  static int[] borrowFourDigits() {
    return BY_NUMBER;
  }

  /** Upper four of eight digits, as a number. */
  static int upperFour(long number) {
    return (int) ((number * BLOCK_INVERSE) >>> BLOCK_INVERSE_SHIFT);
  }

  /** Eight digits of a number, the first in the lowest byte. */
  private static long eight(int number) {
    int upper = upperFour(number);
    int lower = number - upper * FOUR_DIGITS;
    return ((long) BY_NUMBER[lower] << 32) | BY_NUMBER[upper];
  }

  private static long putAny(long to, long number, int width) {
    long at = to;
    if (number < 0) {
      putByte(at++, (byte) '-');
      if (number == Long.MIN_VALUE) {
        // Its absolute value is no long.
        at = putAny(at, 92_233_720_368L, width - 8);
        putLong(at, eight(54_775_808));
        return at + 8;
      }
    }
    long absolute = Math.abs(number);
    if (absolute < EIGHT_DIGITS) {
      for (int i = 8; i < width; i++) {
        putByte(at++, (byte) '0');
      }
      return putSmall(at, absolute, Math.min(width, 8));
    }
    long upper = absolute / EIGHT_DIGITS;
    at = putAny(at, upper, width - 8);
    putLong(at, eight((int) (absolute - upper * EIGHT_DIGITS)));
    return at + 8;
  }
}
