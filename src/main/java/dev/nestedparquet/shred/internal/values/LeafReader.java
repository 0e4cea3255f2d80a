package dev.nestedparquet.shred.internal.values;

import org.apache.arrow.vector.FieldVector;

/**
 * Gathers the selected values of a leaf's vector as Parquet stores them.
 *
 * <p><em>Ownership:</em> borrows the vector's buffers from {@link #bind} on; scratch memory is its
 * own until {@link #close}. <em>Threading:</em> one thread.
 */
public interface LeafReader extends AutoCloseable {
  /** Looks up where the vector's buffers are. */
  void bind(FieldVector vector);

  /**
   * Sees to it that Parquet can hold the selected values.
   *
   * @throws RefusedValueException if there is one that it can't hold
   */
  default void requireStorable(Selection selection) {}

  /**
   * The values of a selection, which are storable: instead of one that isn't, there may be any.
   *
   * @throws RefusedValueException if an index of a dictionary has no entry, or one that Parquet
   *     can't hold
   * @return what is valid until the next call; in buffers of the vector where nothing has to change
   */
  DenseValues gather(Selection selection);

  /** Bytes that the values of a range of elements take, about; no fewer than those gathered. */
  long bytes(long first, long end);

  /** Bytes by which its memory grows at most as so many values are gathered at a time. */
  long growthBytes(long values);

  /**
   * Bitmap of the elements of the bound vector that have a value, where its own isn't all there is
   * to say; 0 if it is.
   */
  default long validity() {
    return 0;
  }

  /** This reader, if the bound vectors are dictionary-encoded, for their indices; null if not. */
  default DictionaryReader dictionary() {
    return null;
  }

  /**
   * Whether values are looked up by an index or a run, so that scratch memory has to hold where
   * each is, or a copy of it.
   */
  default boolean looksUpValues() {
    return false;
  }

  @Override
  void close();
}
