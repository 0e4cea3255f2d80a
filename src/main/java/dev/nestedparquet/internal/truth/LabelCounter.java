package dev.nestedparquet.internal.truth;

import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.batch.Truth.Member;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Counts how often each of some labels is the value. Finds a label by a table with open addressing;
 * values that are no labels, such as edge cases, are not counted.
 *
 * <p><em>Threading:</em> one thread.
 */
final class LabelCounter {
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final Labels labels;

  /** Number of the value in each place of the table, plus 1; 0 where there is none. */
  private final int[] table;

  private final int shift;
  private final long[] counts;

  private LabelCounter(Labels labels) {
    this.labels = labels;
    int told = labels.told().size();
    int bits = Long.SIZE - Long.numberOfLeadingZeros(4L * told);
    shift = Long.SIZE - bits;
    table = new int[1 << bits];
    counts = new long[told];
    for (int value : labels.told()) {
      int at = place(labels.areLongs() ? hash(labels.orderOf(value)) : hash(labels.bytesOf(value)));
      while (table[at] != 0) {
        at = (at + 1) & (table.length - 1);
      }
      table[at] = value + 1;
    }
  }

  static LabelCounter of(Labels labels) {
    return new LabelCounter(labels);
  }

  private int place(long hash) {
    return (int) (hash >>> shift);
  }

  private static long hash(long order) {
    return mixed(0, order);
  }

  private static long mixed(long hash, long word) {
    long mixed = (hash ^ word) * MIX;
    return mixed ^ (mixed >>> 29);
  }

  private static long hash(byte[] bytes) {
    byte[] padded = Arrays.copyOf(bytes, bytes.length + Long.BYTES - 1);
    long hash = bytes.length;
    for (int i = 0; i < bytes.length; i += Long.BYTES) {
      hash = mixed(hash, ByteBuffer.wrap(padded).getLong(i));
    }
    return hash * MIX;
  }

  /** Counts values by their order. */
  void add(long[] orders, int count) {
    for (int i = 0; i < count; i++) {
      add(orders[i], 1);
    }
  }

  /** Counts a value by its order. */
  void add(long order, long times) {
    int at = place(hash(order));
    for (int entry; (entry = table[at]) != 0; at = (at + 1) & (table.length - 1)) {
      if (labels.orderOf(entry - 1) == order) {
        addValue(entry - 1, times);
        return;
      }
    }
  }

  /** Counts one of the values by its number. */
  void addValue(int value, long times) {
    counts[labels.toldAs(value)] += times;
  }

  /** Counts a decimal. */
  void addDecimal(long high, long low) {
    long flipped = high ^ Long.MIN_VALUE;
    int at = place(mixed(mixed(2 * Long.BYTES, flipped), low) * MIX);
    for (int entry; (entry = table[at]) != 0; at = (at + 1) & (table.length - 1)) {
      ByteBuffer order = ByteBuffer.wrap(labels.bytesOf(entry - 1));
      if (order.getLong(0) == flipped && order.getLong(Long.BYTES) == low) {
        addValue(entry - 1, 1);
        return;
      }
    }
  }

  /**
   * Counts bytes.
   *
   * @param end address of the end of the buffer that they are in
   */
  void addBytes(long address, int length, long end) {
    long hash = length;
    for (int i = 0; i < length; i += Long.BYTES) {
      hash = mixed(hash, Words.at(address + i, length - i, end));
    }
    int at = place(hash * MIX);
    for (int entry; (entry = table[at]) != 0; at = (at + 1) & (table.length - 1)) {
      if (isSame(labels.bytesOf(entry - 1), address, length)) {
        addValue(entry - 1, 1);
        return;
      }
    }
  }

  private static boolean isSame(byte[] label, long address, int length) {
    if (label.length != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (MemoryUtil.getByte(address + i) != label[i]) {
        return false;
      }
    }
    return true;
  }

  /** Sets how often each label was the value, and begins anew. */
  void finish(Truth.Builder truth, int column) {
    for (int i = 0; i < counts.length; i++) {
      truth.set(column, Member.LABELS, i, counts[i]);
      counts[i] = 0;
    }
  }
}
