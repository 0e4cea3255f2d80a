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
 * A field of the Arrow schema: its place in the Parquet schema, which is the same for all batches,
 * and the addresses of its buffers in the current batch.
 *
 * <p>Fields between two lists, or above the first list, share an <em>element space</em>: an index
 * means the same element in all of them. The <em>chain</em> of a node is the nodes from the entry
 * of its element space down to it. An element is present in the node if it is valid in the whole
 * chain.
 *
 * <p><em>Ownership:</em> borrows the batch's buffers from {@link #bind} until the next call of it.
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

  /** Address of the validity bitmap in the current batch; 0 if nothing is null. */
  private long validity;

  private long validityEnd;

  /**
   * A node below another.
   *
   * @param parent null for a field of the schema itself
   * @param presentLevel definition level of an element that is there and not null
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

  /** Definition level of an element that is there in the parent, and may be null in this node. */
  static int levelAbove(ColumnNode parent) {
    if (parent == null) {
      return 0;
    }
    return parent instanceof ListNode list ? list.elementLevel() : parent.presentLevel;
  }

  /**
   * Looks up the addresses of the buffers of a vector and of the vectors below it.
   *
   * @param elements number of the vector's values that belong to the batch
   * @throws IllegalArgumentException if the vector has fewer
   */
  final void bind(FieldVector vector, long elements) {
    bindStorage(StorageType.vectorOf(vector), elements);
  }

  /** Does what {@link #bind} does, for a vector that is not of an extension type. */
  abstract void bindStorage(FieldVector vector, long elements);

  /**
   * Looks up the address of the validity bitmap.
   *
   * @throws IllegalArgumentException if the vector has fewer values than elements
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

  /** Replaces the vector's bitmap by another one, which the caller keeps until the next batch. */
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

  /** Address of the end of what may be read from {@link #validity} on. */
  final long validityEnd() {
    return validityEnd;
  }
}
