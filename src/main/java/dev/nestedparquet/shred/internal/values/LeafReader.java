package dev.nestedparquet.shred.internal.values;

import org.apache.arrow.vector.FieldVector;

/**
 * Gathers the selected values of a leaf's vector, as Parquet stores them.
 *
 * <p><em>Ownership:</em> borrows the vector's buffers from {@link #bind} until the next call of it;
 * owns scratch memory until {@link #close}. <em>Threading:</em> one thread.
 */
public interface LeafReader extends AutoCloseable {
  /**
   * Looks up the addresses of the vector's buffers.
   *
   * @throws IllegalArgumentException if the vector contradicts itself, or its dictionary has
   *     another type than before
   */
  void bind(FieldVector vector);

  /**
   * Checks that Parquet can hold the selected values.
   *
   * @throws RefusedValueException for the first value that Parquet can't hold
   */
  default void requireStorable(Selection selection) {}

  /**
   * Gathers the values of a selection for which {@link #requireStorable} has not thrown; a value
   * that Parquet can't hold becomes any other.
   *
   * @return the values, valid until the next call; they are in the vector's buffers if nothing has
   *     to change
   * @throws RefusedValueException if an index has no entry in its dictionary, or one that Parquet
   *     can't hold
   */
  DenseValues gather(Selection selection);

  /**
   * Upper bound, in bytes, on the gathered values of a range of elements, with 4 bytes for each
   * length.
   */
  long bytes(long first, long end);

  /** Bytes by which its memory grows at most as so many values are gathered at a time. */
  long growthBytes(long values);

  /**
   * Address of a bitmap of the elements that have a value, for vectors whose own bitmap doesn't
   * tell that; 0 for all others.
   */
  default long validity() {
    return 0;
  }

  /** This reader as one of indices, if the bound vectors are dictionary-encoded; null if not. */
  default DictionaryReader dictionary() {
    return null;
  }

  /**
   * Whether values are looked up by an index or a run. Scratch memory then holds the address of
   * each value, or a copy of it.
   */
  default boolean looksUpValues() {
    return false;
  }

  @Override
  void close();
}
