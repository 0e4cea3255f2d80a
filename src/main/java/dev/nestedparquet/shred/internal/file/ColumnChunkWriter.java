package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.codec.CodecFailure;
import dev.nestedparquet.shred.internal.codec.PageCodec;
import dev.nestedparquet.shred.internal.encode.DictionaryEncoder;
import dev.nestedparquet.shred.internal.encode.EncodingChoice;
import dev.nestedparquet.shred.internal.encode.OpenPage;
import dev.nestedparquet.shred.internal.encode.PageTooLargeException;
import dev.nestedparquet.shred.internal.encode.ValueEncoder;
import dev.nestedparquet.shred.internal.file.ChunkMetadata.FinishedChunk;
import dev.nestedparquet.shred.internal.file.MemoryEstimate.Load;
import dev.nestedparquet.shred.internal.levels.ElementSpace;
import dev.nestedparquet.shred.internal.levels.LeafNode;
import dev.nestedparquet.shred.internal.levels.Levels;
import dev.nestedparquet.shred.internal.memory.SegmentPool;
import dev.nestedparquet.shred.internal.values.DenseValues;
import dev.nestedparquet.shred.internal.values.DictionaryReader;
import dev.nestedparquet.shred.internal.values.RefusedValueException;
import dev.nestedparquet.shred.internal.values.Selection;
import java.io.IOException;
import java.util.Locale;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.CompressionCodec;

/**
 * Writes one column: makes pages of the rows of each batch, and holds the pages until the row group
 * is complete.
 *
 * <p><em>Ownership:</em> owns pages and scratch memory until {@link #close}; borrows levels, page
 * writer and codec, which it shares with other columns. <em>Threading:</em> one thread. <em>Life
 * cycle:</em> {@link #append}* &gt; {@link #finishChunk} &gt; {@link #append}* ...
 */
public final class ColumnChunkWriter implements AutoCloseable {
  private final LeafNode leaf;
  private final ColumnLayout layout;

  /** Reader of the indices, if the column's vectors are dictionary-encoded; else null. */
  private final DictionaryReader indices;

  private final Levels levels;
  private final Selection selection;
  private final Selection gathered;
  private final PageWriter pageWriter;
  private final PageCodec codec;
  private final EncodingChoice encoders;
  private final PageRoom room;
  private final OpenPage page;
  private final BufferedPages pages;
  private final ChunkMetadata chunk;

  /** Rows of the file that are in complete pages. */
  private long rowsInPages;

  /** Rows of the file before the current chunk. */
  private long rowsBeforeChunk;

  /** Rows of the file before the current batch. */
  private long rowsBeforeBatch;

  /** Encoder of the current chunk; null if the chunk has no rows yet. */
  private ValueEncoder encoder;

  /** Bloom filter of the chunk's values; null if the column gets none. */
  private final ChunkBloomFilter bloomFilter;

  private final Refusals refusals;

  public ColumnChunkWriter(
      LeafNode leaf,
      ColumnLayout layout,
      Levels levels,
      PageWriter pageWriter,
      PageCodec codec,
      SegmentPool segments,
      BufferAllocator allocator) {
    this.leaf = leaf;
    this.layout = layout;
    indices = leaf.reader.dictionary();
    this.levels = levels;
    this.pageWriter = pageWriter;
    this.codec = codec;
    selection = new Selection(allocator);
    gathered = new Selection(allocator);
    encoders =
        new EncodingChoice(leaf.type, layout.encoding(), layout.dictionaryBytes(), allocator);
    room = new PageRoom(leaf, layout, encoders.dictionary());
    page = new OpenPage(leaf, layout.pageRows(), allocator);
    pages = new BufferedPages(segments);
    chunk = new ChunkMetadata(leaf, layout, codec.codec(), pageWriter.dataPage());
    bloomFilter =
        layout.falsePositives().isPresent()
            ? new ChunkBloomFilter(leaf.type, layout.falsePositives().getAsDouble(), allocator)
            : null;
    refusals = new Refusals(leaf.path);
  }

