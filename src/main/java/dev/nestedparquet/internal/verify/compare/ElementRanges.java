package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListViewVector;

/** Where the elements of each list are, whatever kind of list it is. */
interface ElementRanges {
  /** Index of a list's first element. */
  long at(int list);

  /** Elements of a list. */
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

  /** Lists of so many elements each, those that are null included. */
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
   * Lists in any order, that may overlap.
   *
   * @param offsets borrowed from the vector, as sizes are
   * @param isLarge whether both have 64 bits
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
