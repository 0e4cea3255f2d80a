package dev.nestedparquet.shred;

import dev.nestedparquet.Version;
import dev.nestedparquet.shred.ChunkMetadata.FinishedChunk;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes record batches to a Parquet file: nested columns are shredded straight from their off-heap
 * buffers, with no call for a row.
 *
 * <pre>{@code
 * ParquetShredder.check(root.getSchema(), dictionaries, options); // before there is a file
 * try (FileChannel file = FileChannel.open(path, CREATE_NEW, WRITE);
 *     ParquetShredder shredder =
 *         ParquetShredder.open(file, root.getSchema(), dictionaries, allocator, options)) {
 *   while (reader.loadNextBatch()) {
 *     shredder.write(root);
 *   }
 *   WrittenFile written = shredder.finish(); // without this, there is no Parquet file
 * }
 * }</pre>
 *
 * <p><em>Ownership:</em> borrows batches for the call of {@link #write}; the channel stays the
 * caller's. What waits for its row group is allocated from the allocator, up to about {@link
 * ShredderOptions#rowGroupBytes}, and released by {@link #close}. A row group ends early rather
 * than exceed the allocator's limit; see {@link #neededBytes} for how low that may be.
 *
 * <p><em>Threading:</em> one thread. <em>Life cycle:</em> {@link #open} &gt; {@link #write}* &gt;
 * {@link #finish} &gt; {@link #close}. The file is valid once {@link #finish} has returned, and no
 * Parquet file without that, so whatever leaves the block early leaves nothing that looks whole.
 */
public final class ParquetShredder implements AutoCloseable {
  /** Of a file: readers number row groups by 16 bits with a sign, as parquet.thrift does. */
  public static final int MOST_ROW_GROUPS = Short.MAX_VALUE;

  static final String ARROW_SCHEMA = "ARROW:schema";

  /** Readers look for known faults of a writer by this, and expect this form. */
  private static final String CREATED_BY = "nested-parquet version " + Version.get();

  /** Rather than take less than this part of the rows at a time, a row group ends; */
  private static final int FEWEST_PART = 16;

  /** but not for taking less than all, if these are enough to be worth a call for each column. */
  private static final int ENOUGH_ROWS = 256;

  private static final byte[] PADDING = {0};

  private final Schema schema;
  private final DictionaryProvider dictionaries;
  private final BufferAllocator allocator;
  private final ShredderOptions options;
  private final ColumnTree tree;
  private final PageCodec codec;
  private final PageWriter pageWriter;
  private final SegmentPool segments;
  private final List<ColumnChunkWriter> columns = new ArrayList<>();
  private final ElementSpace rows = ElementSpace.ofRows();
  private final ChannelOutput output;
  private final Footer footer;
  private final RowGroupFill rowGroup;

  /** Columns with pages from which pyarrow makes no dictionaries. */
  private final Set<String> deltaEncoded = new HashSet<>();

  private boolean failed;
  private boolean finished;
  private boolean closed;

  private ParquetShredder(
      WritableByteChannel channel,
      Schema schema,
      DictionaryProvider dictionaries,
      BufferAllocator allocator,
      ShredderOptions options) {
    output = new ChannelOutput(channel); // First, since it may refuse: nothing is allocated yet.
    this.schema = schema;
    this.dictionaries = dictionaries;
    this.allocator = allocator;
    tree = new ColumnTree(schema, dictionaries, allocator);
    this.options = ColumnOptions.resolve(options, tree.leaves());
    codec = options.compression().newCodec();
    pageWriter = new PageWriter(options.pageVersion(), codec, allocator);
    segments = new SegmentPool(allocator);
    for (LeafNode leaf : tree.leaves()) {
      columns.add(
          new ColumnChunkWriter(
              leaf, this.options, tree.levels(), pageWriter, segments, allocator));
    }
    rowGroup = new RowGroupFill(options, columns);
    footer = new Footer(tree.elements(), CREATED_BY);
  }

  /**
   * Sees to it that a schema can be written with these options.
   *
   * @throws UnsupportedColumnException if a column can't be written
   * @throws IllegalArgumentException if there are no columns, or the options name one that isn't
   *     there, is ambiguous, or can't be written so
   */
  public static void check(
      Schema schema, DictionaryProvider dictionaries, ShredderOptions options) {
    ShredderOptions unused = resolve(schema, dictionaries, options);
  }

  /**
   * The options with each column named by its whole path, as they are honoured.
   *
   * @throws UnsupportedColumnException as {@link #check} does
   * @throws IllegalArgumentException likewise
   */
  public static ShredderOptions resolve(
      Schema schema, DictionaryProvider dictionaries, ShredderOptions options) {
    try (BufferAllocator none = new RootAllocator(0);
        ColumnTree tree = new ColumnTree(schema, dictionaries, none)) {
      ShredderOptions resolved = ColumnOptions.resolve(options, tree.leaves());
      ColumnOptions.check(resolved, tree.leaves());
      return resolved;
    }
  }

  /**
   * The most memory that rows need if each is a row group of its own, or all are one: with a limit
   * no lower than that, an allocator has room for them, unless it rounds sizes up by much, as
   * Arrow's default does, to powers of two.
   *
   * @param rows how many there are
   * @param arrowBytes of the Arrow buffers that hold them, at most
   */
  public static long neededBytes(
      Schema schema,
      DictionaryProvider dictionaries,
      ShredderOptions options,
      long rows,
      long arrowBytes) {
    return LargestRow.neededBytes(schema, dictionaries, options, rows, arrowBytes);
  }

  /**
   * What a file takes at least: with less, row groups would be of a few rows. Whether rows have
   * room for which {@link #neededBytes} are more only shows when they come.
   */
  public static long leastBytes(
      Schema schema, DictionaryProvider dictionaries, ShredderOptions options) {
    return LargestRow.leastBytes(schema, dictionaries, options);
  }

  private static void requireMemory(
      Schema schema,
      DictionaryProvider dictionaries,
      ShredderOptions options,
      BufferAllocator allocator) {
    long least = leastBytes(schema, dictionaries, options);
    long room = allocator.getHeadroom();
    if (room < least) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "allocator %s: it has room for %,d bytes, and row groups of this schema take %,d at"
                  + " least; raise its limit, or write fewer columns to a file",
              allocator.getName(),
              room,
              least));
    }
  }

  /**
   * Begins a file at the channel's position.
   *
   * @param channel that blocks until it has taken something
   * @param dictionaries of the schema's dictionary-encoded fields, looked up with each batch
   * @throws IllegalArgumentException as {@link #check} throws it, or if the allocator has less room
   *     than {@link #leastBytes}, or the channel is in non-blocking mode; the channel is untouched
   *     then
   * @throws IOException if the channel fails, or takes nothing for half a minute
   */
  public static ParquetShredder open(
      WritableByteChannel channel,
      Schema schema,
      DictionaryProvider dictionaries,
      BufferAllocator allocator,
      ShredderOptions options)
      throws IOException {
    check(schema, dictionaries, options);
    requireMemory(schema, dictionaries, options, allocator);
    ParquetShredder shredder =
        new ParquetShredder(channel, schema, dictionaries, allocator, options);
    try {
      shredder.output.write(Footer.MAGIC);
      return shredder;
    } catch (Throwable e) {
      shredder.close();
      throw e;
    }
  }

  /**
   * Appends a batch. If that fails, a part of it may be in the file: it can only be closed then,
   * and {@link #finish} throws instead of writing a footer. A batch whose schema is refused changes
   * nothing.
   *
   * @param root rows of the schema that the file was opened with; metadata of the schema, but not
   *     of its fields, may differ, and so may names of lists' elements
   * @throws IllegalArgumentException if the schema is another one; a vector has fewer values than
   *     the batch has rows; a column that is declared not null has a null; a dictionary isn't there
   *     any more, is of another type, or lacks an entry; a value, a list or a row is too large for
   *     Parquet; or Parquet's type can't hold a value: a decimal with more digits than its
   *     precision, seconds that are too many in milliseconds, a date in milliseconds that is no
   *     whole day, a time that is not within a day. Values that are hidden, being in something that
   *     is null, may be any
   * @throws IllegalStateException if the file is finished or closed, or an earlier write has failed
   * @throws org.apache.arrow.memory.OutOfMemoryException if the allocator has no more memory
   * @throws CodecException if a page can't be compressed
   * @throws TooManyRowGroupsException if the file has {@link #MOST_ROW_GROUPS} already
   * @throws IOException if the channel fails, or takes nothing for half a minute
   */
  public void write(VectorSchemaRoot root) throws IOException {
    requireOpen();
    String difference = FieldMatch.difference(root.getSchema().getFields(), schema.getFields());
    if (difference != null) {
      throw new IllegalArgumentException("the batch has another schema: " + difference);
    }
    failed = true; // Unless we get to the end.
    tree.bind(root);
    // No lambda, which two threads would link twice: files begin at once.
    for (ColumnChunkWriter column : columns) {
      column.nextBatch();
    }
    int end = root.getRowCount();
    for (int row = 0; row < end; ) {
      int next = endWithinMemory(row, rowGroup.sliceEnd(row, end), root);
      if (rowGroup.rows() == 0) {
        footer.requireRoom();
      }
      append(row, next);
      rowGroup.add(row, next);
      row = next;
      if (rowGroup.isFull()) {
        finishRowGroup();
      }
    }
    failed = false;
  }

  /**
   * The end of the rows that there is memory for. If it is too little, fewer rows are taken at a
   * time; and if that would be far fewer, the row group ends, and all memory is released.
   */
  private int endWithinMemory(int first, int end, VectorSchemaRoot batch) throws IOException {
    int last = largestWithinMemory(first, end);
    boolean fits = neededBytes(first, last) <= allocator.getHeadroom();
    if (fits
        && (last - first >= ENOUGH_ROWS || (long) (last - first) * FEWEST_PART >= end - first)) {
      return last;
    }
    if (rowGroup.rows() > 0) {
      finishRowGroup();
    }
    releaseScratch();
    tree.bind(batch);
    return largestWithinMemory(first, end);
  }

  private void append(int first, int end) {
    long needed = neededBytes(first, end);
    long room = allocator.getHeadroom();
    try {
      for (ColumnChunkWriter column : columns) {
        column.append(rows, first, end);
      }
    } catch (OutOfMemoryException e) {
      throw new OutOfMemoryException(
          String.format(
              Locale.ROOT,
              "allocator %s: it has room for %,d bytes, and rows %,d to %,d of the batch may take"
                  + " %,d; raise its limit of %,d bytes",
              allocator.getName(),
              room,
              first,
              end - 1,
              needed,
              allocator.getLimit()),
          e);
    }
  }

  private int largestWithinMemory(int first, int end) {
    int last = end;
    while (last - first > 1 && neededBytes(first, last) > allocator.getHeadroom()) {
      last = first + (last - first) / 2;
    }
    return last;
  }

  private long neededBytes(int first, int end) {
    long bytes = MemoryNeed.SHARED_BYTES;
    for (ColumnChunkWriter column : columns) {
      bytes += column.neededBytes(first, end);
    }
    return bytes;
  }

  private void finishRowGroup() throws IOException {
    long start = output.position();
    List<FinishedChunk> chunks = new ArrayList<>();
    for (ColumnChunkWriter column : columns) {
      chunks.add(column.finishChunk(output));
    }
    footer.add(chunks, rowGroup.rows(), start, output.position());
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).finishBloomFilter(chunks.get(i), output);
    }
    if (output.endsWith(Footer.MAGIC)) {
      output.write(PADDING); // The last value may be a Parquet file, whose footer readers take.
    }
    for (int i = 0; i < columns.size(); i++) {
      if (chunks.get(i).hasDeltas()) {
        deltaEncoded.add(tree.leaves().get(i).path);
      }
    }
    rowGroup.clear();
  }

  /**
   * Completes the file: what was written is a Parquet file once this has returned. The channel
   * stays open.
   *
   * @return what is in the file
   * @throws IllegalStateException if the file is finished or closed, or a write has failed: what
   *     was written is no file then
   * @throws IOException if the channel fails; what was written is no file then, nor with any other
   *     exception that {@link #write} throws
   */
  public WrittenFile finish() throws IOException {
    requireOpen();
    failed = true; // Unless we get to the end.
    if (rowGroup.rows() > 0) {
      finishRowGroup();
    }
    footer.write(output, metadata());
    failed = false;
    finished = true;
    return new WrittenFile(footer.rows(), output.position(), footer.rowGroups());
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the file is closed");
    }
    if (finished) {
      throw new IllegalStateException("the file is finished: nothing can follow its footer");
    }
    if (failed) {
      throw new IllegalStateException(
          "an earlier write has failed, so there is no file to go on with: close it, and write"
              + " another one");
    }
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>(schema.getCustomMetadata());
    metadata.remove(ARROW_SCHEMA); // Of a file that was read: it is of other columns, perhaps.
    metadata.putAll(options.metadata());
    if (options.arrowSchema()) {
      Set<String> simplified = new HashSet<>(deltaEncoded);
      for (LeafNode leaf : tree.leaves()) {
        switch (options.encodingOf(leaf.path)) {
          case DELTA, DELTA_LENGTH -> simplified.add(leaf.path);
          default -> {} // From the others, pyarrow makes dictionaries.
        }
      }
      tree.lists().stream()
          .filter(ListNode::mayBeAbsent)
          .forEach(list -> simplified.add(list.path));
      Schema described = new Schema(schema.getFields(), new LinkedHashMap<>(metadata));
      metadata.put(ARROW_SCHEMA, ArrowSchemaText.of(described, dictionaries, simplified));
    }
    return metadata;
  }

  /** Releases all memory, that of a row group at hand included; more can be written afterwards. */
  private void releaseScratch() {
    columns.forEach(ColumnChunkWriter::close);
    pageWriter.close();
    segments.close();
    tree.close();
  }

  /**
   * Releases all memory, and writes nothing: a file that was not finished has no footer. Can be
   * called again.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      releaseScratch();
      codec.close();
    }
  }
}
