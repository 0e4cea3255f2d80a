package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.file.MemoryEstimate.Load;
import dev.nestedparquet.shred.internal.levels.ColumnTree;
import dev.nestedparquet.shred.internal.levels.LeafNode;
import dev.nestedparquet.shred.internal.statistics.DistinctHashes;
import dev.nestedparquet.shred.internal.values.DenseValues;
import dev.nestedparquet.shred.internal.values.DictionaryEntries;
import dev.nestedparquet.shred.internal.values.StorageType;
import java.util.List;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.BufferLayout;
import org.apache.arrow.vector.BufferLayout.BufferType;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TypeLayout;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Upper bound on the memory that a shredder can need for rows of which only the number and the
 * bytes in Arrow are known. The bytes are taken to be of the kind that needs most memory per byte:
 * either elements of one of the lists, each of which has some bytes in the buffers below the list,
 * or bytes of values of variable length.
 */
public final class MemoryBound {
  private final FileLayout layout;
  private final DictionaryProvider dictionaries;
  private final List<LeafNode> leaves;
  private final long rows;
  private final long arrowBytes;
  private int leaf;

  /** Bytes that the columns need, however short the rows are. */
  private long fixedBytes;

  /** Most bytes of memory that a byte of Arrow buffers can need. */
  private double mostPerByte = MemoryEstimate.BYTES_OF_BYTE;

  /**
   * Bytes of each element of a list, or of each row: those it has in Arrow buffers, and those it
   * needs in the shredder.
   */
  private static final class Elements {
    final Elements above;
    double arrowBytes;
    double neededBytes;

    Elements(Elements above) {
      this.above = above;
    }
  }

  private MemoryBound(
      ColumnTree tree,
      FileLayout layout,
      DictionaryProvider dictionaries,
      long rows,
      long arrowBytes) {
    this.layout = layout;
    this.dictionaries = dictionaries;
    leaves = tree.leaves();
    this.rows = rows;
    this.arrowBytes = arrowBytes;
    fixedBytes = MemoryEstimate.SHARED_BYTES;
  }

  /**
   * Upper bound, in bytes, on the memory for rows.
   *
   * @param tree the columns of the schema
   * @param rows the number of rows
   * @param arrowBytes upper bound, in bytes, on the Arrow buffers that hold the rows
   */
  public static long of(
      Schema schema,
      ColumnTree tree,
      FileLayout layout,
      DictionaryProvider dictionaries,
      long rows,
      long arrowBytes) {
    MemoryBound bound = new MemoryBound(tree, layout, dictionaries, rows, arrowBytes);
    Elements ofRows = new Elements(null);
    schema.getFields().forEach(field -> bound.add(field, ofRows));
    return bound.fixedBytes
        + (long) (rows * ofRows.neededBytes)
        + (long) (arrowBytes * bound.mostPerByte);
  }

  private void add(Field field, Elements elements) {
    ArrowType type = StorageType.of(field).type();
    if (field.getDictionary() != null
        || field.getChildren().isEmpty()
        || type instanceof ArrowType.RunEndEncoded) {
      addLeaf(field, elements);
      return;
    }
    Elements below = elements;
    if (!(type instanceof ArrowType.Struct)) {
      elements.arrowBytes += arrowBytes(type);
      below = new Elements(elements);
    }
    for (Field child : field.getChildren()) {
      add(child, below);
    }
    if (below != elements) {
      // An element without bytes, such as a list of the fixed size 0, has at least a validity bit.
      double arrowBytes = Math.max(below.arrowBytes, 1.0 / Byte.SIZE);
      mostPerByte = Math.max(mostPerByte, below.neededBytes / arrowBytes);
      if (type instanceof ArrowType.FixedSizeList list) {
        elements.arrowBytes += list.getListSize() * below.arrowBytes;
      }
    }
  }

  private void addLeaf(Field field, Elements elements) {
    LeafNode node = leaves.get(leaf);
    ColumnLayout column = layout.columns().get(leaf++);
    int width = node.type.width();
    for (Elements each = elements.above; each != null; each = each.above) {
      each.neededBytes += MemoryEstimate.SLOT_BYTES; // A list without elements takes a slot, too.
    }
    double bytesOfElement = arrowBytes(StorageType.of(field).type());
    elements.arrowBytes += bytesOfElement;
    if (column.falsePositives().isPresent()) {
      long bytes = DistinctHashes.mostBytesPerValue(column.falsePositives().getAsDouble());
      elements.neededBytes += bytes;
      fixedBytes += bytes; // For a zero, the one of the other sign is added.
    }
    // The buffers may hold fewer wide values than are gathered at a time.
    long most =
        field.getDictionary() == null
            ? (long) (arrowBytes / bytesOfElement + 1)
            : MemoryEstimate.GATHERED_VALUES;
    boolean isOfRows = elements.above == null;
    Load all = new Load(rows, rows, rows, arrowBytes + rows * (width + Integer.BYTES));
    boolean mayFillPage =
        !isOfRows || field.getDictionary() != null || MemoryEstimate.mayFillPage(column, all);
    fixedBytes +=
        MemoryEstimate.ofBuffers(node, isOfRows ? Math.min(rows, most) : most, mayFillPage);
    long valueBytes = width == DenseValues.VARIABLE ? Integer.BYTES : width;
    if (field.getDictionary() != null) {
      FieldVector vector = dictionaries.lookup(field.getDictionary().getId()).getVector();
      DictionaryEntries entries = DictionaryEntries.of(vector, width);
      fixedBytes += MemoryEstimate.ofEntries(entries);
      valueBytes =
          column.encoding().keepsIndices(entries, column.dictionaryBytes())
              ? Integer.BYTES
              : entries.longestBytes();
    }
    elements.neededBytes += MemoryEstimate.ofLoad(node, column, new Load(1, 1, 1, valueBytes));
  }

  /** Bytes that each value has in the buffers of its own vector, besides the validity bit. */
  private static double arrowBytes(ArrowType type) {
    if (type instanceof ArrowType.FixedSizeBinary binary) {
      return binary.getByteWidth(); // TypeLayout counts bits in a short, too small for 4 KiB.
    }
    if (type instanceof ArrowType.Utf8View || type instanceof ArrowType.BinaryView) {
      return BaseVariableWidthViewVector.ELEMENT_SIZE;
    }
    boolean variable = false;
    long bits = 0;
    for (BufferLayout layout : TypeLayout.getTypeLayout(type).getBufferLayouts()) {
      if (layout.getType() == BufferType.OFFSET) {
        variable = true;
        bits += layout.getTypeBitWidth();
      } else if (layout.getType() == BufferType.DATA && !variable) {
        bits += layout.getTypeBitWidth();
      }
    }
    return bits / (double) Byte.SIZE;
  }
}
