package dev.nestedparquet.internal.truth;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.getShort;

import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.batch.Truth.Member;
import dev.nestedparquet.batch.TruthColumn.Kind;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Gathers what is true of texts and bytes.
 *
 * <p>Most values are neither smaller than the smallest so far nor larger than the largest, and two
 * bytes show it: the first ones behind what these two begin with alike. All others are compared in
 * full. What the two begin with is looked up once for 64 values; extremes only move apart, so what
 * is out of date sends more values to the comparison, and none past it.
 */
final class BytesGatherer extends LeafGatherer {
  /** Bytes of the characters that are kept of an extreme, and of one that tells there are more. */
  private static final int MOST_COMPARED = 4 * (Order.MOST_KEPT + 1);

  private static final int WORD = Long.BYTES;
  private static final int HEAD = Short.BYTES;

  private final boolean isText;
  private final boolean isCounted;

  /** Bytes of an offset; 0 if values have a fixed width. */
  private final int offsetBytes;

  private final int width;
  private final long[] starts = new long[Long.SIZE];
  private final int[] lengths = new int[Long.SIZE];

  // Of the vector at hand.
  private long offsets;
  private long data;
  private long end;
  private long bytes;
  private final Extreme smallest = new Extreme();
  private final Extreme largest = new Extreme();
  private boolean hasExtremes;

  /** A value by its place in the buffer. */
  private static final class Extreme {
    long at;
    int length;

    /** Its first and its last 8 bytes; only if it has 8. */
    long first;

    long last;

    /** Whether the other one has as many bytes, 8 to 16, and begins with the same 8. */
    boolean isLike(Extreme other) {
      return length == other.length && length >= WORD && length <= 2 * WORD && first == other.first;
    }

    void take(long at, int length) {
      this.at = at;
      this.length = length;
      if (length >= WORD) {
        first = getLong(at);
        last = Long.reverseBytes(getLong(at + length - WORD));
      }
    }
  }

  BytesGatherer(GatheredColumn column, int index) {
    super(index, column.labels());
    isText = column.values().shape() == ValueType.Shape.TEXT;
    isCounted = column.values().kind() == Kind.TEXT;
    ArrowType type = column.field().getType();
    width = type instanceof ArrowType.FixedSizeBinary fixed ? fixed.getByteWidth() : 0;
    boolean isLarge = type instanceof ArrowType.LargeUtf8 || type instanceof ArrowType.LargeBinary;
    offsetBytes = isCounted ? isLarge ? Long.BYTES : Integer.BYTES : 0;
  }

  @Override
  void start(FieldVector vector) {
    ArrowBuf buffer = vector.getDataBuffer();
    data = buffer.memoryAddress();
    end = data + buffer.capacity();
    offsets = offsetBytes == 0 ? 0 : vector.getOffsetBuffer().memoryAddress();
    bytes = 0;
    hasExtremes = false;
  }

  @Override
  void gather(int slot, int[] slots, int count) {
    long[] starts = this.starts;
    int[] lengths = this.lengths;
    bytes += locate(slot, slots, count);
    if (!hasExtremes) {
      hasExtremes = true;
      smallest.take(starts[0], lengths[0]);
      largest.take(starts[0], lengths[0]);
    }
    if (starts[count - 1] + 2 * WORD > end) { // Reading 8 bytes might be beyond the buffer.
      for (int i = 0; i < count; i++) {
        compare(starts[i], lengths[i]);
      }
    } else if (smallest.isLike(largest)) {
      compareTails(count);
    } else {
      compareMost(count);
    }
    if (labels != null) {
      for (int i = 0; i < count; i++) {
        labels.addBytes(starts[i], lengths[i], end);
      }
    }
  }

  /** Finds where values are, and returns how many bytes they have. */
  private long locate(int slot, int[] slots, int count) {
    long[] starts = this.starts;
    int[] lengths = this.lengths;
    long data = this.data;
    long total = 0;
    if (offsetBytes == Integer.BYTES) {
      long first = offsets + ((long) slot << 2);
      for (int i = 0; i < count; i++) {
        long at = first + ((long) slots[i] << 2);
        int from = getInt(at);
        int length = getInt(at + Integer.BYTES) - from;
        starts[i] = data + from;
        lengths[i] = length;
        total += length;
      }
      return total;
    }
    for (int i = 0; i < count; i++) {
      long at = slot + (long) slots[i];
      long from = offsetBytes == 0 ? at * width : getLong(offsets + (at << 3));
      lengths[i] = offsetBytes == 0 ? width : (int) (getLong(offsets + ((at + 1) << 3)) - from);
      starts[i] = data + from;
      total += lengths[i];
    }
    return total;
  }

