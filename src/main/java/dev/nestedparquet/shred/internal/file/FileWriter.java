package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.codec.PageCodec;
import dev.nestedparquet.shred.internal.file.ChunkMetadata.FinishedChunk;
import dev.nestedparquet.shred.internal.levels.ColumnTree;
import dev.nestedparquet.shred.internal.levels.ElementSpace;
import dev.nestedparquet.shred.internal.levels.LeafNode;
import dev.nestedparquet.shred.internal.memory.SegmentPool;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes batches to a file: cuts their rows into row groups that fit the memory, and has each
 * column append its values.
 *
 * <p><em>Ownership:</em> borrows batches for the call of {@link #write}; the channel and the
 * dictionaries stay the caller's; owns the tree, the codecs and all scratch memory until {@link
 * #close}. <em>Threading:</em> one thread. <em>Life cycle:</em> {@link #begin} &gt; {@link #write}*
 * &gt; {@link #finish} &gt; {@link #close}.
 */
public final class FileWriter implements AutoCloseable {
  private static final byte[] PADDING = {0};

  private final Schema schema;
  private final ColumnTree tree;
  private final IdentityHashMap<Supplier<PageCodec>, PageCodec> codecs = new IdentityHashMap<>();
  private final PageWriter pageWriter;
  private final SegmentPool segments;
  private final List<ColumnChunkWriter> columns = new ArrayList<>();
  private final ElementSpace rows = ElementSpace.ofRows();
  private final ChannelOutput output;
  private final Footer footer;
  private final FooterMetadata metadata;
  private final RowGroupSizer rowGroup;

  /** Number of rows in all batches that were written. */
  private long rowsWritten;

  /** How many rows there is memory for. */
  private final RoomForRows room;

  private boolean failed;
  private boolean finished;
  private boolean closed;

  /**
   * A writer to a channel. If this throws, it has released all memory.
   *
   * @param layout resolves the options for the leaves of the schema
   * @throws IllegalArgumentException if the channel is in non-blocking mode, or the schema has no
   *     columns
   * @throws dev.nestedparquet.shred.internal.values.RefusedColumnException if a column can't be
   *     written
   */
  public FileWriter(
      WritableByteChannel channel,
      Schema schema,
      DictionaryProvider dictionaries,
      BufferAllocator allocator,
      Function<List<LeafNode>, FileLayout> layout) {
    output = new ChannelOutput(channel); // First: if it refuses the channel, nothing is allocated.
    this.schema = schema;
    tree = new ColumnTree(schema, dictionaries, allocator);
    FileLayout resolved = layout.apply(tree.leaves());
    pageWriter = new PageWriter(resolved.pageVersion(), allocator);
    segments = new SegmentPool(allocator);
    try {
      for (int i = 0; i < tree.leaves().size(); i++) {
        ColumnLayout column = resolved.columns().get(i);
        columns.add(
            new ColumnChunkWriter(
                tree.leaves().get(i),
                column,
                tree.levels(),
                pageWriter,
                codecs.computeIfAbsent(column.codec(), Supplier::get),
                segments,
                allocator));
      }
    } catch (RuntimeException | Error e) { // A codec's library is missing.
      codecs.values().forEach(PageCodec::close);
      throw e;
    }
    rowGroup = new RowGroupSizer(resolved, columns);
    room = new RoomForRows(columns, pageWriter, segments, tree.levels(), allocator);
    footer = new Footer(tree.elements(), resolved.createdBy());
    metadata = new FooterMetadata(schema, dictionaries, resolved, tree);
  }

  /**
   * Writes the magic bytes with which a file begins.
   *
   * @throws IOException if the channel fails
   */
  public void begin() throws IOException {
    output.write(Footer.MAGIC);
  }

  /**
   * Appends a batch. If this throws, a part of the batch may be in the file, and the writer can
   * only be closed. After a batch whose schema is refused, others can still be written.
   *
   * @throws IllegalArgumentException if the batch or a value in it is refused
   * @throws IllegalStateException if the file is finished or closed, or an earlier write has failed
   * @throws FullFileException if the file can't have another row group
   * @throws IOException if the channel fails, or takes nothing for half a minute
   */
  public void write(VectorSchemaRoot root) throws IOException {
    requireOpen();
    String difference = SchemaMatch.difference(root.getSchema().getFields(), schema.getFields());
    if (difference != null) {
      throw new IllegalArgumentException("the batch has another schema: " + difference);
    }
    failed = true; // Unless we get to the end.
    bind(root);
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
    rowsWritten += end;
    failed = false;
  }

  /**
   * Ends the current row group, unless it has no rows.
   *
   * @throws IllegalStateException as {@link #write} does
   * @throws IOException if the channel fails
   */
  public void flush() throws IOException {
    requireOpen();
    failed = true; // Unless we get to the end.
    if (rowGroup.rows() > 0) {
      finishRowGroup();
    }
    failed = false;
  }

  /** Looks up where the batch's vectors are, which takes memory where values are looked up. */
  private void bind(VectorSchemaRoot batch) throws IOException {
    try {
      tree.bind(batch);
    } catch (OutOfMemoryException e) {
      releaseAll();
      tree.bind(batch);
    }
  }

  /**
   * The end of the rows for which there is memory. If the memory suffices for far fewer than all,
   * the row group is ended first, and all its memory released.
   */
  private int endWithinMemory(int first, int end, VectorSchemaRoot batch) throws IOException {
    int last = room.endOf(first, end);
    if (room.isDecent(last - first, end - first)) {
      return last;
    }
    releaseAll();
    tree.bind(batch);
    return room.endOf(first, end);
  }

  /** Ends the row group, if there is one, and releases all memory. */
  private void releaseAll() throws IOException {
    tree.close(); // First: what the batch took may be what finishing needs.
    if (rowGroup.rows() > 0) {
      finishRowGroup();
    }
    releaseScratch();
  }

  private void append(int first, int end) {
    room.startAppending(first, end);
    try {
      for (ColumnChunkWriter column : columns) {
        column.append(rows, first, end);
      }
    } catch (OutOfMemoryException e) {
      throw room.exceeded(e);
    }
  }

  private void finishRowGroup() throws IOException {
    try {
      writeRowGroup();
    } catch (OutOfMemoryException e) {
      throw room.exceeded(e);
    }
  }

  private void writeRowGroup() throws IOException {
    long start = output.position();
    List<FinishedChunk> chunks = new ArrayList<>();
    for (ColumnChunkWriter column : columns) {
      chunks.add(column.finishChunk(output));
      padMagic();
    }
    footer.add(chunks, rowGroup.rows(), start);
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).finishBloomFilter(chunks.get(i), output);
      padMagic();
    }
    metadata.note(chunks);
    rowGroup.clear();
  }

  /**
   * Writes a byte if the file so far ends with Parquet's magic bytes. A chunk's last value may be a
   * Parquet file; if nothing followed it, readers would take that file's footer. Readers find
   * chunks by absolute offsets, so the byte does no harm.
   */
  private void padMagic() throws IOException {
    if (output.endsWith(Footer.MAGIC)) {
      output.write(PADDING);
    }
  }

  /**
   * Completes the file.
   *
   * @throws IllegalStateException as {@link #write} does
   * @throws IOException if the channel fails
   */
  public void finish() throws IOException {
    flush();
    failed = true; // Unless we get to the end.
    footer.write(output, metadata.toMap());
    failed = false;
    finished = true;
  }

  /**
   * Number of rows in all batches that were written, whether or not their row group is complete.
   */
  public long rows() {
    return rowsWritten;
  }

  /** Bytes that the channel has taken. */
  public long bytes() {
    return output.position();
  }

  /** Number of complete row groups. */
  public int rowGroups() {
    return footer.rowGroups();
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

  /**
   * Releases all memory of the columns and the tree; the current row group has to be empty. More
   * rows can be written afterwards.
   */
  private void releaseScratch() {
    columns.forEach(ColumnChunkWriter::close);
    pageWriter.close();
    segments.close();
    tree.close();
  }

  /**
   * Releases all memory, and writes nothing: a file that was not finished has no footer. Further
   * calls do nothing.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      releaseScratch();
      codecs.values().forEach(PageCodec::close);
    }
  }
}
