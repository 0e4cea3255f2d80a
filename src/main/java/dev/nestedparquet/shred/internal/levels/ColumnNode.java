package dev.nestedparquet.shred.internal.levels;

import dev.nestedparquet.shred.internal.values.StorageType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;

/**
 * A field of the Arrow schema with its place in Parquet's: what of it is the same for all batches,
 * and where its buffers are in the batch at hand.
 *
 * <p>Fields between two lists, or above the first one, share an <em>element space</em>: the same
 * index is meant in all of them. The nodes from the entry to that space down to a node are its
 * chain; an element is there for the node if it is valid in the whole chain.
 *
 * <p><em>Ownership:</em> borrows the batch's buffers from {@link #bind} on until the next one.
 * <em>Threading:</em> one thread.
 */
public abstract sealed class ColumnNode permits StructNode, ListNode, LeafNode {
  /** Names from the root, with dots between them, as Parquet has them. */
  public final String path;

  final boolean nullable;

  /** Definition level of an element that is there and not null. */
  public final int presentLevel;

  /** Repetition level of all but the first element of the innermost list around this node. */
  public final int repetitionLevel;

  /** The list whose elements this node's are; null above all lists. */
  final ListNode list;

  public final ColumnNode[] chain;

  /** Where the bitmap of this batch is; 0 if nothing is null. */
  private long validity;

  private long validityEnd;

  /**
   * A node below another.
   *
   * @param parent null for a column
   * @param presentLevel see there
   */
  ColumnNode(ColumnNode parent, String path, boolean nullable, int presentLevel) {
    this.path = path;
    this.nullable = nullable;
    this.presentLevel = presentLevel;
    List<ColumnNode> nodes = new ArrayList<>();
    if (parent instanceof ListNode innermost) {
      list = innermost;
    } else {
      list = parent == null ? null : parent.list;
      nodes.addAll(parent == null ? List.of() : List.of(parent.chain));
    }
    nodes.add(this);
    chain = nodes.toArray(ColumnNode[]::new);
    repetitionLevel = list == null ? 0 : list.elementRepetitionLevel;
  }

  /** Definition level of what enters a node: of an element that may yet be null in it. */
  static int levelAbove(ColumnNode parent) {
    if (parent == null) {
      return 0;
    }
    return parent instanceof ListNode list ? list.elementLevel() : parent.presentLevel;
  }

  /**
   * Looks up where the vector's buffers are, and those below it.
   *
   * @param elements how many values of it belong to the batch
   * @throws IllegalArgumentException if there are fewer
   */
  final void bind(FieldVector vector, long elements) {
    bindStorage(StorageType.vectorOf(vector), elements);
  }

  /** The same, of what is no vector of an extension type. */
  abstract void bindStorage(FieldVector vector, long elements);

  /**
   * Looks up where the bitmap is.
   *
   * @throws IllegalArgumentException if the vector has fewer values than it should
   */
  final void bindValidity(FieldVector vector, long elements) {
    if (vector.getValueCount() < elements) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "column %s: the vector has %,d values, and the batch %,d",
              path,
              vector.getValueCount(),
              elements));
    }
    if (hasNoBitmap(vector) || vector.getNullCount() == 0) {
      validity = 0;
      return;
    }
    ArrowBuf bitmap = vector.getValidityBuffer();
    validity = bitmap.memoryAddress();
    validityEnd = validity + bitmap.capacity();
  }

  private static boolean hasNoBitmap(FieldVector vector) {
    return vector instanceof NullVector || vector instanceof RunEndEncodedVector;
  }

  /** Has another bitmap take the place of the vector's. */
  final void overrideValidity(long bitmap, int elements) {
    validity = bitmap;
    validityEnd = bitmap + (elements + 7L) / 8;
  }

  final boolean hasNulls() {
    return validity != 0;
  }

  final long validity() {
    return validity;
  }

  /** The end of what may be read from {@link #validity} on. */
  final long validityEnd() {
    return validityEnd;
  }
}
