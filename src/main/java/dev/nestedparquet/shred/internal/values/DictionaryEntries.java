package dev.nestedparquet.shred.internal.values;

import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.FieldVector;

/**
 * Sizes of the entries of an Arrow dictionary, as Parquet stores them. They bound the memory of a
 * column whose indices may have to be written as values.
 *
 * @param count number of entries
 * @param bytes bytes of all entries in a dictionary page
 * @param longestBytes bytes of the longest entry in a dictionary page
 */
public record DictionaryEntries(long count, long bytes, long longestBytes) {
  /**
   * Most entries with which a dictionary is taken to be shorter than the values, as its maker will
   * have meant it. With more, the values have to tell: each entry may occur only once.
   */
  private static final long MANY_ENTRIES = 4_096;

  /**
   * Measures the entries of a dictionary's vector.
   *
   * @param width bytes of a value in Parquet, or {@link DenseValues#VARIABLE}
   */
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

  /** Whether there are so many entries that a dictionary may take more bytes than the values. */
  public boolean areMany() {
    return count > MANY_ENTRIES;
  }

  /** Whether all entries fit a dictionary page of fewer than so many bytes. */
  public boolean fitInto(long pageBytes) {
    return bytes < pageBytes;
  }
}
