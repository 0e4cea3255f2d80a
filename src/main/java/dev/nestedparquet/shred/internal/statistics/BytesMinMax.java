package dev.nestedparquet.shred.internal.statistics;

import static org.apache.arrow.memory.util.MemoryUtil.copyFromMemory;
import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;

import dev.nestedparquet.shred.internal.values.DenseValues;
import dev.nestedparquet.shred.internal.values.VariableWidthValues;
import java.util.Arrays;

/**
 * Smallest and largest byte array, compared byte by byte, unsigned. The first 16 bytes are compared
 * as two words; bytes are compared one by one only if these words are equal.
 */
public final class BytesMinMax implements MinMax {
  /**
   * Most bytes of a bound of variable length. Longer bounds are cut: they fill the footer, and help
   * hardly more than short ones.
   */
  public static final int MOST_BOUND_BYTES = 64;

  /**
   * Most bytes of an upper bound if no shorter one is above the largest value, as with bytes of
   * 0xFF: a smallest value without a largest one would be of no use. This limits what page indexes
   * take of the Java heap. If even so long an upper bound isn't there, there are no bounds.
   */
  static final int MOST_UNCUT_BYTES = 128 << 10;

  /**
   * Most bytes of a bound of fixed length; longer values have no bounds. A bound that was cut would
   * be no value of the column's type: pyarrow ends the process at one.
   */
  static final int MOST_FIXED_BYTES = 4_096;

  private static final int WORDS_BYTES = 2 * Long.BYTES;

  private final boolean isText;
  private final boolean isFixed;
  private final int mostBoundBytes;

  /**
   * XORed to the first word of signed numbers, so that they compare like unsigned ones; 0 for other
   * values.
   */
  private final long flip;

  private boolean known;

  /**
   * The smallest value, cut to one byte more than its bound may have, since whole values may be too
   * large for the heap.
   */
  private byte[] min = new byte[0];

  private byte[] max = new byte[0];

  private BytesMinMax(boolean isText, boolean isFixed, long flip) {
    this.isText = isText;
    this.isFixed = isFixed;
    this.flip = flip;
    mostBoundBytes = isFixed ? MOST_FIXED_BYTES : MOST_BOUND_BYTES;
  }

  /**
   * For byte arrays of any length.
   *
   * @param isText whether a bound that was cut has to be valid UTF-8
   */
  public static BytesMinMax ofVariable(boolean isText) {
    return new BytesMinMax(isText, /* isFixed= */ false, 0);
  }

  /** For byte arrays that are all of the same length. */
  public static BytesMinMax ofFixed() {
    return new BytesMinMax(/* isText= */ false, /* isFixed= */ true, 0);
  }

  /** For decimals: two's complement, the most significant byte first, all of the same length. */
  public static BytesMinMax ofDecimals() {
    return new BytesMinMax(/* isText= */ false, /* isFixed= */ true, Long.MIN_VALUE);
  }

  /** The smallest or largest value so far: its first two words, address and length. */
  private static final class Best {
    long first;
    long second;
    long address;
    int length;
  }

  private final Best least = new Best();
  private final Best most = new Best();

  @Override
  public void add(DenseValues values) {
    int count = values.count();
    if (count == 0) {
      return;
    }
    VariableWidthValues listed = values instanceof VariableWidthValues some ? some : null;
    boolean variable = listed != null;
    long readableEnd = values.readableEnd();
    start(values.addressOf(0), values.lengthOf(0), readableEnd);
    long minFirst = least.first;
    long maxFirst = most.first;
    long address = values.addressOf(0);
    long addresses = variable ? listed.addresses() : 0;
    long lengths = variable ? listed.lengths() : 0;
    int length = values.width();
    int minByte = OrderedWord.firstByte(minFirst);
    int maxByte = OrderedWord.firstByte(maxFirst);
    int byteFlip = (int) (flip >>> (Long.SIZE - Byte.SIZE));
    long turn = Long.MIN_VALUE ^ flip;
    long lastWord = 0;
    long first = 0;
    boolean isLast = false; // Whether first was made of lastWord.
    for (int i = 0; i < count; i++) {
      if (variable) {
        address = getLong(addresses);
        length = getInt(lengths);
        addresses += Long.BYTES;
        lengths += Integer.BYTES;
      }
      if (length >= Long.BYTES) {
        long word = getLong(address);
        int firstByte = ((int) word ^ byteFlip) & 0xFF;
        if (firstByte > minByte && firstByte < maxByte) { // Neither; most values end here.
          address += length;
          continue;
        }
        if (word != lastWord || !isLast) { // Neighbours often begin with the same word.
          lastWord = word;
          isLast = true;
          first = OrderedWord.reversed(word) ^ turn;
        }
      } else {
        first = OrderedWord.of(address, length, readableEnd) ^ flip;
        isLast = false;
      }
      if (first <= minFirst || first >= maxFirst) {
        compareWhole(first, address, length, readableEnd);
        minFirst = least.first;
        maxFirst = most.first;
        minByte = OrderedWord.firstByte(minFirst);
        maxByte = OrderedWord.firstByte(maxFirst);
      }
      address += length;
    }
    keep(least.address, least.length, most.address, most.length);
  }

