package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListViewVector;

/** Ranges of elements of a vector's lists, for any kind of list vector. */
interface ElementRanges {
  /** Index of the first element of a list. */
  long at(int list);

  /** Number of elements of a list. */
  long length(int list);

  static ElementRanges of(FieldVector vector) {
    if (vector instanceof FixedSizeListVector list) {
      return new FixedSize(list.getListSize());
    } else if (vector instanceof ListViewVector list) {
      return new Views(list.getOffsetBuffer(), list.getSizeBuffer(), /* isLarge= */ false);
    } else if (vector instanceof LargeListViewVector list) {
      return new Views(list.getOffsetBuffer(), list.getSizeBuffer(), /* isLarge= */ true);
    }
    return Offsets.of(vector);
  }

  /** Lists of the same number of elements each, also those that are null. */
  record FixedSize(int size) implements ElementRanges {
    @Override
    public long at(int list) {
      return (long) list * size;
    }

    @Override
    public long length(int list) {
      return size;
    }
  }

  /**
   * Lists of a list view, whose ranges may overlap and be in any order.
   *
   * @param offsets buffer of offsets; borrowed from the vector
   * @param sizes buffer of sizes; borrowed from the vector
   * @param isLarge whether offsets and sizes have 64 bits
   */
  record Views(ArrowBuf offsets, ArrowBuf sizes, boolean isLarge) implements ElementRanges {
    @Override
    public long at(int list) {
      return number(offsets, list);
    }

    @Override
    public long length(int list) {
      return number(sizes, list);
    }

    private long number(ArrowBuf buffer, int list) {
      return isLarge
          ? buffer.getLong((long) list * Long.BYTES)
          : buffer.getInt((long) list * Integer.BYTES);
    }
  }
}
