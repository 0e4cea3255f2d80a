package dev.nestedparquet.shred.internal.encode;

import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;

import dev.nestedparquet.shred.internal.memory.ShortBytes;
import dev.nestedparquet.shred.internal.values.DenseValues;
import dev.nestedparquet.shred.internal.values.LeafType;
import org.apache.parquet.format.Type;

/**
 * Guesses from a row group's first values which encoding is short. Looks at {@value #MOST_VALUES}
 * of them, evenly spread, which takes a few microseconds.
 */
public final class ValueSample {
  /** Mean length, in bytes, from which on the 4 bytes of a PLAIN length don't matter. */
  private static final int LONG_BYTES = 32;

  private static final int MOST_VALUES = 1_024;

  /**
   * Values of the largest sample, and one more, since a sample also looks at the neighbour of its
   * last value.
   */
  static final int ENOUGH_VALUES = MOST_VALUES + 1;

  /** Fewest values of a sample that tells anything. */
  static final int LEAST_VALUES = 33;

  private final DenseValues values;
  private final LeafType type;
  private final int size;
  private final double step;

  /**
   * A sample of at least {@link #LEAST_VALUES} values. The values are borrowed for as long as the
   * sample is used.
   */
  ValueSample(DenseValues values, LeafType type) {
    this.values = values;
    this.type = type;
    size = Math.min(MOST_VALUES, values.count() - 1);
    step = size == 0 ? 0 : (values.count() - 1) / (double) size;
  }

  private int index(int i) {
    return (int) (i * step);
  }

  /**
   * Whether at least half of the sample's values have occurred before, so that a dictionary is
   * short.
   */
  boolean repeatsItself() {
    int[] hashes = new int[4 * MOST_VALUES];
    int repeated = 0;
    for (int i = 0; i < size; i++) {
      int value = index(i);
      int hash = DictionaryTable.hash(values.addressOf(value), values.lengthOf(value)) | 1;
      int slot = (hash >>> 1) % hashes.length;
      while (hashes[slot] != 0 && hashes[slot] != hash) {
        slot = (slot + 1) % hashes.length;
      }
      if (hashes[slot] == hash) {
        repeated++;
      }
      hashes[slot] = hash;
    }
    return 2 * repeated >= size;
  }

  /**
   * Whether differences of neighbours take at most half of the bits, or values share at least half
   * of their bytes with the beginning of their predecessors: then a delta encoding is short.
   */
  boolean neighboursAreAlike() {
    return switch (type.physical()) {
      case INT32, INT64 -> deltasAreSmall();
      case BYTE_ARRAY -> prefixesAreLong();
      default -> false; // polars 2.1 can't read the delta encoding of fixed-length values.
    };
  }

  /**
   * Whether lengths are so large a part of the values that they are better encoded by themselves.
   */
  boolean lengthsMatter() {
    if (type.physical() != Type.BYTE_ARRAY) {
      return false;
    }
    long bytes = 0;
    for (int i = 0; i < size; i++) {
      bytes += values.lengthOf(index(i));
    }
    return bytes < (long) size * LONG_BYTES;
  }

  private boolean deltasAreSmall() {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      int value = index(i);
      long delta = number(value + 1) - number(value);
      min = Math.min(min, delta);
      max = Math.max(max, delta);
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(max - min);
    return 2 * bits <= type.width() * Byte.SIZE;
  }

  private long number(int value) {
    long address = values.addressOf(value);
    return type.physical() == Type.INT64 ? getLong(address) : getInt(address);
  }

  private boolean prefixesAreLong() {
    long bytes = 0;
    long shared = 0;
    for (int i = 0; i < size; i++) {
      int value = index(i);
      int length = values.lengthOf(value + 1);
      bytes += length;
      shared +=
          ShortBytes.commonPrefix(
              Math.min(length, values.lengthOf(value)),
              values.addressOf(value),
              values.addressOf(value + 1));
    }
    return bytes > 0 && 2 * shared >= bytes;
  }
}
