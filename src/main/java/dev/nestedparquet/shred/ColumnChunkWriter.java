package dev.nestedparquet.shred;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;

/**
 * Writes one column: takes rows of the batch at hand, makes pages of them, and holds these until
 * the row group is complete.
 *
 * <p><em>Ownership:</em> pages and scratch memory are its own until {@link #close}.
 * <em>Threading:</em> one thread. <em>Life cycle:</em> {@link #append}* &gt; {@link #finishChunk}
 * &gt; {@link #append}* ...
 */
final class ColumnChunkWriter implements AutoCloseable {
  /** So that the page index of a narrow column is of use, too: as many as a batch has. */
  private static final int MOST_PAGE_ROWS = 32_768;

  /** Long lists of values that take next to no room take room for their levels all the same. */
  private static final int MOST_PAGE_SLOTS = 1 << 20;

  /** A dictionary that gets larger no longer pays. */
  private static final int MOST_DICTIONARY_BYTES = 1 << 20;

  private final LeafNode leaf;
  private final ShredderOptions options;
  private final Levels levels;
  private final Selection selection;
  private final PageWriter pageWriter;
  private final PageCodec codec;
  private final BufferAllocator allocator;
  private final Encoders encoders;

  // The page at hand.
  private final GrowableBuffer definition;
  private final GrowableBuffer repetition;
  private final Extremes pageExtremes;
  private ValueEncoder encoder;
  private int pageRows;
  private int pageSlots;
  private int pageValues;

  // The chunk at hand.
  private final PageStore pages;
  private final PageStore dictionaryPage;
  private final Extremes chunkExtremes;
  private final PageIndex pageIndex;
  private final Set<Encoding> encodings = EnumSet.of(Encoding.RLE);
  private final Map<Encoding, Integer> dataPages = new EnumMap<>(Encoding.class);

  /** Null if the column has none, or the chunk no values yet. */
  private BloomFilter bloomFilter;

  private long chunkRows;
  private long chunkSlots;
  private long chunkValues;
  private long uncompressedBefore;

  ColumnChunkWriter(
      LeafNode leaf,
      ShredderOptions options,
      Levels levels,
      PageCodec codec,
      BufferAllocator allocator) {
    this.leaf = leaf;
    this.options = options;
    this.levels = levels;
    this.codec = codec;
    this.allocator = allocator;
    selection = new Selection(allocator);
    pageWriter = new PageWriter(options.pageVersion(), codec, allocator);
    encoders = new Encoders(leaf.type, options.encodingOf(leaf.path), allocator);
    definition = new GrowableBuffer(allocator);
    repetition = new GrowableBuffer(allocator);
    pages = new PageStore(allocator);
    dictionaryPage = new PageStore(allocator);
    pageExtremes = Extremes.of(leaf.type);
    chunkExtremes = Extremes.of(leaf.type);
    pageIndex = new PageIndex(pageExtremes);
  }

  /** To be called when the leaf was bound to another batch. */
  void nextBatch() {
    encoders.dictionary().forgetEntries();
  }

  /** Appends rows of the batch: all of them, in as many pages as it takes. */
  void append(ElementSpace rows, int first, int end) {
    int row = first;
    while (row < end) {
      int next = lastThatFits(row, end);
      if (next == row && pageRows > 0) {
        finishPage();
        continue;
      }
      next = Math.max(next, row + 1); // However large: a row is never cut.
      rows.setRows(row, next);
      try {
        appendRows(rows, next - row);
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException(
            "column " + leaf.path + ": a value or a list is too large for Parquet", e);
      }
      row = next;
      if (isDictionaryFull()) {
        finishPage();
        encoder = encoders.fallback();
      } else if (isPageFull()) {
        finishPage();
      }
    }
  }

  private boolean isPageFull() {
    return encoder.pageBytes() >= options.pageBytes()
        || pageRows >= MOST_PAGE_ROWS
        || pageSlots >= MOST_PAGE_SLOTS;
  }

