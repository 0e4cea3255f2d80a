package dev.nestedparquet.internal.schema.fill;

import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes texts that are a number behind the same text. Where a block's numbers differ in their last
 * eight digits alone, all that is before these is written as two words.
 *
 * <p><em>Threading:</em> one producer.
 */
final class NumberedTexts {
  private static final int MOST_HEAD_BYTES = 2 * Long.BYTES;

  private final byte[] before;
  private final int width;

  /** First of the numbers that have the same digits but for eight; the head is of these. */
  private long base = -1;

  private int headBytes;
  private long headStart;
  private long headEnd;

  /**
   * Makes a writer.
   *
   * @param width digits up to which a number gets zeros in front
   */
  NumberedTexts(byte[] before, int width) {
    this.before = before;
    this.width = width;
  }

  /**
   * Prepares for the numbers of a block.
   *
   * @return false if their texts are of different lengths, or need more than two words in front
   */
  boolean prepare(long[] numbers, int count) {
    long first = count == 0 ? 0 : numbers[0];
    if (first < base || first - base >= Digits.EIGHT_DIGITS || base < 0) {
      if (first < 0 || (first < Digits.EIGHT_DIGITS && width < Digits.WORD_DIGITS)) {
        return false;
      }
      setBase(first / Digits.EIGHT_DIGITS);
    }
    return headBytes <= MOST_HEAD_BYTES && differInLastDigits(numbers, count);
  }

  private void setBase(long upper) {
    base = upper * Digits.EIGHT_DIGITS;
    String digits = upper == 0 ? "" : Long.toString(upper);
    String zeros = "0".repeat(Math.max(0, width - Digits.WORD_DIGITS - digits.length()));
    byte[] upperDigits = (zeros + digits).getBytes(StandardCharsets.US_ASCII);
    headBytes = before.length + upperDigits.length;
    byte[] head = Arrays.copyOf(before, Math.max(MOST_HEAD_BYTES, headBytes));
    System.arraycopy(upperDigits, 0, head, before.length, upperDigits.length);
    ByteBuffer words = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    headStart = words.getLong();
    headEnd = words.getLong();
  }

  private boolean differInLastDigits(long[] numbers, int count) {
    long base = this.base;
    long outside = 0;
    for (int i = 0; i < count; i++) {
      long last = numbers[i] - base;
      outside |= last | (Digits.EIGHT_DIGITS - 1 - last);
    }
    return outside >= 0;
  }

  /**
   * Writes the texts of a block that was prepared, one after the other, and sets where they end.
   *
   * @param valid bit i tells whether there is a text i
   * @param address that ends are counted from
   * @param start address to write to
   * @return address behind the last text
   */
  long put(long[] numbers, int count, long[] valid, long address, long start, int[] ends) {
    // C1 keeps locals in registers, but not fields.
    long base = this.base;
    long headStart = this.headStart;
    long headEnd = this.headEnd;
    int headBytes = this.headBytes;
    int[] fourDigits = Digits.borrowFourDigits();
    long to = start;
    for (int from = 0; from < count; from += Long.SIZE) {
      long there = valid[from >>> 6];
      int end = Math.min(count, from + Long.SIZE);
      for (int i = from; i < end; i++, there >>>= 1) {
        putLong(to, headStart);
        putLong(to + Long.BYTES, headEnd);
        long last = numbers[i] - base;
        int upper = Digits.upperFour(last);
        long lower = fourDigits[(int) last - upper * Digits.FOUR_DIGITS];
        putLong(to + headBytes, (lower << Integer.SIZE) | fourDigits[upper]);
        to += (headBytes + Long.BYTES) & -(there & 1);
        ends[i] = (int) (to - address);
      }
    }
    return to;
  }
}
