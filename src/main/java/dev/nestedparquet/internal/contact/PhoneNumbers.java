package dev.nestedparquet.internal.contact;

import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Fills offsets and data of {@code number}: {@value #PREFIX} and the phone's id, zero-padded to 8
 * digits or more. All but the last 8 digits are the same for 100 million ids, so the text before
 * these is kept as words to store. The last 8 digits are looked up 4 at a time.
 *
 * <p><em>Threading:</em> one producer.
 */
public final class PhoneNumbers {
  public static final String PREFIX = "+91-99-";

  /** Number of digits that change from number to number; also the least that a number has. */
  private static final int LOW_DIGITS = 8;

  private static final long LOW_RANGE = 100_000_000;

  private static final int BLOCK_RANGE = 10_000;

  /**
   * Inverse of 10,000: 2^45 / 10,000, rounded up. To multiply by it and shift divides any 32-bit
   * number exactly (Granlund and Montgomery, 1994). C1 would use the slower division.
   */
  private static final long BLOCK_INVERSE = 3_518_437_209L;

  private static final int BLOCK_INVERSE_SHIFT = 45;
  private static final int[] FOUR_DIGITS = fourDigits();

  private long offsets;
  private long data;
  private long at;

  // Constant part of the current numbers: prefix and upper digits, at most 18 bytes.
  private long high;
  private long word0;
  private long word1;
  private long word2;
  private int headBytes;

  private long smallest = Long.MAX_VALUE;
  private long largest = -1;

  /** Makes a column, which has no buffers before {@link #start}. */
  public PhoneNumbers() {
    setHigh(0);
  }

  private static int[] fourDigits() {
    int[] table = new int[BLOCK_RANGE];
    for (int i = 0; i < BLOCK_RANGE; i++) {
      table[i] =
          ('0' + i / 1000)
              | ('0' + i / 100 % 10) << 8
              | ('0' + i / 10 % 10) << 16
              | ('0' + i % 10) << 24;
    }
    return table;
  }

  /** Length, in bytes, of the number with this id. */
  public static int bytes(long id) {
    int digits = LOW_DIGITS;
    for (long upper = id / LOW_RANGE; upper > 0; upper /= 10) {
      digits++;
    }
    return PREFIX.length() + digits;
  }

  /** Begins a column in these buffers; {@link ContactSlab} has room for whole 8-byte stores. */
  public void start(long offsetsAddress, long dataAddress) {
    offsets = offsetsAddress;
    data = dataAddress;
    at = dataAddress;
    smallest = Long.MAX_VALUE;
    largest = -1;
    putInt(offsets, 0);
  }

  /**
   * Appends the numbers of some ids, in ascending order.
   *
   * @param count 1 to 64
   * @param valid bit i tells whether {@code ids[from + i]} has a number
   */
  public void fill(long[] ids, int from, int count, long valid) {
    if (valid != 0) {
      smallest = Math.min(smallest, ids[from + Long.numberOfTrailingZeros(valid)]);
      largest = ids[from + 63 - Long.numberOfLeadingZeros(valid)];
    }
    int done = 0;
    while (done < count) {
      long upper = ids[from + done] / LOW_RANGE;
      if (upper != high) {
        setHigh(upper);
      }
      long limit = (upper + 1) * LOW_RANGE;
      int run = count;
      while (ids[from + run - 1] >= limit) {
        run--;
      }
      append(ids, from, done, run, valid);
      done = run;
    }
  }

  private void append(long[] ids, int from, int first, int last, long valid) {
    // C1 keeps locals in registers, but not fields.
    long at = this.at;
    long offsets = this.offsets;
    long word0 = this.word0;
    long word1 = this.word1;
    long word2 = this.word2;
    int headBytes = this.headBytes;
    int[] fourDigits = FOUR_DIGITS;
    long base = high * LOW_RANGE;
    for (int i = first; i < last; i++) {
      long low = ids[from + i] - base;
      int upperFour = (int) ((low * BLOCK_INVERSE) >>> BLOCK_INVERSE_SHIFT);
      int lowerFour = (int) low - upperFour * BLOCK_RANGE;
      putLong(at, word0);
      putLong(at + 8, word1);
      putLong(at + 16, word2);
      putLong(at + headBytes, (long) fourDigits[lowerFour] << 32 | fourDigits[upperFour]);
      at += (headBytes + LOW_DIGITS) & -(valid >>> i & 1);
      offsets += Integer.BYTES;
      putInt(offsets, (int) (at - data));
    }
    this.at = at;
    this.offsets = offsets;
  }

  private void setHigh(long upperDigits) {
    high = upperDigits;
    String head = upperDigits == 0 ? PREFIX : PREFIX + upperDigits;
    headBytes = head.length();
    ByteBuffer words = ByteBuffer.allocate(3 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    words.put(head.getBytes(StandardCharsets.US_ASCII)).rewind();
    word0 = words.getLong();
    word1 = words.getLong();
    word2 = words.getLong();
  }

  /** Smallest id with a number; {@code Long.MAX_VALUE} if there is none. */
  public long smallest() {
    return smallest;
  }

  /** Largest id with a number; -1 if there is none. */
  public long largest() {
    return largest;
  }
}
