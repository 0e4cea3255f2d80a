package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.encode.OpenPage;
import dev.nestedparquet.shred.internal.levels.LeafNode;
import dev.nestedparquet.shred.internal.statistics.MinMax;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;

/** Gathers, page by page, what the footer and the page index say about a column chunk. */
public final class ChunkMetadata {
  private final LeafNode leaf;
  private final ColumnLayout layout;
  private final CompressionCodec codec;
  private final PageType dataPage;
  private final MinMax minMax;
  private final PageIndex pageIndex;
  private final Set<Encoding> encodings = EnumSet.of(Encoding.RLE);
  private final Map<Encoding, Integer> dataPages = new EnumMap<>(Encoding.class);
  private long rows;
  private long slots;
  private long values;
  private long uncompressedBytes;

  ChunkMetadata(LeafNode leaf, ColumnLayout layout, CompressionCodec codec, PageType dataPage) {
    this.leaf = leaf;
    this.layout = layout;
    this.dataPage = dataPage;
    this.codec = codec;
    minMax = MinMax.of(leaf.type);
    pageIndex = new PageIndex(minMax);
  }

  /**
   * A chunk that has been written, with the indexes that will be written behind all row groups.
   *
   * @param chunk its metadata in the footer
   * @param columnIndex bytes of the column index; null if there is none
   * @param offsetIndex bytes of the offset index; null if there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  public record FinishedChunk(ColumnChunk chunk, byte[] columnIndex, byte[] offsetIndex) {
    /** Whether a page has delta-encoded byte arrays. */
    public boolean hasDeltas() {
      return chunk.getMeta_data().getEncodings().stream()
          .anyMatch(
              encoding ->
                  encoding == Encoding.DELTA_BYTE_ARRAY
                      || encoding == Encoding.DELTA_LENGTH_BYTE_ARRAY);
    }
  }

  /**
   * Adds a data page.
   *
   * @param offset offset of the page's header from the chunk's first data page
   * @param bytes bytes of the page in the file, header included
   * @param uncompressed bytes of the page before compression, header included
   */
  void add(OpenPage page, Encoding encoding, long offset, int bytes, long uncompressed) {
    encodings.add(encoding);
    dataPages.merge(encoding, 1, Integer::sum);
    pageIndex.add(page.minMax, page.values(), page.slots() - page.values(), offset, bytes, rows);
    minMax.merge(page.minMax);
    rows += page.rows();
    slots += page.slots();
    values += page.values();
    uncompressedBytes += uncompressed;
  }

  /** Whether a data page so far refers to a dictionary. */
  boolean needsDictionary() {
    return dataPages.containsKey(Encoding.RLE_DICTIONARY);
  }

  /**
   * Adds the dictionary page.
   *
   * @param uncompressed bytes of the page before compression, header included
   */
  void addDictionary(long uncompressed) {
    encodings.add(Encoding.PLAIN); // The encoding of the dictionary page.
    uncompressedBytes += uncompressed;
  }

  /**
   * Makes the metadata of the chunk.
   *
   * @param start offset in the file of its first page, be it a dictionary or a data page
   * @param firstPage offset in the file of its first data page
   * @param end offset in the file of the end of its last page
   */
  FinishedChunk finish(long start, long firstPage, long end) {
    ColumnMetaData metadata = new ColumnMetaData();
    metadata.setType(leaf.type.physical());
    metadata.setPath_in_schema(leaf.names);
    metadata.setCodec(codec);
    metadata.setNum_values(slots);
    if (needsDictionary()) {
      metadata.setDictionary_page_offset(start);
    }
    metadata.setEncodings(List.copyOf(encodings));
    metadata.setEncoding_stats(encodingStats());
    metadata.setData_page_offset(firstPage);
    metadata.setTotal_compressed_size(end - start);
    metadata.setTotal_uncompressed_size(uncompressedBytes);
    if (layout.hasStatistics()) {
      metadata.setStatistics(statistics());
    }
    ColumnChunk chunk = new ColumnChunk(/* file_offset= */ 0);
    chunk.setMeta_data(metadata);
    return new FinishedChunk(chunk, columnIndex(), offsetIndex(firstPage));
  }

  /**
   * Numbers of pages by type and encoding. Readers learn from them whether all values are in the
   * dictionary.
   */
  private List<PageEncodingStats> encodingStats() {
    List<PageEncodingStats> stats = new ArrayList<>();
    if (needsDictionary()) {
      stats.add(new PageEncodingStats(PageType.DICTIONARY_PAGE, Encoding.PLAIN, 1));
    }
    dataPages.forEach(
        (encoding, pages) -> stats.add(new PageEncodingStats(dataPage, encoding, pages)));
    return stats;
  }

  private Statistics statistics() {
    Statistics statistics = new Statistics();
    statistics.setNull_count(slots - values);
    if (minMax.isKnown()) {
      MinMax.Bound min = minMax.min();
      statistics.setMin_value(min.bytes());
      statistics.setIs_min_value_exact(min.isExact());
      MinMax.Bound max = minMax.max();
      statistics.setMax_value(max.bytes());
      statistics.setIs_max_value_exact(max.isExact());
    }
    return statistics;
  }

  private byte[] columnIndex() {
    if (!layout.hasPageIndex() || !layout.hasStatistics()) {
      return null;
    }
    ColumnIndex index = pageIndex.columnIndex();
    return index == null ? null : Thrift.bytes(index, Util::writeColumnIndex);
  }

  private byte[] offsetIndex(long firstPage) {
    return layout.hasPageIndex()
        ? Thrift.bytes(pageIndex.offsetIndex(firstPage), Util::writeOffsetIndex)
        : null;
  }

  /** Begins the next chunk. */
  void clear() {
    minMax.clear();
    pageIndex.clear();
    encodings.clear();
    encodings.add(Encoding.RLE);
    dataPages.clear();
    rows = 0;
    slots = 0;
    values = 0;
    uncompressedBytes = 0;
  }
}
