package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.encode.EncodingChoice;
import dev.nestedparquet.shred.internal.encode.OpenPage;
import dev.nestedparquet.shred.internal.encode.ValueEncoder;
import dev.nestedparquet.shred.internal.file.MemoryEstimate.Load;
import dev.nestedparquet.shred.internal.levels.LeafNode;
import dev.nestedparquet.shred.internal.levels.Levels;
import dev.nestedparquet.shred.internal.levels.RleBitPackingEncoder;
import dev.nestedparquet.shred.internal.memory.SegmentPool;
import dev.nestedparquet.shred.internal.values.DenseValues;
import dev.nestedparquet.shred.internal.values.Selection;

/**
 * The most memory that rows take beyond what is allocated, for them to be appended and the row
 * group to be finished. What columns come to keep adds up: their buffers tell by how much they
 * grow. What one column needs for a while, as a buffer moves or a page ends, is needed once:
 * columns take turns.
 */
final class MemoryNeed {
  /** Header, levels and last block of a page, beyond what its values take. */
  private static final long PAGE_BYTES = 1_024;

  /**
   * Bytes of a page's encoding beyond its values: two delta-encoded lengths, for one that is
   * counted.
   */
  private static final long LENGTHS_BYTES = 5;

  private final PageWriter pageWriter;
  private final SegmentPool segments;
  private final Levels levels;
  private long kept;
  private long keptSegments;

  // The most of a column.
  private long slots;
  private long levelBytes;
  private long bodyBytes;
  private long compressedBytes;
  private long passing;
  private long passingSegments;

  MemoryNeed(PageWriter pageWriter, SegmentPool segments, Levels levels) {
    this.pageWriter = pageWriter;
    this.segments = segments;
    this.levels = levels;
  }

  /**
   * Adds what a column needs.
   *
   * @param encoder the one in use; null if the chunk has no rows yet
   * @param isCompressed whether its pages are compressed
   * @param rows that come; of their values, the bytes are as PLAIN has them, or a dictionary's ids
   */
  void add(
      LeafNode leaf,
      ColumnLayout layout,
      OpenPage page,
      EncodingChoice encoders,
      ValueEncoder encoder,
      Selection selection,
      boolean isCompressed,
      Load rows) {
    long atOnce = Math.min(rows.values(), MemoryEstimate.GATHERED_VALUES);
    long open = encoder == null ? 0 : encoder.pageBytes();
    long bytes = Math.max(rows.bytes(), rows.values() * Integer.BYTES);
    kept +=
        page.growthBytes(rows.slots())
            + leaf.listGrowthBytes(rows.slots())
            + selection.growthBytes(rows.values())
            + leaf.reader.growthBytes(atOnce)
            + encoders.growthBytes(encoder, page.values(), open, rows.values(), bytes, atOnce);

    long values = page.values() + rows.values();
    long dictionary = encoders.dictionary().dictionaryBytes();
    long levelBytes = levelBytes(page, page.slots() + rows.slots());
    long body = levelBytes + open + bytes + values * LENGTHS_BYTES + MemoryEstimate.ENCODING_BYTES;
    long entries =
        encoder == null || encoders.isUndecided() || encoder == encoders.dictionary()
            ? dictionary + bytes
            : dictionary;
    slots = Math.max(slots, rows.slots());
    this.levelBytes = Math.max(this.levelBytes, levelBytes);
    bodyBytes = Math.max(bodyBytes, body);
    if (isCompressed) {
      compressedBytes =
          Math.max(compressedBytes, PageWriter.mostCompressed(Math.max(body, entries)));
    }
    boolean choosesLater =
        leaf.type.width() == DenseValues.VARIABLE && (encoder == null || encoders.isUndecided());
    passing =
        Math.max(
            passing,
            Math.max(Math.max(body, entries), page.slots() + rows.slots())
                + (choosesLater ? 2 * values * (Long.BYTES + Integer.BYTES) + PAGE_BYTES : 0));
    passingSegments = Math.max(passingSegments, segments(body + PAGE_BYTES));
    Load inPage = new Load(page.rows(), page.slots(), page.values(), open + dictionary);
    if (MemoryEstimate.mayFillPage(layout, inPage.plus(rows))) {
      long pages = mostPages(layout, rows, body);
      keptSegments += segments(body + pages * PAGE_BYTES);
    }
  }

  /** Pages that may end with these rows: two of them, one after the other, have more than one. */
  private static long mostPages(ColumnLayout layout, Load rows, long bytes) {
    return Math.min(
        rows.rows() + 1,
        2 * bytes / layout.pageBytes()
            + rows.rows() / layout.pageRows()
            + rows.slots() / OpenPage.MOST_SLOTS
            + 4);
  }

  /** Segments that pages need at most, if none has room left: what they hold is split over them. */
  private static long segments(long bytes) {
    return PageWriter.mostCompressed(bytes) / SegmentPool.SEGMENT_BYTES + 1;
  }

  /** Room that packing asks for, whether or not there are runs. */
  private static long levelBytes(OpenPage page, long slots) {
    return levelBytes(page.highestDefinition, slots) + levelBytes(page.highestRepetition, slots);
  }

  private static long levelBytes(int highest, long slots) {
    return highest == 0
        ? 0
        : slots * (RleBitPackingEncoder.bitWidth(highest) + 10) / Byte.SIZE + 64;
  }

  /** Adds what a column needs besides, such as for its Bloom filter. */
  void add(long bytes) {
    kept += bytes;
  }

  long bytes() {
    return kept
        + levels.growthBytes(slots)
        + pageWriter.growthBytes(levelBytes, bodyBytes, compressedBytes)
        + segments.growthBytes(keptSegments + passingSegments)
        + passing;
  }
}
