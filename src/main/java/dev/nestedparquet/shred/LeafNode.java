package dev.nestedparquet.shred;

import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** A field with values: a column of the Parquet file. */
final class LeafNode extends ColumnNode {
  final LeafType type;
  final LeafReader reader;

  /** Names from the root: one may have a dot in it. */
  final List<String> names;

  LeafNode(
      ColumnNode parent, List<String> names, boolean nullable, LeafType type, LeafReader reader) {
    super(parent, String.join(".", names), nullable, levelAbove(parent) + (nullable ? 1 : 0));
    this.names = names;
    this.type = type;
    this.reader = reader;
  }

  @Override
  void bind(FieldVector vector, long elements) {
    bindValidity(vector, elements);
    try {
      reader.bind(vector);
    } catch (ArithmeticException e) { // A dictionary's values are converted here.
      throw new IllegalArgumentException(
          "column " + path + ": a value of its dictionary is too large for Parquet", e);
    }
    if (reader instanceof DictionaryReader dictionary && dictionary.validity() != 0) {
      overrideValidity(dictionary.validity(), vector.getValueCount());
    }
  }

  /** The elements of rows in the space of this leaf. */
  ElementSpace elementsOf(ElementSpace rows) {
    return list == null ? rows : list.elementsOf(rows);
  }

  /** First element of this leaf's space that belongs to a row, or to one after it. */
  long startOf(int row) {
    return startOf(list, row);
  }

  /** Slots that rows have in this leaf, or a few more: its elements, and lists without any. */
  long mostSlots(int first, int end) {
    long slots = (long) end - first;
    for (ListNode above = list; above != null; above = above.list) {
      slots += startOf(above, end) - startOf(above, first);
    }
    return slots;
  }

  private static long startOf(ListNode list, int row) {
    return list == null ? row : list.startOf(startOf(list.list, row));
  }
}
