package dev.nestedparquet.internal.truth;

import dev.nestedparquet.batch.Truth;

/** Sums that were made of parts of 32 bits, so that none of them overflows. */
final class Sums {
  private static final long LOW = 0xFFFF_FFFFL;

  private Sums() {}

  /** Sets a sum of {@code low + 2^32 x high}. */
  static void set(Truth.Builder truth, int column, long low, long high) {
    long carried = high + (low >>> Integer.SIZE);
    long lowest = (carried << Integer.SIZE) | (low & LOW);
    long next = carried >> Integer.SIZE;
    truth.setSum(column, lowest, next, next >> (Long.SIZE - 1));
  }

  /** Sets a sum of four parts; {@code parts[i]} counts 2^(32 i). */
  static void set(Truth.Builder truth, int column, long[] parts) {
    long second = parts[1] + (parts[0] >>> Integer.SIZE);
    long third = parts[2] + (second >>> Integer.SIZE);
    long fourth = parts[3] + (third >>> Integer.SIZE);
    truth.setSum(
        column,
        (second << Integer.SIZE) | (parts[0] & LOW),
        (fourth << Integer.SIZE) | (third & LOW),
        fourth >> Integer.SIZE);
  }
}
