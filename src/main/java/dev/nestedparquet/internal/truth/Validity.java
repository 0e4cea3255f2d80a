package dev.nestedparquet.internal.truth;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;

import java.util.stream.IntStream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;

/**
 * Which slots of a vector have a value: those that are there, and not null.
 *
 * <p><em>Threading:</em> one thread.
 */
final class Validity {
  /** A bit for each slot; those behind the last slot are 0. */
  long[] words = {};

  /** Number of words that are in use. */
  int wordCount;

  /** Number of slots that have a value. */
  long values;

  private boolean all;

  /** Numbers 0 to 63. */
  private static final int[] ALL = IntStream.range(0, Long.SIZE).toArray();

  private final int[] some = new int[Long.SIZE];

  /** Reads the validity of some slots of a vector. */
  void read(FieldVector vector, Slots slots) {
    int count = slots.count();
    wordCount = (count + Long.SIZE - 1) >>> 6;
    if (words.length < wordCount) {
      words = new long[wordCount + wordCount / 4];
    }
    ArrowBuf validity = vector.getField().isNullable() ? vector.getValidityBuffer() : null;
    if (validity == null || validity.capacity() == 0) {
      setAll(count);
    } else {
      readBits(words, validity, slots.first(), count);
    }
    long[] present = slots.present();
    long[] words = this.words;
    int total = 0;
    for (int i = 0; i < wordCount; i++) {
      if (present != null) {
        words[i] &= present[i];
      }
      total += Long.bitCount(words[i]);
    }
    values = total;
    all = total == count;
  }

  /**
   * Numbers of the bits that are set in a word, in their order. Without a branch for each, since
   * nulls are where nobody can predict them, and without asking for the lowest bit that is set,
   * which the JVM's first compiler makes slow.
   *
   * @return as many as bits are set, and more that mean nothing; valid until the next call
   */
  int[] slotsOf(long word) {
    if (word == -1) {
      return ALL;
    }
    int[] slots = some;
    int count = 0;
    for (int i = 0; i < Long.SIZE; i++) {
      slots[count & 63] = i;
      count += (int) (word >>> i) & 1;
    }
    return slots;
  }

  private void setAll(int count) {
    java.util.Arrays.fill(words, 0, wordCount, -1);
    if ((count & 63) != 0) {
      words[wordCount - 1] = (1L << count) - 1;
    }
  }

  /** The bits; null if all slots have a value. */
  long[] present() {
    return all ? null : words;
  }

  /** Reads bits of a buffer, from any bit on. */
  static void readBits(long[] words, ArrowBuf buffer, int first, int count) {
    long address = buffer.memoryAddress() + (first >>> 3);
    long bytes = ((first + (long) count + 7) >>> 3) - (first >>> 3);
    int shift = first & 7;
    for (int from = 0, i = 0; from < count; from += Long.SIZE, i++) {
      long at = (long) from >>> 3;
      long word = at + Long.BYTES <= bytes ? getLong(address + at) : tail(address, at, bytes);
      if (shift != 0) {
        long above = at + Long.BYTES < bytes ? getByte(address + at + Long.BYTES) : 0;
        word = (word >>> shift) | (above << (Long.SIZE - shift));
      }
      int bits = count - from;
      words[i] = bits < Long.SIZE ? word & ((1L << bits) - 1) : word;
    }
  }

  private static long tail(long address, long at, long bytes) {
    long word = 0;
    for (long i = at; i < bytes; i++) {
      word |= (getByte(address + i) & 0xFFL) << ((i - at) << 3);
    }
    return word;
  }
}