  /** The end of the rows that the page has room for. */
  private int lastThatFits(int first, int end) {
    int most = Math.min(end, first + MOST_PAGE_ROWS - pageRows);
    long room = options.pageBytes() - (encoder == null ? 0 : encoder.pageBytes());
    long start = leaf.startOf(first);
    if (bytes(start, leaf.startOf(most)) <= room) {
      return most;
    }
    int fits = first;
    int tooMany = most;
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) >>> 1;
      if (bytes(start, leaf.startOf(middle)) <= room) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return fits;
  }

  /** Bytes that elements will take in the page, about. */
  private long bytes(long first, long end) {
    return encoder == encoders.dictionary() && leaf.reader instanceof DictionaryReader dictionary
        ? dictionary.indexBytes(first, end)
        : leaf.reader.bytes(first, end);
  }

  private void appendRows(ElementSpace rows, int count) {
    ElementSpace space = leaf.elementsOf(rows);
    int slots = space.slots();
    long target = definition.reserve(slots);
    levels.walk(space, leaf.chain, target);
    if (leaf.presentLevel > 0) {
      definition.endAt(target + slots);
    }
    if (leaf.repetitionLevel > 0) {
      repetition.append(space.repetitionLevels(), slots);
    }
    selection.select(space, levels.present());
    appendValues(count);
    pageRows += count;
    pageSlots += slots;
    pageValues += selection.count();
  }

  private void appendValues(int rows) {
    if (encoder == null) {
      encoder = encoders.choose(leaf.reader, selection);
    }
    boolean isFirst = bloomFilter == null && selection.count() > 0;
    if (isFirst && options.bloomFilters().contains(leaf.path)) {
      // As if all rows had as many values, and all of them differed.
      long values = (long) selection.count() * options.rowGroupRows() / rows;
      bloomFilter = new BloomFilter(allocator, values, ShredderOptions.FALSE_POSITIVES);
    }
    DictionaryEncoder dictionary = encoders.dictionary();
    if (encoder == dictionary && leaf.reader instanceof DictionaryReader reader) {
      dictionary.append(reader, selection, pageExtremes);
      if (bloomFilter != null) {
        bloomFilter.add(reader.gather(selection));
      }
      return;
    }
    DenseValues values = leaf.reader.gather(selection);
    if (options.statistics()) {
      pageExtremes.add(values);
    }
    if (bloomFilter != null) {
      bloomFilter.add(values);
    }
    encoder.append(values);
    encoder = encoders.reconsider(encoder, pageValues + selection.count());
  }

  private boolean isDictionaryFull() {
    return encoder == encoders.dictionary()
        && encoders.dictionary().dictionaryBytes() >= MOST_DICTIONARY_BYTES;
  }

  private void finishPage() {
    encoder = encoders.reconsiderForPage(encoder, pageValues);
    long offset = pages.size();
    encodings.add(encoder.encoding());
    dataPages.merge(encoder.encoding(), 1, Integer::sum);
    pageWriter.write(
        new PageWriter.DataPage(
            pageRows,
            pageSlots,
            pageValues,
            definition,
            leaf.presentLevel,
            repetition,
            leaf.repetitionLevel),
        encoder,
        pages);
    int bytes = Math.toIntExact(pages.size() - offset);
    pageIndex.add(pageExtremes, pageValues, pageSlots - pageValues, offset, bytes, chunkRows);
    chunkExtremes.merge(pageExtremes);
    chunkRows += pageRows;
    chunkSlots += pageSlots;
    chunkValues += pageValues;
    pageExtremes.clear();
    definition.clear();
    repetition.clear();
    pageRows = 0;
    pageSlots = 0;
    pageValues = 0;
  }

  /** Bytes of the pages so far, and of what waits to become one. */
  long bufferedBytes() {
    return pages.size() + (encoder == null ? 0 : encoder.pageBytes());
  }

  /**
   * A chunk that is in the file, but for what stands behind all row groups.
   *
   * @param columnIndex null if there is none
   * @param offsetIndex null if there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  record FinishedChunk(ColumnChunk chunk, byte[] columnIndex, byte[] offsetIndex) {}

  /** Writes the chunk's pages, and begins the next chunk. */
  FinishedChunk finishChunk(ChannelOutput output) throws IOException {
    if (pageRows > 0) {
      finishPage();
    }
    ColumnMetaData metadata = new ColumnMetaData();
    metadata.setType(leaf.type.physical());
    metadata.setPath_in_schema(leaf.names);
    metadata.setCodec(codec.codec());
    metadata.setNum_values(chunkSlots);
    long start = output.position();
    if (encodings.contains(Encoding.RLE_DICTIONARY)) {
      encodings.add(Encoding.PLAIN); // The dictionary's own.
      pageWriter.writeDictionary(encoders.dictionary().table(), dictionaryPage);
      metadata.setDictionary_page_offset(start);
      dictionaryPage.writeTo(output);
      dictionaryPage.clear();
    }
    metadata.setEncodings(List.copyOf(encodings));
    metadata.setEncoding_stats(encodingStats());
    long firstPage = output.position();
    metadata.setData_page_offset(firstPage);
    pages.writeTo(output);
    metadata.setTotal_compressed_size(output.position() - start);
    metadata.setTotal_uncompressed_size(pageWriter.uncompressedBytes() - uncompressedBefore);
    if (options.statistics()) {
      metadata.setStatistics(statistics());
    }
    ColumnChunk chunk = new ColumnChunk(/* file_offset= */ 0);
    chunk.setMeta_data(metadata);
    FinishedChunk finished = new FinishedChunk(chunk, columnIndex(), offsetIndex(firstPage));
    clear();
    return finished;
  }

  /** Writes the chunk's Bloom filter, if it has one: readers expect it behind the row group. */
  void finishBloomFilter(FinishedChunk finished, ChannelOutput output) throws IOException {
    if (bloomFilter == null) {
      return;
    }
    long start = output.position();
    try (GrowableBuffer bytes = new GrowableBuffer(allocator)) {
      bloomFilter.writeTo(bytes);
      output.write(bytes);
    }
    ColumnMetaData metadata = finished.chunk().getMeta_data();
    metadata.setBloom_filter_offset(start);
    metadata.setBloom_filter_length((int) (output.position() - start));
    bloomFilter.close();
    bloomFilter = null;
  }

  /** Tells readers, for one, whether all values are in the dictionary. */
  private List<PageEncodingStats> encodingStats() {
    List<PageEncodingStats> stats = new ArrayList<>();
    if (encodings.contains(Encoding.RLE_DICTIONARY)) {
      stats.add(new PageEncodingStats(PageType.DICTIONARY_PAGE, Encoding.PLAIN, 1));
    }
    PageType type = options.pageVersion() == 1 ? PageType.DATA_PAGE : PageType.DATA_PAGE_V2;
    dataPages.forEach((encoding, pages) -> stats.add(new PageEncodingStats(type, encoding, pages)));
    return stats;
  }

  private Statistics statistics() {
    Statistics statistics = new Statistics();
    statistics.setNull_count(chunkSlots - chunkValues);
    if (chunkExtremes.isKnown()) {
      Extremes.Bound min = chunkExtremes.min();
      statistics.setMin_value(min.bytes());
      statistics.setIs_min_value_exact(min.isExact());
      Extremes.Bound max = chunkExtremes.max();
      if (max != null) {
        statistics.setMax_value(max.bytes());
        statistics.setIs_max_value_exact(max.isExact());
      }
    }
    return statistics;
  }

  private byte[] columnIndex() {
    if (!options.pageIndex() || !options.statistics()) {
      return null;
    }
    ColumnIndex index = pageIndex.columnIndex();
    return index == null ? null : Thrift.bytes(index, Util::writeColumnIndex);
  }

  private byte[] offsetIndex(long firstPage) {
    return options.pageIndex()
        ? Thrift.bytes(pageIndex.offsetIndex(firstPage), Util::writeOffsetIndex)
        : null;
  }

  private void clear() {
    encoders.clear();
    encoder = null;
    pages.clear();
    chunkExtremes.clear();
    pageIndex.clear();
    encodings.clear();
    encodings.add(Encoding.RLE);
    dataPages.clear();
    chunkRows = 0;
    chunkSlots = 0;
    chunkValues = 0;
    uncompressedBefore = pageWriter.uncompressedBytes();
  }

  @Override
  public void close() {
    selection.close();
    pageWriter.close();
    encoders.close();
    definition.close();
    repetition.close();
    pages.close();
    dictionaryPage.close();
    if (bloomFilter != null) {
      bloomFilter.close();
    }
  }
}
