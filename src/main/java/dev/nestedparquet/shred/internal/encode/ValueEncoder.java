package dev.nestedparquet.shred.internal.encode;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.statistics.MinMax;
import dev.nestedparquet.shred.internal.values.DenseValues;
import org.apache.parquet.format.Encoding;

/**
 * Turns the values of a column chunk into the values part of its data pages, one page after the
 * other: {@code append*} &gt; {@link #finishPage} &gt; {@code append*} ...
 *
 * <p><em>Threading:</em> one thread. <em>Ownership:</em> owns what it buffers until {@link #close};
 * borrows the values for the call.
 */
public interface ValueEncoder extends AutoCloseable {
  Encoding encoding();

  /** Adds values to the open page. */
  void append(DenseValues values);

  /**
   * Adds values to the open page, and to {@code minMax} at least those that can be the smallest or
   * largest: some encodings find these on their way.
   */
  default void append(DenseValues values, MinMax minMax) {
    minMax.add(values);
    append(values);
  }

  /** Bytes of the open page's encoded values so far, about. */
  long pageBytes();

  /**
   * Bytes by which its memory grows at most as values are added to the page and it is finished.
   *
   * @param values how many
   * @param bytes of these, PLAIN
   * @param atOnce the most values that are added in a call
   */
  long growthBytes(long values, long bytes, long atOnce);

  /** Appends the open page's encoded values to the target, and begins a new page. */
  void finishPage(GrowableBuffer target);

  /** Releases the memory, and forgets the open page. Another one can be begun afterwards. */
  @Override
  void close();
}
