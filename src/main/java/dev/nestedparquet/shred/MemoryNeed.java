package dev.nestedparquet.shred;

import org.apache.parquet.format.Type;

/**
 * The most memory that rows take on their way into pages, in bytes: so much for each slot of a
 * column, each of its values, and each byte of these. All are upper bounds; of a buffer that grows,
 * the old one and the new one are there together, which makes two and a half times what is in it.
 */
final class MemoryNeed {
  /** Values that are gathered at a time. */
  static final int GATHERED_VALUES = 16_384;

  /**
   * Of a slot: levels of the list, bits of validity and index of the element (8); two levels of the
   * page, growing (5), and packed, in the page, compressed and kept (3).
   */
  static final long SLOT_BYTES = 16;

  /**
   * Of a byte of a value: encoded, growing (2.5), in the page (1), compressed (1.2), kept (1). An
   * id in a dictionary takes no more than 4 of these.
   */
  static final long BYTES_OF_BYTE = 6;

  /**
   * Of a value of variable length that may be delta-encoded: two lengths of up to 4.25 bytes each
   * in place of one of 4, which is counted with the value's bytes.
   */
  private static final long LENGTHS_BYTES = 30;

  /**
   * Of a byte array that was gathered: address, length, and for a delta encoder two lengths, and
   * address and length once more.
   */
  private static final long GATHERED_BYTES = 32;

  /** What columns share: a segment of pages that is hardly used, and the page that is written. */
  static final long SHARED_BYTES = SegmentPool.SEGMENT_BYTES + (128 << 10);

  // Buffers of a column, which have a least size: of levels, selection and reader; of a list, which
  // a column may have to itself; of an encoder, the largest of those that a column comes to choose.
  private static final int COLUMN_BUFFERS = 7;
  private static final int LIST_BUFFERS = 3;
  private static final int NUMBER_ENCODER_BUFFERS = 4;
  private static final int BYTES_ENCODER_BUFFERS = 10;

  private MemoryNeed() {}

  /**
   * What goes into pages, or is in the page at hand and goes on growing.
   *
   * @param bytes of the values, those of 4 bytes for a length included
   */
  static long of(LeafNode leaf, ColumnEncoding encoding, long slots, long values, long bytes) {
    return slots * SLOT_BYTES
        + values * (mayHaveLengths(leaf, encoding) ? LENGTHS_BYTES : 0)
        + Math.max(bytes, values * Integer.BYTES) * BYTES_OF_BYTE;
  }

  private static boolean mayHaveLengths(LeafNode leaf, ColumnEncoding encoding) {
    return switch (encoding) {
      case AUTO ->
          leaf.type.physical() == Type.BYTE_ARRAY && !(leaf.reader instanceof DictionaryReader);
      case DELTA ->
          leaf.type.physical() == Type.BYTE_ARRAY
              || leaf.type.physical() == Type.FIXED_LEN_BYTE_ARRAY;
      case DELTA_LENGTH -> leaf.type.physical() == Type.BYTE_ARRAY;
      case PLAIN, DICTIONARY -> false;
    };
  }

  /**
   * What a column takes besides.
   *
   * @param values that it may have to gather
   * @param mayFillPage whether a page may end, which then waits in a segment of the column's own
   */
  static long ofColumn(LeafNode leaf, long values, boolean mayFillPage) {
    boolean areBytes = areBytes(leaf);
    int buffers =
        COLUMN_BUFFERS
            + leaf.repetitionLevel * LIST_BUFFERS
            + (areBytes ? BYTES_ENCODER_BUFFERS : NUMBER_ENCODER_BUFFERS);
    return buffers * GrowableBuffer.LEAST_BYTES
        + gatheredBytes(leaf, values)
        + (mayFillPage ? SegmentPool.SEGMENT_BYTES : 0);
  }

  /** Values of a column that are laid side by side, a part of them at a time. */
  static long gatheredBytes(LeafNode leaf, long values) {
    return Math.min(values, GATHERED_VALUES)
        * (leaf.type.width() + (areBytes(leaf) ? GATHERED_BYTES : 0));
  }

  private static boolean areBytes(LeafNode leaf) {
    return switch (leaf.type.physical()) {
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> true;
      default -> leaf.reader instanceof DictionaryReader || leaf.reader instanceof RunEndReader;
    };
  }

  /**
   * Whether a page may end, or the dictionary, by what is in it and what comes.
   *
   * @param bytes of the values, those of 4 bytes for a length included
   */
  static boolean mayFillPage(
      ShredderOptions options, long rows, long slots, long values, long bytes) {
    long most = Math.min(options.pageBytes(), ColumnChunkWriter.MOST_DICTIONARY_BYTES);
    return rows >= PageAtHand.MOST_ROWS
        || slots >= PageAtHand.MOST_SLOTS
        || 2 * (bytes + values * Integer.BYTES) >= most; // Lengths, delta-encoded, may take more.
  }
}
