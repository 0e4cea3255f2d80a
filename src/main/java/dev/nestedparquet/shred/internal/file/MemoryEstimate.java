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
 * Upper bounds, in bytes, on the memory that rows take on their way into pages, made of bounds per
 * slot of a column, per value, and per byte of a value. While a buffer grows, the old and the new
 * one are there together, which makes 2.5 times its content: a new one is larger by half.
 */
public final class MemoryEstimate {
  /** Most values that are gathered at a time. */
  static final int GATHERED_VALUES = 16_384;

  /**
   * Bytes per slot: levels of the list, validity bits and index of the element (8); two levels of
   * the open page, which grows (5); the levels packed, put into the page, compressed and kept (3).
   */
  static final long SLOT_BYTES = 16;

  /**
   * Bytes per byte of a value: encoded, in a buffer that grows (2.5); put into the page (1);
   * compressed (1.2); kept (1). An id of a dictionary counts as 4 bytes of a value, at most.
   */
  static final long BYTES_OF_BYTE = 6;

  /**
   * Bytes per value whose lengths may be delta-encoded: two lengths of up to 4.25 bytes each, in
   * place of one of 4 bytes, which counts with the value's bytes.
   */
  private static final long LENGTHS_BYTES = 30;

  /**
   * Bytes per gathered byte array: address and length (12), and for a delta encoder two lengths
   * (8), and address and length once more (12).
   */
  private static final long GATHERED_BYTES = 32;

  /** Bytes per entry of a vector's dictionary: its address, its length, and its index in a list. */
  private static final long ENTRY_BYTES = 16;

  /**
   * Bytes that all columns share: a segment of pages that is hardly used, and the page that is
   * being put together.
   */
  static final long SHARED_BYTES = SegmentPool.SEGMENT_BYTES + (128 << 10);

  /**
   * Upper bound, in bytes, on what a page's encoding takes whatever its values are: the headers of
   * two delta encodings, and the last block of each.
   */
  static final long ENCODING_BYTES = 4_096;

  // Numbers of buffers, each of at least LEAST_BYTES: a column's for levels, selection and reader;
  // those of a list, which may have no other column; those of the largest encoder of its type.
  private static final int COLUMN_BUFFERS = 7;
  private static final int LIST_BUFFERS = 3;
  private static final int NUMBER_ENCODER_BUFFERS = 4;
  private static final int BYTES_ENCODER_BUFFERS = 10;

  /**
   * Fewest rows of a row group that is worth its place in the footer, unless it has {@link
   * #DECENT_BYTES}.
   */
  private static final int DECENT_ROWS = 1_024;

  private static final int DECENT_BYTES = 1 << 20;

  /** Bytes that text and byte arrays are taken to have if nothing is known of them. */
  private static final int USUAL_BYTES = 16;

  private MemoryEstimate() {}

  /**
   * Rows that go into the pages of a column, or are in its open page.
   *
   * @param rows number of rows
   * @param slots number of slots
   * @param values number of values that are not null
   * @param bytes bytes of the values, with 4 bytes for each length
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
   * Upper bound, in bytes, on the memory of a column's buffers, however short its rows are.
   *
   * @param values number of values that the column may have to gather
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

  /**
   * Upper bound, in bytes, on the memory to look up all entries of a vector's dictionary, and to
   * put them into the chunk's dictionary.
   */
  static long ofEntries(DictionaryEntries entries) {
    return entries.count() * ENTRY_BYTES + entries.bytes() * BYTES_OF_BYTE;
  }

  /** Whether the open page or the dictionary may become full by these rows. */
  static boolean mayFillPage(ColumnLayout layout, Load load) {
    long most = Math.min(layout.pageBytes(), layout.dictionaryBytes());
    return load.rows >= layout.pageRows()
        || load.slots >= OpenPage.MOST_SLOTS
        || 2 * (load.bytes + load.values * Integer.BYTES) + ENCODING_BYTES
            >= most; // Lengths, delta-encoded, may take more.
  }

  /**
   * Fewest bytes of memory with which row groups are of a decent size, if values are short and each
   * list has one element.
   */
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