  private void compareWhole(long first, long address, int length, long readableEnd) {
    long second = OrderedWord.of(address + Long.BYTES, length - Long.BYTES, readableEnd);
    if (first < least.first
        || (first == least.first
            && (second < least.second
                || (second == least.second && compareRest(address, length, least) < 0)))) {
      set(least, first, second, address, length);
    }
    if (first > most.first
        || (first == most.first
            && (second > most.second
                || (second == most.second && compareRest(address, length, most) > 0)))) {
      set(most, first, second, address, length);
    }
  }

  private void start(long address, int length, long readableEnd) {
    long first = OrderedWord.of(address, length, readableEnd) ^ flip;
    long second = OrderedWord.of(address + Long.BYTES, length - Long.BYTES, readableEnd);
    set(least, first, second, address, length);
    set(most, first, second, address, length);
  }

  private static void set(Best best, long first, long second, long address, int length) {
    best.first = first;
    best.second = second;
    best.address = address;
    best.length = length;
  }

  /** Compares two values whose first 16 bytes are equal, if missing bytes count as 0. */
  private static int compareRest(long address, int length, Best best) {
    int shorter = Math.min(length, best.length);
    for (int i = WORDS_BYTES; i < shorter; i++) {
      int difference = (getByte(address + i) & 0xFF) - (getByte(best.address + i) & 0xFF);
      if (difference != 0) {
        return difference;
      }
    }
    return length - best.length;
  }

  @Override
  public void add(long address, int length) {
    keep(address, length, address, length);
  }

  /**
   * Keeps a copy of the values at these addresses if they are smaller or larger than those so far.
   */
  private void keep(long minAddress, int minLength, long maxAddress, int maxLength) {
    byte[] smallest = bytes(minAddress, minLength);
    byte[] largest = bytes(maxAddress, maxLength);
    if (isWithoutShortBoundAbove(largest)) {
      largest = bytes(maxAddress, maxLength, MOST_UNCUT_BYTES + 1);
    }
    keep(smallest, largest);
  }

  @Override
  public boolean isOfBytes() {
    return flip == 0;
  }

  private void keep(byte[] smallest, byte[] largest) {
    if (!known || compare(smallest, min) < 0) {
      min = smallest;
    }
    if (!known || compare(largest, max) > 0) {
      max = largest;
    }
    known = true;
  }

  /** Copies as much of a value as its bound depends on: one byte more than a bound has at most. */
  private byte[] bytes(long address, int length) {
    return bytes(address, length, mostBoundBytes + 1);
  }

  private boolean isWithoutShortBoundAbove(byte[] value) {
    return !isFixed
        && value.length > mostBoundBytes
        && BoundTruncation.above(value, mostBoundBytes, isText) == null;
  }

  private static byte[] bytes(long address, int length, int most) {
    byte[] bytes = new byte[Math.min(length, most)];
    copyFromMemory(address, bytes, 0, bytes.length);
    return bytes;
  }

  @Override
  public void merge(MinMax other) {
    BytesMinMax same = (BytesMinMax) other;
    if (same.known) {
      keep(same.min, same.max);
    }
  }

  @Override
  public boolean isKnown() {
    return known && (isFixed ? min.length <= mostBoundBytes : max() != null);
  }

  @Override
  public Bound min() {
    return min.length <= mostBoundBytes
        ? new Bound(min, true)
        : new Bound(BoundTruncation.below(min, mostBoundBytes, isText), false);
  }

  @Override
  public Bound max() {
    if (max.length <= mostBoundBytes) {
      return new Bound(max, true);
    }
    byte[] above = BoundTruncation.above(max, mostBoundBytes, isText);
    if (above == null && max.length <= MOST_UNCUT_BYTES) {
      return new Bound(max, true);
    }
    if (above == null) {
      above = BoundTruncation.above(max, MOST_UNCUT_BYTES, isText);
    }
    return above == null ? null : new Bound(above, false);
  }

  @Override
  public int compare(byte[] left, byte[] right) {
    if (flip != 0 && left.length > 0 && right.length > 0 && left[0] != right[0]) {
      return Byte.compare(left[0], right[0]);
    }
    return Arrays.compareUnsigned(left, right);
  }

  @Override
  public void clear() {
    known = false;
  }
}
