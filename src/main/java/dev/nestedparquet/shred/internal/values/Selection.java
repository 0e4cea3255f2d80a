package dev.nestedparquet.shred.internal.values;

import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The elements of a leaf's vector that have a value: adjacent ones, or a list of indices.
 *
 * <p><em>Ownership:</em> owns its list until {@link #close}.
 */
public final class Selection implements AutoCloseable {
  private final GrowableBuffer indices;
  private long first;
  private long listed;
  private int count;

  public Selection(BufferAllocator allocator) {
    indices = new GrowableBuffer(allocator);
  }

  /**
   * Selects elements.
   *
   * @param ranges elements to choose from
   * @param present address of a bitmap with a bit for each of these elements, set if it has a
   *     value; 0 if all have
   */
  public void select(ElementRanges ranges, long present) {
    int elements = ranges.elements();
    if (present == 0 && ranges.count() <= 1) {
      first = ranges.count() == 0 ? 0 : ranges.start(0);
      count = elements;
      listed = 0;
      return;
    }
    indices.clear();
    listed = indices.reserve((elements + 1L) * Integer.BYTES);
    long at = listed;
    long bit = 0;
    for (int range = 0; range < ranges.count(); range++) {
      long start = ranges.start(range);
      long elementsHere = ranges.end(range) - start;
      at =
          present == 0 ? all(start, elementsHere, at) : some(start, elementsHere, present, bit, at);
      bit += elementsHere;
    }
    count = (int) ((at - listed) / Integer.BYTES);
  }

  private static long all(long start, long elements, long target) {
    long at = target;
    for (long i = 0; i < elements; i++) {
      putInt(at, (int) (start + i));
      at += Integer.BYTES;
    }
    return at;
  }

  /**
   * Lists the indices whose bit is set. Each index is stored, and the next one overwrites it if its
   * bit is not set.
   */
  private static long some(long start, long elements, long present, long firstBit, long target) {
    long at = target;
    for (long done = 0; done < elements; ) {
      long bit = firstBit + done;
      long word = getLong(present + ((bit >>> 6) << 3)) >>> (bit & 63);
      long steps = Math.min(elements - done, 64 - (bit & 63));
      int index = (int) (start + done);
      done += steps;
      for (int end = index + (int) steps; index < end; index++) {
        putInt(at, index);
        at += (word & 1) << 2;
        word >>>= 1;
      }
    }
    return at;
  }

  /**
   * Selects elements by their indices.
   *
   * @param indices address of the indices, 4 bytes each; borrowed until the next selection
   */
  void setListed(long indices, int count) {
    first = 0;
    listed = indices;
    this.count = count;
  }

  /** Selects some values of another selection. Valid until that one changes or is closed. */
  public void setPart(Selection whole, int from, int end) {
    first = whole.first + from;
    listed = whole.listed == 0 ? 0 : whole.listed + (long) from * Integer.BYTES;
    count = end - from;
  }

  /** Bytes by which the memory grows at most for some of so many elements. */
  public long growthBytes(long elements) {
    return indices.growthBytes((elements + 1) * Integer.BYTES);
  }

  /** Number of selected elements. */
  public int count() {
    return count;
  }

  /** Whether the selected elements are adjacent, from {@link #first} on. */
  boolean isContiguous() {
    return listed == 0;
  }

  long first() {
    return first;
  }

  /** Address of the list of indices, 4 bytes each; 0 if {@link #isContiguous}. */
  long indices() {
    return listed;
  }

  /** Index in the vector of the n-th selected element. */
  public long index(int value) {
    return listed == 0
        ? first + value
        : getInt(listed + (long) value * Integer.BYTES) & 0xFFFF_FFFFL;
  }

  @Override
  public void close() {
    indices.close();
  }
}
