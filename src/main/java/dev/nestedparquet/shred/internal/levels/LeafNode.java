package dev.nestedparquet.shred.internal.levels;

import dev.nestedparquet.shred.internal.values.LeafReader;
import dev.nestedparquet.shred.internal.values.LeafType;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** A field with values: a column of the Parquet file. */
public final class LeafNode extends ColumnNode {
  public final LeafType type;
  public final LeafReader reader;

  /** Names from the root; a name may contain a dot. */
  public final List<String> names;

  LeafNode(
      ColumnNode parent, List<String> names, boolean nullable, LeafType type, LeafReader reader) {
    super(parent, String.join(".", names), nullable, levelAbove(parent) + (nullable ? 1 : 0));
    this.names = names;
    this.type = type;
    this.reader = reader;
  }

  /** Names from the root, without the groups that Parquet adds for lists and maps. */
  public List<String> shortNames() {
    List<String> shorter = new ArrayList<>(names);
    int end = names.size();
    for (ColumnNode node = this; node.list != null; node = node.list) {
      int entry = end - node.chain.length;
      boolean ofMap = names.get(entry).equals("key_value");
      end = ofMap ? entry : entry - 1; // A list adds "list" and "element".
      shorter.subList(end, entry + 1).clear();
    }
    return shorter;
  }

  @Override
  void bindStorage(FieldVector vector, long elements) {
    bindValidity(vector, elements);
    try {
      reader.bind(vector);
    } catch (IllegalArgumentException e) { // The dictionary is of another type than before.
      throw new IllegalArgumentException("column " + path + ": " + e.getMessage(), e);
    }
    if (reader.validity() != 0) {
      overrideValidity(reader.validity(), vector.getValueCount());
    }
  }

  /** Measures a range of elements, in bytes. */
  @FunctionalInterface
  interface ElementBytes {
    long of(long first, long end);
  }

  /** Returns the elements that some rows have in the element space of this leaf. */
  public ElementSpace elementsOf(ElementSpace rows) {
    return list == null ? rows : list.elementsOf(rows);
  }

  private long startOf(int row) {
    return startOf(list, row);
  }

  /** Finds the row to which an element of this leaf's space belongs, among rows of the batch. */
  public int rowOf(long element, int first, int end) {
    if (list != null && list.isScattered()) {
      return rowOfScattered(element, first, end);
    }
    int row = first;
    int after = end;
    while (after - row > 1) {
      int middle = (row + after) >>> 1;
      if (startOf(middle) <= element) {
        row = middle;
      } else {
        after = middle;
      }
    }
    return row;
  }

  private int rowOfScattered(long element, int first, int end) {
    ElementBytes hits = (start, stop) -> start <= element && element < stop ? 1 : 0;
    int row = first;
    while (row < end - 1 && sum(list, row, row + 1L, hits) == 0) {
      row++;
    }
    return row;
  }

  /**
   * Upper bound on the number of elements that rows have in this leaf: counts those of null lists,
   * too.
   */
  public long elements(int first, int end) {
    return elements(list, first, end);
  }

  private static long elements(ListNode list, int first, int end) {
    return list != null && list.isScattered()
        ? sum(list, first, end, (start, stop) -> stop - start)
        : startOf(list, end) - startOf(list, first);
  }

  /** Bytes of the elements that rows have in this leaf, about; counts those of null lists, too. */
  public long bytes(int first, int end) {
    return list != null && list.isScattered()
        ? sum(list, first, end, reader::bytes)
        : reader.bytes(startOf(first), startOf(end));
  }

  /** Sums up bytes over the elements of some lists, which may be any number of ranges. */
  private static long sum(ListNode list, long first, long end, ElementBytes bytes) {
    ElementBytes below = (start, stop) -> list.sum(start, stop, bytes);
    return list.list == null ? below.of(first, end) : sum(list.list, first, end, below);
  }

  /**
   * Upper bound on the slots that rows have in this leaf: its elements, and the lists without any.
   */
  public long mostSlots(int first, int end) {
    long slots = (long) end - first;
    for (ListNode above = list; above != null; above = above.list) {
      slots += elements(above, first, end);
    }
    return slots;
  }

  /** Bytes by which the memory of the lists above grows at most for so many slots. */
  public long listGrowthBytes(long slots) {
    long bytes = 0;
    for (ListNode above = list; above != null; above = above.list) {
      bytes += above.growthBytes(slots);
    }
    return bytes;
  }

  private static long startOf(ListNode list, int row) {
    return list == null ? row : list.startOf(startOf(list.list, row));
  }
}
