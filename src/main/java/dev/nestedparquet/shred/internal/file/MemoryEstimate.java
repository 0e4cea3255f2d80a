package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.encode.EncodingChoice;
import dev.nestedparquet.shred.internal.encode.OpenPage;
import dev.nestedparquet.shred.internal.levels.ColumnTree;
import dev.nestedparquet.shred.internal.levels.LeafNode;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.memory.SegmentPool;
import dev.nestedparquet.shred.internal.values.DenseValues;
import dev.nestedparquet.shred.internal.values.DictionaryEntries;
import dev.nestedparquet.shred.internal.values.Selection;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * The most memory that rows take on their way into pages, in bytes: so much for each slot of a
 * column, each of its values, and each byte of these. All are upper bounds; of a buffer that grows,
 * the old one and the new one are there together, which makes two and a half times what is in it.
 */
public final class MemoryEstimate {
  /** Values that are gathered at a time. */
  static final int GATHERED_VALUES = 16_384;

  /**
   * Bytes of a slot: levels of the list, bits of validity and index of the element (8); two levels
   * of the page, growing (5), and packed, in the page, compressed and kept (3).
   */
  static final long SLOT_BYTES = 16;

  /**
   * Bytes that a byte of a value takes: encoded, growing (2.5), in the page (1), compressed (1.2),
   * kept (1). An id in a dictionary takes no more than 4 of these.
   */
  static final long BYTES_OF_BYTE = 6;

  /**
   * Bytes of a value of variable length that may be delta-encoded: two lengths of up to 4.25 bytes
   * each in place of one of 4, which is counted with the value's bytes.
   */
  private static final long LENGTHS_BYTES = 30;

  /**
   * Bytes of a byte array that was gathered: address, length, and for a delta encoder two lengths,
   * and address and length once more.
   */
  private static final long GATHERED_BYTES = 32;

  /** Bytes of an entry of a dictionary: where it is, its length, and its place in a list. */
  private static final long ENTRY_BYTES = 16;

  /** What columns share: a segment of pages that is hardly used, and the page that is written. */
  static final long SHARED_BYTES = SegmentPool.SEGMENT_BYTES + (128 << 10);

  // Buffers of a column, which have a least size: of levels, selection and reader; of a list, which
  // a column may have to itself; of an encoder, the largest of those that a column comes to choose.
  private static final int COLUMN_BUFFERS = 7;
  private static final int LIST_BUFFERS = 3;
  private static final int NUMBER_ENCODER_BUFFERS = 4;
  private static final int BYTES_ENCODER_BUFFERS = 10;

  /** Rows of a row group that is worth its place in the footer, unless they have so many bytes. */
  private static final int DECENT_ROWS = 1_024;

  private static final int DECENT_BYTES = 1 << 20;

  /** Bytes that text and byte arrays are taken to have, where nothing is known of them. */
  private static final int USUAL_BYTES = 16;

  private MemoryEstimate() {}

  /**
   * What goes into the pages of a column, or is in its open page and goes on growing.
   *
   * @param bytes of the values, those of 4 bytes for a length included
   */
  record Load(long rows, long slots, long values, long bytes) {
    Load plus(Load more) {
      return new Load(
          rows + more.rows, slots + more.slots, values + more.values, bytes + more.bytes);
    }
  }

  /** Bytes that grow with the rows. */
  static long ofLoad(LeafNode leaf, ColumnLayout layout, Load load) {
    boolean mayHaveLengths =
        layout.encoding().mayEncodeLengths(leaf.type, leaf.reader.dictionary() != null);
    return load.slots * SLOT_BYTES
        + load.values * (mayHaveLengths ? LENGTHS_BYTES : 0)
        + Math.max(load.bytes, load.values * Integer.BYTES) * BYTES_OF_BYTE;
  }

  /**
   * Bytes of a column's buffers, however short its rows are.
   *
   * @param values that it may have to gather
   * @param mayFillPage whether a page may end, which then waits in a segment of the column's own
   */
  static long ofBuffers(LeafNode leaf, long values, boolean mayFillPage) {
    boolean areBytes = areBytes(leaf);
    int buffers =
        COLUMN_BUFFERS
            + leaf.repetitionLevel * LIST_BUFFERS
            + (areBytes ? BYTES_ENCODER_BUFFERS : NUMBER_ENCODER_BUFFERS);
    long gathered =
        Math.min(values, GATHERED_VALUES) * (leaf.type.width() + (areBytes ? GATHERED_BYTES : 0));
    return buffers * GrowableBuffer.LEAST_BYTES
        + gathered
        + (mayFillPage ? SegmentPool.SEGMENT_BYTES : 0);
  }

  private static boolean areBytes(LeafNode leaf) {
    return switch (leaf.type.physical()) {
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> true;
      default -> leaf.reader.looksUpValues();
    };
  }

  /** Bytes to look a dictionary's entries up, and to put them all into the chunk's dictionary. */
  static long ofEntries(DictionaryEntries entries) {
    return entries.count() * ENTRY_BYTES + entries.bytes() * BYTES_OF_BYTE;
  }

  /** Whether a page may end, or the dictionary, by what is in them with these rows. */
  static boolean mayFillPage(ColumnLayout layout, Load load) {
    long most = Math.min(layout.pageBytes(), layout.dictionaryBytes());
    return load.rows >= layout.pageRows()
        || load.slots >= OpenPage.MOST_SLOTS
        || 2 * (load.bytes + load.values * Integer.BYTES)
            >= most; // Lengths, delta-encoded, may take more.
  }

  /** Bytes that decent row groups need, of rows with short values and an element to each list. */
  public static long least(ColumnTree tree, FileLayout layout) {
    long rowBytes = 0;
    for (LeafNode leaf : tree.leaves()) {
      rowBytes += usualBytes(leaf);
    }
    long bytes = Math.min(DECENT_BYTES, layout.rowGroupBytes());
    long rows = Math.max(1, Math.min(DECENT_ROWS, bytes / rowBytes));
    rows = Math.min(rows, layout.rowGroupRows());
    try (BufferAllocator none = new RootAllocator(0);
        PageWriter pageWriter = new PageWriter(layout.pageVersion(), none);
        SegmentPool segments = new SegmentPool(none)) {
      MemoryNeed need = new MemoryNeed(pageWriter, segments, tree.levels());
      for (int i = 0; i < tree.leaves().size(); i++) {
        LeafNode leaf = tree.leaves().get(i);
        ColumnLayout column = layout.columns().get(i);
        try (OpenPage page = new OpenPage(leaf, column.pageRows(), none);
            Selection selection = new Selection(none);
            EncodingChoice encoders =
                new EncodingChoice(leaf.type, column.encoding(), column.dictionaryBytes(), none)) {
          Load load = new Load(rows, rows, rows, rows * usualBytes(leaf));
          need.add(
              leaf,
              column,
              page,
              encoders,
              /* encoder= */ null,
              selection,
              /* isCompressed= */ true,
              load);
        }
      }
      return need.bytes();
    }
  }

  private static int usualBytes(LeafNode leaf) {
    return leaf.type.width() == DenseValues.VARIABLE
        ? USUAL_BYTES + Integer.BYTES
        : leaf.type.width();
  }
}
