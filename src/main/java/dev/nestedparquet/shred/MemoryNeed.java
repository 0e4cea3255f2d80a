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
   * Of a value that was gathered: address, length, and for a delta encoder two lengths, and address
   * and length once more.
   */
  private static final long GATHERED_BYTES = 32;

  /** Of a column: a segment of pages that is hardly used, and buffers of the least size. */
  private static final long COLUMN_BYTES = SegmentPool.SEGMENT_BYTES + (128 << 10);

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
   * @param width of these, or {@link DenseValues#VARIABLE}
   */
  static long ofColumn(long values, int width) {
    return COLUMN_BYTES + Math.min(values, GATHERED_VALUES) * (GATHERED_BYTES + width);
  }
}