  /** Begins another batch. To be called when the leaf has been bound to it. */
  public void nextBatch() {
    rowsBeforeBatch = rowsInPages + page.rows();
    encoders.dictionary().forgetEntries();
  }

  /**
   * Appends rows of the batch, in as many pages as they take.
   *
   * @throws IllegalArgumentException if a value, a list or a page is refused; the message names
   *     column and row
   * @throws CodecFailure if a page can't be compressed; the message names column and rows
   */
  public void append(ElementSpace rows, int first, int end) {
    int row = first;
    while (row < end) {
      int next = room.endOf(row, end, page.rows(), encoder);
      if (next == row && page.rows() > 0) {
        finishPage();
        continue;
      }
      next = Math.max(next, row + 1); // A row is never cut, however large it is.
      next = room.endOfPart(row, next, encoder);
      rows.setRows(row, next);
      try {
        appendRows(rows, next - row);
      } catch (RefusedValueException e) {
        throw refusals.ofRow(
            leaf.rowOf(e.element(), row, next), rowsBeforeBatch, e.getMessage(), e);
      } catch (PageTooLargeException e) { // Only the dictionary page can be too large here.
        throw refusals.tooLarge(rowsBeforeBatch + row, rowsBeforeBatch + next, e);
      } catch (TooManyElementsException e) {
        throw refusals.ofRow(
            largestOf(row, next),
            rowsBeforeBatch,
            String.format(
                Locale.ROOT,
                "its lists are too large; %,d elements are allowed, and lists without any count as one",
                Integer.MAX_VALUE),
            e);
      }
      row = next;
      if (isDictionaryFull()) {
        finishPage();
        encoder = encoders.fallback();
      } else if (encoder.pageBytes() >= layout.pageBytes() || page.isFull()) {
        finishPage();
      }
    }
  }

  private int largestOf(int first, int end) {
    int largest = first;
    for (int row = first; row < end; row++) {
      if (leaf.mostSlots(row, row + 1) > leaf.mostSlots(largest, largest + 1)) {
        largest = row;
      }
    }
    return largest;
  }

