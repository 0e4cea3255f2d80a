package dev.nestedparquet.shred.internal.values;

import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.FieldVector;

/**
 * How large the entries of a vector's dictionary are as Parquet has them: each index may have to be
 * written as the value that it stands for.
 *
 * @param count how many there are
 * @param bytes of all entries, as a dictionary page has them
 * @param longestBytes of one entry, at most
 */
public record DictionaryEntries(long count, long bytes, long longestBytes) {
  /**
   * Up to this number a dictionary is taken to pay, for that is why there is one. Of a larger one,
   * the values tell: each may occur once.
   */
  private static final long MANY_ENTRIES = 4_096;

  /** The entries of a dictionary's vector, of this width in Parquet. */
  public static DictionaryEntries of(FieldVector dictionary, int width) {
    FieldVector entries = StorageType.vectorOf(dictionary);
    long count = entries.getValueCount();
    if (width != DenseValues.VARIABLE) {
      return new DictionaryEntries(count, count * width, width);
    }
    long longest = 0;
    long sum = 0;
    for (long i = 0; i < count; i++) {
      long length = length(entries, i);
      sum += length;
      longest = Math.max(longest, length);
    }
    return new DictionaryEntries(count, sum + count * Integer.BYTES, longest + Integer.BYTES);
  }

  private static long length(FieldVector entries, long index) {
    if (entries instanceof BaseVariableWidthViewVector) {
      return entries.isNull((int) index)
          ? 0
          : entries.getDataBuffer().getInt(index * BaseVariableWidthViewVector.ELEMENT_SIZE);
    }
    boolean large = entries instanceof BaseLargeVariableWidthVector;
    return offset(entries, large, index + 1) - offset(entries, large, index);
  }

  private static long offset(FieldVector entries, boolean large, long index) {
    return large
        ? entries.getOffsetBuffer().getLong(index * Long.BYTES)
        : entries.getOffsetBuffer().getInt(index * Integer.BYTES);
  }

  /** Whether a dictionary may take more room than the values. */
  public boolean areMany() {
    return count > MANY_ENTRIES;
  }

  /** Whether a dictionary page of fewer than so many bytes has room for all of them. */
  public boolean fitInto(long pageBytes) {
    return bytes < pageBytes;
  }
}
