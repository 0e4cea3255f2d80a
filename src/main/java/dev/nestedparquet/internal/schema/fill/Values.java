package dev.nestedparquet.internal.schema.fill;

import java.util.Arrays;

/**
 * Values of a block of slots. Which of the arrays a kernel fills depends on the type:
 *
 * <ul>
 *   <li>integers, times, decimals of up to 18 digits: {@code longs}, in units; bools: 0 and 1
 *   <li>wider decimals: {@code longs}, and {@code highs} with the upper 64 of 128 bits
 *   <li>floating point: {@code doubles}, rounded to the type
 *   <li>text and bytes: {@code text}, from {@code base} on, and {@code ends}
 * </ul>
 *
 * <p><em>Threading:</em> one producer.
 */
final class Values {
  /** Bit i of these tells whether slot i has a value; set beforehand to those that are wanted. */
  long[] valid = {};

  long[] longs = {};
  long[] highs = {};
  double[] doubles = {};

  /** Where text and bytes go: of a column, its own buffer; else one that starts anew each block. */
  Bytes text;

  /** Where the block's first value starts in {@code text}. */
  int base;

  /** End of each value in {@code text}. A slot without a value ends where the one before does. */
  int[] ends = {};

  /** Sets the first {@code count} to be wanted. */
  void wantAll(int count) {
    int words = words(count);
    needValid(words);
    Arrays.fill(valid, 0, words, -1L);
    clearBeyond(count);
  }

  /** Sets those to be wanted that are in the other ones. */
  void want(long[] wanted, int count) {
    int words = words(count);
    needValid(words);
    System.arraycopy(wanted, 0, valid, 0, words);
  }

  private void needValid(int words) {
    if (valid.length < words) {
      valid = new long[words + words / 4];
    }
  }

  /** Keeps those that are valid in other values of the same slots, too. */
  void keepValid(Values other, int count) {
    for (int i = 0; i < words(count); i++) {
      valid[i] &= other.valid[i];
    }
  }

  /** Where the text of a slot starts. */
  int start(int slot) {
    return slot == 0 ? base : ends[slot - 1];
  }

  /** Clears the bits of the last word that are beyond the last slot. */
  void clearBeyond(int count) {
    if ((count & 63) != 0) {
      valid[count >>> 6] &= (1L << count) - 1;
    }
  }

  boolean isValid(int slot) {
    return ((valid[slot >>> 6] >>> slot) & 1) != 0;
  }

  void setNull(int slot) {
    valid[slot >>> 6] &= ~(1L << slot);
  }

  /** Number of slots, of the first {@code count}, that have a value. */
  int validCount(int count) {
    int sum = 0;
    for (int i = 0; i < words(count); i++) {
      sum += Long.bitCount(valid[i]);
    }
    return sum;
  }

  static int words(int count) {
    return (count + 63) >>> 6;
  }

  long[] longs(int count) {
    if (longs.length < count) {
      longs = new long[Slots.roomFor(count)];
    }
    return longs;
  }

  long[] highs(int count) {
    if (highs.length < count) {
      highs = new long[Slots.roomFor(count)];
    }
    return highs;
  }

  double[] doubles(int count) {
    if (doubles.length < count) {
      doubles = new double[Slots.roomFor(count)];
    }
    return doubles;
  }

  int[] ends(int count) {
    if (ends.length < count) {
      ends = new int[Slots.roomFor(count)];
    }
    return ends;
  }
}