  /** Compares values, leaving out those that two bytes show to be no extremes. */
  private void compareMost(int count) {
    long[] starts = this.starts;
    int[] lengths = this.lengths;
    int alike = Math.min(WORD, alike());
    long mask = alike == WORD ? -1 : (1L << (alike << 3)) - 1;
    boolean canSkip = Math.min(smallest.length, largest.length) >= alike + HEAD;
    long prefix = canSkip ? Words.littleEndian(smallest.at, smallest.length) & mask : 0;
    int leastHead = canSkip ? head(smallest.at + alike) : 0;
    int mostHead = canSkip ? head(largest.at + alike) : -1;
    int leastLength = alike + HEAD;
    for (int i = 0; i < count; i++) {
      long start = starts[i];
      int length = lengths[i];
      if (length >= leastLength && (getLong(start) & mask) == prefix) {
        int head = head(start + alike);
        if (head > leastHead && head < mostHead) {
          continue;
        }
      }
      compare(start, length);
    }
  }

  /**
   * Compares values by their last 8 bytes, where extremes have 8 to 16 bytes and begin with the
   * same 8, as numbers with a prefix do: if these ascend, each is the largest so far.
   */
  private void compareTails(int count) {
    long[] starts = this.starts;
    int[] lengths = this.lengths;
    int usualLength = largest.length;
    long first = largest.first;
    long least = smallest.last ^ Long.MIN_VALUE;
    long most = largest.last ^ Long.MIN_VALUE;
    int leastAt = -1;
    int mostAt = -1;
    boolean hasOthers = false;
    for (int i = 0; i < count; i++) {
      long start = starts[i];
      if (lengths[i] != usualLength || getLong(start) != first) {
        hasOthers = true;
        continue;
      }
      long tail = Long.reverseBytes(getLong(start + usualLength - WORD)) ^ Long.MIN_VALUE;
      if (tail > most) {
        most = tail;
        mostAt = i;
      } else if (tail < least) {
        least = tail;
        leastAt = i;
      }
    }
    if (leastAt >= 0) {
      smallest.take(starts[leastAt], usualLength);
    }
    if (mostAt >= 0) {
      largest.take(starts[mostAt], usualLength);
    }
    for (int i = 0; hasOthers && i < count; i++) {
      if (lengths[i] != usualLength || getLong(starts[i]) != first) {
        compare(starts[i], lengths[i]);
      }
    }
  }

  private static int head(long at) {
    int bytes = getShort(at);
    return ((bytes & 0xFF) << 8) | ((bytes >>> 8) & 0xFF);
  }

  /** How many bytes the extremes begin with alike; 8 for more. */
  private int alike() {
    int most = Math.min(WORD, Math.min(smallest.length, largest.length));
    int alike = 0;
    while (alike < most && getByte(smallest.at + alike) == getByte(largest.at + alike)) {
      alike++;
    }
    return alike;
  }

  private void compare(long at, int length) {
    int toLargest = Words.compare(at, length, largest.at, largest.length, MOST_COMPARED);
    if (toLargest > 0) {
      largest.take(at, length);
    } else if (toLargest < 0
        && Words.compare(at, length, smallest.at, smallest.length, MOST_COMPARED) < 0) {
      smallest.take(at, length);
    }
  }

  @Override
  void finish(Truth.Builder truth) {
    truth.setBytes(column, Member.SMALLEST, kept(smallest));
    truth.setBytes(column, Member.LARGEST, kept(largest));
    if (isCounted) {
      truth.set(column, Member.BYTES, bytes);
    }
  }

  private byte[] kept(Extreme extreme) {
    byte[] start = new byte[Math.min(extreme.length, MOST_COMPARED)];
    for (int i = 0; i < start.length; i++) {
      start[i] = getByte(extreme.at + i);
    }
    return Order.kept(start, isText);
  }
}
