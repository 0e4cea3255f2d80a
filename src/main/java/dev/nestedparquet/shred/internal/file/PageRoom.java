package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.encode.DictionaryEncoder;
import dev.nestedparquet.shred.internal.encode.ValueEncoder;
import dev.nestedparquet.shred.internal.levels.LeafNode;
import dev.nestedparquet.shred.internal.values.DictionaryReader;

/**
 * Tells for how many rows of a batch a column's page has room, by the bytes that the rows take in
 * it.
 *
 * <p>An encoder here is that of the current chunk, or null if the chunk has no rows yet.
 */
final class PageRoom {
  /**
   * Limit of a dictionary, in bytes, below which its size is looked at more often than once per
   * page.
   */
  private static final int SMALL_DICTIONARY_BYTES = 1 << 20;

  private final LeafNode leaf;
  private final ColumnLayout layout;

  /** Reader of the indices, if the column's vectors are dictionary-encoded; else null. */
  private final DictionaryReader indices;

  private final DictionaryEncoder dictionary;

  PageRoom(LeafNode leaf, ColumnLayout layout, DictionaryEncoder dictionary) {
    this.leaf = leaf;
    this.layout = layout;
    indices = leaf.reader.dictionary();
    this.dictionary = dictionary;
  }

  /**
   * The end of the rows for which the page has room.
   *
   * @param rowsInPage number of rows that the page has already
   */
  int endOf(int first, int end, int rowsInPage, ValueEncoder encoder) {
    int most = (int) Math.min(end, (long) first + layout.pageRows() - rowsInPage);
    long room = layout.pageBytes() - (encoder == null ? 0 : encoder.pageBytes());
    return lastWithin(room, first, most, encoder);
  }

  /** The end of the rows, at least one, by which a small dictionary may become full. */
  int endOfPart(int first, int end, ValueEncoder encoder) {
    boolean mayGrowDictionary = encoder == null || encoder == dictionary;
    return mayGrowDictionary && layout.dictionaryBytes() < SMALL_DICTIONARY_BYTES
        ? Math.max(first + 1, lastWithin(layout.dictionaryBytes(), first, end, encoder))
        : end;
  }

  private int lastWithin(long room, int first, int end, ValueEncoder encoder) {
    if (bytes(first, end, encoder) <= room) {
      return end;
    }
    int fits = first;
    int tooMany = end;
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) >>> 1;
      if (bytes(first, middle, encoder) <= room) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return fits;
  }

  /** Bytes that rows will take in the page, without levels and compression, about. */
  long bytes(int first, int end, ValueEncoder encoder) {
    return indices != null && (encoder == null ? keepsIndices() : encoder == dictionary)
        ? indices.indexBytes(leaf.elements(first, end))
        : leaf.bytes(first, end);
  }

  /**
   * Most bytes that rows will take in pages and in the dictionary, without levels and compression.
   *
   * @param values number of elements that the rows have
   */
  long mostBytes(int first, int end, long values, ValueEncoder encoder) {
    return indices != null && (encoder == null || encoder == dictionary) && keepsIndices()
        ? values * Integer.BYTES + indices.entries().bytes()
        : leaf.bytes(first, end);
  }

  /** Whether the column never has to write an index as the value that it stands for. */
  private boolean keepsIndices() {
    return layout.encoding().keepsIndices(indices.entries(), layout.dictionaryBytes());
  }
}
