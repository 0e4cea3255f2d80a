package dev.nestedparquet.shred.internal.encode;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.statistics.MinMax;
import dev.nestedparquet.shred.internal.values.DenseValues;
import org.apache.parquet.format.Encoding;

/**
 * Turns the values of a column chunk into the values part of its data pages, one page after the
 * other: {@code append*} &gt; {@link #finishPage} &gt; {@code append*} ...
 *
 * <p><em>Threading:</em> one thread. <em>Ownership:</em> what it buffers is its own until {@link
 * #close}; the values are borrowed for the call.
 */
public interface ValueEncoder extends AutoCloseable {
  Encoding encoding();

  /** Adds values to the open page. */
  void append(DenseValues values);

  /**
   * Adds values to the open page, and shows the smallest and largest value those that could be one:
   * encoding may tell on the way which these are.
   */
  default void append(DenseValues values, MinMax minMax) {
    minMax.add(values);
    append(values);
  }

  /** Bytes that the page has so far, about. */
  long pageBytes();

  /**
   * Bytes by which its memory grows at most as values are added to the page and it is finished.
   *
   * @param values how many
   * @param bytes of these, PLAIN
   * @param atOnce the most values that are added in a call
   */
  long growthBytes(long values, long bytes, long atOnce);

  /** Appends the page's values, encoded, and begins a new page. */
  void finishPage(GrowableBuffer target);

  /** Releases its memory, and forgets the open page; another one can be begun. */
  @Override
  void close();
}
