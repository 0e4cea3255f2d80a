package dev.nestedparquet.shred.internal.levels;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.shred.internal.levels.LeafNode.ElementBytes;
import dev.nestedparquet.shred.internal.memory.Bitmaps;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.values.ElementRanges;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;

/**
 * A list of any kind, or a map, which is a list of its entries. Turns the element space that the
 * lists are in into that of their elements.
 *
 * <p><em>Ownership:</em> owns its element space until {@link #close}.
 */
public final class ListNode extends ColumnNode implements AutoCloseable {
  private static final long EACH_BYTE = 0x0101_0101_0101_0101L;

  /** Repetition level of all elements of a list but its first. */
  final int elementRepetitionLevel;

  private final Levels levels;
  private final ElementSpace elements;
  private final GrowableBuffer listLevels;
  private ColumnNode child;

  /** Address of the offsets; unused for lists of fixed size. */
  private long offsets;

  private int offsetBytes;
  private int listSize;

  /** Address of the sizes of list views; 0 for other lists, which lie one behind the other. */
  private long sizes;

  /** Whether the vector has no lists: then it need not have any offsets, not even the first. */
  private boolean isEmpty;

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

  /**
   * Definition level of an element that may be null itself: its list is not null, and not empty.
   */
  int elementLevel() {
    return presentLevel + 1;
  }

  /** Whether a list may be null, or inside a struct that is null. */
  public boolean mayBeAbsent() {
    return Arrays.stream(chain).anyMatch(node -> node.nullable);
  }

  void setChild(ColumnNode child) {
    this.child = child;
  }

  @Override
  void bindStorage(FieldVector vector, long elements) {
    bindValidity(vector, elements);
    isEmpty = vector.getValueCount() == 0;
    endRow = -1;
    sizes = 0;
    FieldVector children;
    if (vector instanceof ListVector lists) {
      offsets = lists.getOffsetBuffer().memoryAddress();
      offsetBytes = Integer.BYTES;
      children = lists.getDataVector();
    } else if (vector instanceof LargeListVector lists) {
      offsets = lists.getOffsetBuffer().memoryAddress();
      offsetBytes = Long.BYTES;
      children = lists.getDataVector();
    } else if (vector instanceof ListViewVector lists) {
      offsets = lists.getOffsetBuffer().memoryAddress();
      sizes = lists.getSizeBuffer().memoryAddress();
      offsetBytes = Integer.BYTES;
      children = lists.getDataVector();
    } else if (vector instanceof LargeListViewVector lists) {
      offsets = lists.getOffsetBuffer().memoryAddress();
      sizes = lists.getSizeBuffer().memoryAddress();
      offsetBytes = Long.BYTES;
      children = lists.getDataVector();
    } else {
      FixedSizeListVector lists = (FixedSizeListVector) vector;
      offsetBytes = 0;
      listSize = lists.getListSize();
      children = lists.getDataVector();
    }
    child.bind(children, sizes == 0 ? startOf(elements) : endOfViews(elements));
  }

  /** Number of elements up to the last one that a list view has. */
  private long endOfViews(long lists) {
    long end = 0;
    for (long list = 0; list < lists; list++) {
      if (hasElements(list)) {
        end = Math.max(end, startOf(list) + lengthOf(list));
      }
    }
    return end;
  }

  /** Whether this list or one above is a list view: elements may be in any order then. */
  boolean isScattered() {
    return sizes != 0 || (list != null && list.isScattered());
  }

  /** Whether a list view has elements; the size of a null one may be any number. */
  private boolean hasElements(long list) {
    return (!hasNulls() || Bitmaps.isSet(validity(), list)) && lengthOf(list) > 0;
  }

  private long lengthOf(long list) {
    if (sizes == 0) {
      return startOf(list + 1) - startOf(list);
    }
    return offsetBytes == Integer.BYTES
        ? getInt(sizes + list * Integer.BYTES)
        : getLong(sizes + list * Long.BYTES);
  }

  /** Sums up bytes over the elements of some lists, which may be any number of ranges. */
  long sum(long first, long end, ElementBytes bytes) {
    if (sizes == 0) {
      return bytes.of(startOf(first), startOf(end));
    }
    long sum = 0;
    long rangeStart = 0;
    long rangeEnd = 0;
    for (long list = first; list < end; list++) {
      if (!hasElements(list)) {
        continue;
      }
      if (startOf(list) != rangeEnd) {
        sum += bytes.of(rangeStart, rangeEnd);
        rangeStart = startOf(list);
      }
      rangeEnd = startOf(list) + lengthOf(list);
    }
    return sum + bytes.of(rangeStart, rangeEnd);
  }

