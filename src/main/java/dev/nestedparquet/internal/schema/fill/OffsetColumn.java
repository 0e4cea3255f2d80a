package dev.nestedparquet.internal.schema.fill;

import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import org.apache.arrow.memory.ArrowBuf;

/** Offsets of lists, or of texts, appended to. Owns its buffer as {@link Bytes} does. */
final class OffsetColumn implements AutoCloseable {
  private final boolean large;
  private final Bytes bytes = new Bytes();
  private long last;

  /** Offsets of 32 bits, or of 64 if large. */
  OffsetColumn(boolean large) {
    this.large = large;
  }

  int width() {
    return large ? Long.BYTES : Integer.BYTES;
  }

  void start(Slab slab, long values) {
    bytes.start(slab, (values + 1) * width());
    last = 0;
  }

  /** Makes room for more offsets, behind the first one, which is 0; returns where they go. */
  private long reserve(int count) {
    int first = bytes.used == 0 ? width() : 0;
    long to = bytes.reserve((long) count * width() + first) + bytes.used;
    if (first > 0) {
      putInt(to, 0);
      putInt(to + first - Integer.BYTES, 0);
    }
    bytes.used += first;
    return to + first;
  }

  /** Appends ends of values as they are. */
  void appendEnds(int[] ends, int count) {
    long to = reserve(count);
    if (large) {
      for (int i = 0; i < count; i++, to += Long.BYTES) {
        putLong(to, ends[i]);
      }
    } else {
      for (int i = 0; i < count; i++, to += Integer.BYTES) {
        putInt(to, ends[i]);
      }
    }
    bytes.used += (long) count * width();
  }

  /**
   * Appends lists of some lengths.
   *
   * @throws ArithmeticException if there are more elements than 32 bits can tell
   */
  void appendLengths(int[] lengths, int count) {
    long to = reserve(count);
    long end = last;
    if (large) {
      for (int i = 0; i < count; i++, to += Long.BYTES) {
        end += lengths[i];
        putLong(to, end);
      }
    } else {
      for (int i = 0; i < count; i++, to += Integer.BYTES) {
        end += lengths[i];
        putInt(to, (int) end);
      }
    }
    if (!large && end > Integer.MAX_VALUE) {
      throw new ArithmeticException("a batch has more than 2,147,483,647 elements of lists");
    }
    last = end;
    bytes.used += (long) count * width();
  }

  /** Hands over the buffer; the caller closes it. */
  ArrowBuf take() {
    reserve(0);
    return bytes.take();
  }

  @Override
  public void close() {
    bytes.close();
  }
}
