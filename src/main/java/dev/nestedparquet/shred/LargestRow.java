package dev.nestedparquet.shred;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
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
 * The most memory that some bytes of Arrow buffers can come to need in a shredder, by what kind of
 * bytes takes most: elements of one of the lists, each of which has bytes in the buffers of the
 * list's columns, or the bytes of values of variable length.
 */
final class LargestRow {
  private final ShredderOptions options;
  private final DictionaryProvider dictionaries;
  private final List<LeafNode> leaves;
  private final long rows;
  private final long arrowBytes;
  private int leaf;

  /** Of columns, however short the rows are. */
  private long fixedBytes;

  /** What a byte of Arrow buffers can come to need. */
  private double mostPerByte = MemoryNeed.BYTES_OF_BYTE;

  /** Elements of a list, or the rows themselves: what each has in Arrow, and what it needs. */
  private static final class Elements {
    final Elements above;
    double arrowBytes;
    double neededBytes;

    Elements(Elements above) {
      this.above = above;
    }
  }

  /** Rows of a row group that is worth its place in the footer, unless they have so many bytes. */
  private static final int DECENT_ROWS = 1_024;

  private static final int DECENT_BYTES = 1 << 20;

  /** What text and byte arrays are taken to have, where nothing is known of them. */
  private static final int USUAL_BYTES = 16;

  /**
   * Bytes that decent row groups need, of rows with short values and an element to each list.
   *
   * @see ParquetShredder#leastBytes
   */
  static long leastBytes(Schema schema, DictionaryProvider dictionaries, ShredderOptions named) {
    try (BufferAllocator none = new RootAllocator(0);
        ColumnTree tree = new ColumnTree(schema, dictionaries, none)) {
      ShredderOptions options = ColumnOptions.resolve(named, tree.leaves());
      long rowBytes = 0;
      for (LeafNode leaf : tree.leaves()) {
        rowBytes += usualBytes(leaf);
      }
      long bytes = Math.min(DECENT_BYTES, options.rowGroupBytes());
      long rows = Math.max(1, Math.min(DECENT_ROWS, bytes / rowBytes));
      rows = Math.min(rows, options.rowGroupRows());
      long needed = MemoryNeed.SHARED_BYTES;
      for (LeafNode leaf : tree.leaves()) {
        long leafBytes = rows * usualBytes(leaf);
        needed +=
            MemoryNeed.of(leaf, options.encodingOf(leaf.path), rows, rows, leafBytes)
                + MemoryNeed.ofColumn(
                    leaf, rows, MemoryNeed.mayFillPage(options, rows, rows, rows, leafBytes));
      }
      return needed;
    }
  }

  private static int usualBytes(LeafNode leaf) {
    return leaf.type.width() == DenseValues.VARIABLE
        ? USUAL_BYTES + Integer.BYTES
        : leaf.type.width();
  }

  private LargestRow(
      ShredderOptions options,
      DictionaryProvider dictionaries,
      List<LeafNode> leaves,
      long rows,
      long arrowBytes) {
    this.options = options;
    this.dictionaries = dictionaries;
    this.leaves = leaves;
    this.rows = rows;
    this.arrowBytes = arrowBytes;
    fixedBytes = MemoryNeed.SHARED_BYTES;
  }

  /**
   * Bytes that rows need.
   *
   * @param rows how many there are
   * @param arrowBytes of the buffers that hold them
   */
  static long neededBytes(
      Schema schema,
      DictionaryProvider dictionaries,
      ShredderOptions options,
      long rows,
      long arrowBytes) {
    try (BufferAllocator none = new RootAllocator(0);
        ColumnTree tree = new ColumnTree(schema, dictionaries, none)) {
      LargestRow largest =
          new LargestRow(
              ColumnOptions.resolve(options, tree.leaves()),
              dictionaries,
              tree.leaves(),
              rows,
              arrowBytes);
      Elements ofRows = new Elements(null);
      schema.getFields().forEach(field -> largest.add(field, ofRows));
      return largest.fixedBytes
          + (long) (rows * ofRows.neededBytes)
          + (long) (arrowBytes * largest.mostPerByte);
    }
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
      // Elements of no bytes, such as lists of the fixed size 0, have a bit of validity at least.
      double arrowBytes = Math.max(below.arrowBytes, 1.0 / Byte.SIZE);
      mostPerByte = Math.max(mostPerByte, below.neededBytes / arrowBytes);
      if (type instanceof ArrowType.FixedSizeList list) {
        elements.arrowBytes += list.getListSize() * below.arrowBytes;
      }
    }
  }

  private void addLeaf(Field field, Elements elements) {
    LeafNode node = leaves.get(leaf++);
    int width = node.type.width();
    for (Elements each = elements.above; each != null; each = each.above) {
      each.neededBytes += MemoryNeed.SLOT_BYTES; // A list without elements has a slot, too.
    }
    double bytesOfElement = arrowBytes(StorageType.of(field).type());
    elements.arrowBytes += bytesOfElement;
    if (options.bloomFilters().contains(node.path)) {
      elements.neededBytes += DistinctHashes.MOST_BYTES_PER_VALUE;
      fixedBytes += DistinctHashes.MOST_BYTES_PER_VALUE; // The zero of the other sign.
    }
    // Of wide values, the buffers hold fewer than are gathered at a time.
    long most =
        field.getDictionary() == null
            ? (long) (arrowBytes / bytesOfElement + 1)
            : MemoryNeed.GATHERED_VALUES;
    boolean isOfRows = elements.above == null;
    boolean mayFillPage =
        !isOfRows
            || field.getDictionary() != null
            || MemoryNeed.mayFillPage(
                options, rows, rows, rows, arrowBytes + rows * (width + Integer.BYTES));
    fixedBytes += MemoryNeed.ofColumn(node, isOfRows ? Math.min(rows, most) : most, mayFillPage);
    long valueBytes = width == DenseValues.VARIABLE ? Integer.BYTES : width;
    if (field.getDictionary() != null) {
      FieldVector entries = dictionaries.lookup(field.getDictionary().getId()).getVector();
      DictionaryEntries sizes = DictionaryEntries.of(entries, width);
      fixedBytes += sizes.neededBytes();
      valueBytes =
          sizes.fitADictionaryPage(options.encodingOf(node.path))
              ? Integer.BYTES
              : sizes.longestBytes();
    }
    elements.neededBytes +=
        MemoryNeed.of(
            node, options.encodingOf(node.path), /* slots= */ 1, /* values= */ 1, valueBytes);
  }

  /** What each value has in its vector's own buffers, other than a bit of validity. */
  private static double arrowBytes(ArrowType type) {
    if (type instanceof ArrowType.FixedSizeBinary binary) {
      return binary.getByteWidth(); // A layout has its bits as a short, too few for 4 KiB.
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