  /** Thrown if rows have more elements than 31 bits count. */
  private static final class TooManyElementsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyElementsException(ArithmeticException cause) {
      super(cause);
    }
  }

  private ElementSpace elementsOf(ElementSpace rows) {
    try {
      return leaf.elementsOf(rows);
    } catch (ArithmeticException e) { // Only the number of elements can overflow there.
      throw new TooManyElementsException(e);
    }
  }

  private void appendRows(ElementSpace rows, int count) {
    ElementSpace space = elementsOf(rows);
    page.appendLevels(space, levels, leaf.chain);
    selection.select(space.ranges(), levels.present());
    leaf.reader.requireStorable(selection);
    if (encoder == null) {
      gathered.setPart(selection, 0, Math.min(selection.count(), MemoryEstimate.GATHERED_VALUES));
      encoder = encoders.choose(leaf.reader, gathered);
    }
    // Values are gathered in parts: a list of a million elements needs scratch memory for one part.
    for (int from = 0; from < selection.count(); from += MemoryEstimate.GATHERED_VALUES) {
      int end = Math.min(selection.count(), from + MemoryEstimate.GATHERED_VALUES);
      gathered.setPart(selection, from, end);
      appendValues(gathered);
      encoder = encoders.reconsider(encoder, page.values() + end);
    }
    page.count(count, space.slots(), selection.count());
  }

  private void appendValues(Selection part) {
    DictionaryEncoder dictionary = encoders.dictionary();
    if (encoder == dictionary && indices != null) {
      dictionary.append(indices, part, page.minMax);
      if (bloomFilter != null) {
        bloomFilter.add(indices.gather(part));
      }
      return;
    }
    DenseValues values = leaf.reader.gather(part);
    if (bloomFilter != null) {
      bloomFilter.add(values);
    }
    if (layout.hasStatistics()) {
      encoder.append(values, page.minMax);
    } else {
      encoder.append(values);
    }
  }

  private boolean isDictionaryFull() {
    return encoder == encoders.dictionary()
        && encoders.dictionary().dictionaryBytes() >= layout.dictionaryBytes();
  }

  /**
   * Chooses an encoding by the values there are, if that had to wait for more.
   *
   * @return whether it did
   */
  boolean chooseEncoding() {
    boolean waited = encoders.isUndecided();
    if (waited) {
      encoder = encoders.reconsiderForPage(encoder, page.values());
    }
    return waited && !encoders.isUndecided();
  }

  private void finishPage() {
    encoder = encoders.reconsiderForPage(encoder, page.values());
    long offset = pages.size();
    long rowsAfterPage = rowsInPages + page.rows();
    long uncompressed;
    int bytes;
    try {
      uncompressed = pageWriter.write(page, encoder, codec, pages);
      bytes = PageWriter.pageSize(pages.size() - offset);
    } catch (PageTooLargeException e) {
      throw refusals.tooLarge(rowsInPages, rowsAfterPage, e);
    } catch (CodecFailure e) {
      throw e.at(refusals.place(rowsInPages, rowsAfterPage));
    }
    rowsInPages = rowsAfterPage;
    chunk.add(page, encoder.encoding(), offset, bytes, uncompressed);
    page.clear();
  }

  /**
   * Bytes that the chunk's pages so far, its dictionary and its open page take in the file, about.
   */
  long bufferedBytes() {
    long bytes = pages.size() + page.levelBytes(page.slots());
    if (encoder != null) {
      bytes += encoder.pageBytes();
    }
    if (encoder == encoders.dictionary() || chunk.needsDictionary()) {
      bytes += encoders.dictionary().dictionaryBytes();
    }
    return bytes;
  }

  /** Bytes that rows of the batch take before compression, levels included, about. */
  long rawBytes(int first, int end) {
    return room.bytes(first, end, encoder) + page.levelBytes(leaf.mostSlots(first, end));
  }

  /** Adds the most memory that rows of the batch need to be appended and finished. */
  void addNeed(int first, int end, MemoryNeed need) {
    long values = leaf.elements(first, end);
    long bytes = room.mostBytes(first, end, values, encoder);
    Load rows = new Load((long) end - first, leaf.mostSlots(first, end), values, bytes);
    boolean isCompressed = codec.codec() != CompressionCodec.UNCOMPRESSED;
    need.add(leaf, layout, page, encoders, encoder, selection, isCompressed, rows);
    if (bloomFilter != null) {
      need.add(bloomFilter.growthBytes(values));
    }
  }

  /**
   * Writes the chunk's pages, and begins the next chunk.
   *
   * @throws IOException if the channel fails
   */
  public FinishedChunk finishChunk(ChannelOutput output) throws IOException {
    if (page.rows() > 0) {
      finishPage();
    }
    long start = output.position();
    if (chunk.needsDictionary()) {
      chunk.addDictionary(writeDictionary(output));
    }
    long firstPage = output.position();
    pages.writeTo(output);
    FinishedChunk finished = chunk.finish(start, firstPage, output.position());
    encoders.clear();
    encoder = null;
    pages.clear();
    chunk.clear();
    rowsBeforeChunk = rowsInPages;
    return finished;
  }

  private long writeDictionary(ChannelOutput output) throws IOException {
    try {
      return pageWriter.writeDictionary(encoders.dictionary().table(), codec, output);
    } catch (PageTooLargeException e) {
      throw refusals.tooLarge(rowsBeforeChunk, rowsInPages, e);
    } catch (CodecFailure e) {
      throw e.at(refusals.place(rowsBeforeChunk, rowsInPages));
    }
  }

  /**
   * Writes the chunk's Bloom filter, if it has one. Readers expect it behind the row group.
   *
   * @throws IOException if the channel fails
   */
  public void finishBloomFilter(FinishedChunk finished, ChannelOutput output) throws IOException {
    if (bloomFilter != null) {
      bloomFilter.finish(finished.chunk().getMeta_data(), output);
    }
  }

  /** Releases all memory, and forgets the chunk. Another one can be begun afterwards. */
  @Override
  public void close() {
    selection.close();
    gathered.close();
    encoders.close();
    page.close();
    pages.close();
    if (bloomFilter != null) {
      bloomFilter.close();
    }
  }
}
