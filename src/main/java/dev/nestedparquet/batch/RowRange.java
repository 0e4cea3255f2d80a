package dev.nestedparquet.batch;

/**
 * The rows {@code [first, first + rows)} of a data set.
 *
 * @param first index of the first row, from 0
 * @param rows number of rows, 0 or more
 */
public record RowRange(long first, long rows) {
  public RowRange {
    if (first < 0 || rows < 0 || first + rows < 0) {
      throw new IllegalArgumentException("row range first=" + first + " rows=" + rows);
    }
  }

  /** Index of the row after the last one. */
  public long end() {
    return first + rows;
  }

  public boolean isEmpty() {
    return rows == 0;
  }
}
