package dev.nestedparquet.shred.internal.values;

import java.util.Arrays;

/**
 * Elements of a vector, as ranges of their indices. There is a single range, unless null lists have
 * elements behind them (as null fixed-size lists always have), or list views skip some elements.
 */
public final class ElementRanges {
  private long[] starts = new long[1];
  private long[] ends = new long[1];
  private int count;

  /** Replaces all ranges by this one. */
  public void set(long start, long end) {
    starts[0] = start;
    ends[0] = end;
    count = 1;
  }

  /** Adds a range, and joins it to the last one if it begins where the last one ends. */
  public void add(long start, long end) {
    if (count > 0 && ends[count - 1] == start) {
      ends[count - 1] = end;
      return;
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count] = end;
    count++;
  }

  public void clear() {
    count = 0;
  }

  /** The number of ranges. */
  public int count() {
    return count;
  }

  /** Index of the first element of a range. */
  public long start(int range) {
    return starts[range];
  }

  /** Index after the last element of a range. */
  public long end(int range) {
    return ends[range];
  }

  /** The number of elements in all ranges. */
  public int elements() {
    long elements = 0;
    for (int i = 0; i < count; i++) {
      elements += ends[i] - starts[i];
    }
    return Math.toIntExact(elements);
  }
}