  /** Upper bound on the number of elements of some lists: counts those of null lists, too. */
  private long mostElements(long first, long end) {
    return sizes == 0
        ? startOf(end) - startOf(first)
        : sum(first, end, (start, stop) -> stop - start);
  }

  /**
   * Index of a list's first element. If the list is empty and no view, it is that of the next
   * list's.
   */
  long startOf(long index) {
    if (isEmpty) {
      return 0;
    }
    if (offsetBytes == Integer.BYTES) {
      return getInt(offsets + index * Integer.BYTES);
    }
    return offsetBytes == Long.BYTES ? getLong(offsets + index * Long.BYTES) : index * listSize;
  }

  /**
   * Returns the element space of these rows, with the levels of everything above; valid until it is
   * asked for other rows.
   */
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
    ElementRanges ranges = lists.ranges();
    for (int range = 0; range < ranges.count(); range++) {
      most += mostElements(ranges.start(range), ranges.end(range));
    }
    elements.clear(most);
    long end =
        offsetBytes == Integer.BYTES && sizes == 0 && lists.isRows()
            ? expandRows(lists, level)
            : -1;
    if (end < 0) {
      end = expandAny(lists, level);
    }
    elements.setSlots(Math.toIntExact(end));
  }

  /**
   * Expands lists that no other list is above, so that each row is a list.
   *
   * @return the number of slots; -1 if null lists have elements behind them
   */
  private long expandRows(ElementSpace rows, long level) {
    long definition = elements.definitionLevels();
    long repetition = elements.repetitionLevels();
    int present = presentLevel;
    long repeated = elementRepetitionLevel * EACH_BYTE;
    long first = repeated & ~0xFFL;
    long offset = offsets + rows.ranges().start(0) * Integer.BYTES;
    int slots = rows.slots();
    int start = getInt(offset);
    int begin = start;
    int hidden = 0;
    for (int slot = 0; slot < slots; slot++) {
      offset += Integer.BYTES;
      int next = getInt(offset);
      int slotLevel = getByte(level + slot);
      int isThere = ((slotLevel ^ present) - 1) >> 31;
      int length = (next - start) & isThere;
      hidden |= (next - start) & ~isThere;
      int hasElements = -length >>> 31;
      long definitions = (slotLevel + hasElements) * EACH_BYTE;
      putLong(definition, definitions);
      putLong(repetition, first);
      for (int done = Long.BYTES; done < length; done += Long.BYTES) {
        putLong(definition + done, definitions);
        putLong(repetition + done, repeated);
      }
      int here = length + 1 - hasElements;
      definition += here;
      repetition += here;
      start = next;
    }
    if (hidden != 0) {
      return -1;
    }
    elements.ranges().add(begin, start);
    return definition - elements.definitionLevels();
  }

  private long expandAny(ElementSpace lists, long level) {
    long definition = elements.definitionLevels();
    long repetition = elements.repetitionLevels();
    long parentDefinition = lists.definitionLevels();
    long parentRepetition = lists.repetitionLevels();
    int parentLevel = lists.level();
    int present = presentLevel;
    long repeated = elementRepetitionLevel * EACH_BYTE;
    long at = 0;
    int range = 0;
    ElementRanges parents = lists.ranges();
    ElementRanges children = elements.ranges();
    long list = parents.count() == 0 ? 0 : parents.start(0);
    long rangeEnd = parents.count() == 0 ? 0 : parents.end(0);
    int slots = lists.slots();
    for (int slot = 0; slot < slots; slot++) {
      int slotLevel = getByte(level + slot);
      int length = 0;
      if (parentDefinition == 0 || getByte(parentDefinition + slot) >= parentLevel) {
        if (list == rangeEnd) {
          range++;
          list = parents.start(range);
          rangeEnd = parents.end(range);
        }
        if (slotLevel == present) {
          long start = startOf(list);
          length = Math.toIntExact(lengthOf(list));
          if (length > 0) {
            children.add(start, start + length);
            slotLevel++;
          }
        }
        list++;
      }
      int first = parentRepetition == 0 ? 0 : getByte(parentRepetition + slot);
      putLong(definition + at, slotLevel * EACH_BYTE);
      putLong(repetition + at, (repeated & ~0xFFL) | first);
      for (int done = Long.BYTES; done < length; done += Long.BYTES) {
        putLong(definition + at + done, slotLevel * EACH_BYTE);
        putLong(repetition + at + done, repeated);
      }
      at += Math.max(1, length);
    }
    return at;
  }

  /** Bytes by which its memory grows at most for so many slots of its elements. */
  public long growthBytes(long slots) {
    return listLevels.growthBytes(slots) + elements.growthBytes(slots);
  }

  @Override
  public void close() {
    elements.close();
    listLevels.close();
  }
}
