package dev.nestedparquet.shred;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;

/**
 * A list of whatever kind, or a map, which is a list of its entries: where the levels of what is
 * above become those of its elements.
 *
 * <p><em>Ownership:</em> its element space is its own until {@link #close}.
 */
final class ListNode extends ColumnNode implements AutoCloseable {
  private static final long EACH_BYTE = 0x0101_0101_0101_0101L;

  /** Repetition level of the elements after a list's first. */
  final int elementRepetitionLevel;

  private final Levels levels;
  private final ElementSpace elements;
  private final GrowableBuffer listLevels;
  private ColumnNode child;

  private Offsets offsets;

  // The rows whose elements are in the element space.
  private int firstRow;
  private int endRow;

  ListNode(ColumnNode parent, String path, boolean nullable, Levels levels) {
    super(parent, path, nullable, levelAbove(parent) + (nullable ? 1 : 0));
    elementRepetitionLevel = repetitionLevel + 1;
    this.levels = levels;
    elements = levels.newElementSpace(elementLevel());
    listLevels = levels.newBuffer();
  }

  /** Definition level of an element that may yet be null: there is a list, and it isn't empty. */
  int elementLevel() {
    return presentLevel + 1;
  }

  void setChild(ColumnNode child) {
    this.child = child;
  }

  @Override
  void bind(FieldVector vector) {
    bindValidity(vector);
    endRow = -1;
    if (vector instanceof ListVector lists) {
      offsets = new Offsets(lists.getOffsetBuffer().memoryAddress(), Integer.BYTES, 0);
      child.bind(lists.getDataVector());
    } else if (vector instanceof LargeListVector lists) {
      offsets = new Offsets(lists.getOffsetBuffer().memoryAddress(), Long.BYTES, 0);
      child.bind(lists.getDataVector());
    } else {
      FixedSizeListVector lists = (FixedSizeListVector) vector;
      offsets = new Offsets(0, 0, lists.getListSize());
      child.bind(lists.getDataVector());
    }
  }

  /**
   * Where lists begin.
   *
   * @param address 0 if all have the same size
   */
  private record Offsets(long address, int width, int listSize) {
    long startOf(long list) {
      if (width == Integer.BYTES) {
        return getInt(address + list * Integer.BYTES);
      }
      return width == Long.BYTES ? getLong(address + list * Long.BYTES) : list * listSize;
    }
  }

  /** First element that belongs to a list, or to one after it. */
  long startOf(long index) {
    return offsets.startOf(index);
  }

  /** The elements of these rows, with the levels of all that is above them. */
  ElementSpace elementsOf(ElementSpace rows) {
    if (rows.firstRow() != firstRow || rows.endRow() != endRow) {
      expand(list == null ? rows : list.elementsOf(rows));
      firstRow = rows.firstRow();
      endRow = rows.endRow();
    }
    return elements;
  }

  private void expand(ElementSpace lists) {
    int slots = lists.slots();
    listLevels.clear();
    long level = listLevels.reserve(slots);
    levels.walk(lists, chain, level);

    long most = slots;
    for (int range = 0; range < lists.ranges(); range++) {
      most += startOf(lists.rangeEnd(range)) - startOf(lists.rangeStart(range));
    }
    elements.clear(most);
    long definition = elements.definitionLevels();
    long repetition = elements.repetitionLevels();
    long parentDefinition = lists.definitionLevels();
    long parentRepetition = lists.repetitionLevels();
    int parentLevel = lists.level();
    int present = presentLevel;
    long repeated = elementRepetitionLevel * EACH_BYTE;
    long at = 0;
    int range = 0;
    long list = lists.ranges() == 0 ? 0 : lists.rangeStart(0);
    long rangeEnd = lists.ranges() == 0 ? 0 : lists.rangeEnd(0);
    for (int slot = 0; slot < slots; slot++) {
      int slotLevel = getByte(level + slot) & 0xFF;
      boolean isElement =
          parentDefinition == 0 || (getByte(parentDefinition + slot) & 0xFF) >= parentLevel;
      int length = 0;
      if (isElement) {
        if (list == rangeEnd) {
          range++;
          list = lists.rangeStart(range);
          rangeEnd = lists.rangeEnd(range);
        }
        if (slotLevel == present) {
          long start = startOf(list);
          length = (int) (startOf(list + 1) - start);
          if (length > 0) {
            elements.addRange(start, start + length);
            slotLevel++;
          }
        }
        list++;
      }
      int here = Math.max(1, length);
      int first = parentRepetition == 0 ? 0 : getByte(parentRepetition + slot);
      putLong(definition + at, slotLevel * EACH_BYTE);
      putLong(repetition + at, (repeated & ~0xFFL) | first);
      for (int done = Long.BYTES; done < here; done += Long.BYTES) {
        putLong(definition + at + done, slotLevel * EACH_BYTE);
        putLong(repetition + at + done, repeated);
      }
      at += here;
    }
    elements.setSlots(Math.toIntExact(at));
  }

  @Override
  public void close() {
    elements.close();
    listLevels.close();
  }
}
