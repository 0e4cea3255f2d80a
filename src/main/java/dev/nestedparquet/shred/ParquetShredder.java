package dev.nestedparquet.shred;

import dev.nestedparquet.shred.internal.codec.CodecFailure;
import dev.nestedparquet.shred.internal.file.FileWriter;
import dev.nestedparquet.shred.internal.file.Footer;
import dev.nestedparquet.shred.internal.file.FullFileException;
import dev.nestedparquet.shred.internal.file.MemoryBound;
import dev.nestedparquet.shred.internal.file.MemoryEstimate;
import dev.nestedparquet.shred.internal.levels.ColumnTree;
import dev.nestedparquet.shred.internal.values.RefusedColumnException;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes record batches to a Parquet file: nested columns are shredded straight from their off-heap
 * buffers, with no call for a row.
 *
 * <pre>{@code
 * try (ParquetShredder shredder =
 *     ParquetShredder.open(path, root.getSchema(), dictionaries, allocator, options)) {
 *   while (reader.loadNextBatch()) {
 *     shredder.write(root);
 *   }
 *   WrittenFile written = shredder.finish(); // without this, there is no file
 * }
 * }</pre>
 *
 * <p><em>Ownership:</em> borrows batches for the call of {@link #write}. A channel stays the
 * caller's; of a path, the shredder opens and closes the file itself. What waits for its row group
 * is allocated from the allocator, up to about {@link ShredderOptions#rowGroupBytes}, and released
 * by {@link #close}. A row group ends early rather than exceed the allocator's limit; see {@link
 * #neededBytes} for how low that may be.
 *
 * <p><em>Threading:</em> one thread. <em>Life cycle:</em> {@link #open} &gt; {@link #write}* &gt;
 * {@link #finish} &gt; {@link #close}. The file is valid once {@link #finish} has returned, and no
 * Parquet file without that, so whatever leaves the block early leaves nothing that looks whole: at
 * a path there is nothing, and a channel has taken bytes without a footer.
 */
public final class ParquetShredder implements AutoCloseable {
  /** Of a file: readers number row groups by 16 bits with a sign, as parquet.thrift does. */
  public static final int MOST_ROW_GROUPS = Footer.MOST_ROW_GROUPS;

  private final FileWriter file;

  /** Null if the channel is the caller's. */
  private final UnfinishedFile unfinished;

  private ParquetShredder(FileWriter file, UnfinishedFile unfinished) {
    this.file = file;
    this.unfinished = unfinished;
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
    return askTree(
        schema,
        dictionaries,
        tree -> {
          ShredderOptions resolved = ColumnOptions.resolve(options, tree.leaves());
          ColumnOptions.check(resolved, tree.leaves());
          return resolved;
        });
  }

  /** Asks the columns of a schema something that takes no memory. */
  private static <T> T askTree(
      Schema schema, DictionaryProvider dictionaries, Function<ColumnTree, T> question) {
    try (BufferAllocator none = new RootAllocator(0);
        ColumnTree tree = new ColumnTree(schema, dictionaries, none)) {
      return question.apply(tree);
    } catch (RefusedColumnException e) {
      throw new UnsupportedColumnException(e.path(), e.reason());
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
    return askTree(
        schema,
        dictionaries,
        tree ->
            MemoryBound.of(
                schema,
                tree,
                ColumnOptions.layout(options, tree.leaves()),
                dictionaries,
                rows,
                arrowBytes));
  }

  /**
   * What a file takes at least: with less, row groups would be of a few rows. Whether rows have
   * room for which {@link #neededBytes} are more only shows when they come.
   */
  public static long leastBytes(
      Schema schema, DictionaryProvider dictionaries, ShredderOptions options) {
    return askTree(
        schema,
        dictionaries,
        tree -> MemoryEstimate.least(tree, ColumnOptions.layout(options, tree.leaves())));
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
   * @param schema whose fields may have {@code PARQUET:field_id} in their metadata: their id in the
   *     Parquet schema, which a negative number says they have not
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
    return begin(channel, schema, dictionaries, allocator, options, /* unfinished= */ null);
  }

  /**
   * Begins a file that is at the path once {@link #finish} has returned. Until then there is
   * nothing at the path: rows go to a hidden file beside it, named {@code .unfinished-...}, which
   * {@link #finish} renames, and {@link #close} removes if the file was not finished. A process
   * that is killed leaves the hidden file behind.
   *
   * <p>Nothing is replaced: remove first what is at the path. The file is not forced to the disk.
   *
   * @param dictionaries of the schema's dictionary-encoded fields, looked up with each batch
   * @throws IllegalArgumentException as {@link #check} throws it, or if the allocator has less room
   *     than {@link #leastBytes}; there is no file then
   * @throws java.nio.file.FileAlreadyExistsException if something is at the path
   * @throws java.nio.file.NoSuchFileException if the path's directory isn't there
   * @throws IOException if the file can't be made
   */
  public static ParquetShredder open(
      Path path,
      Schema schema,
      DictionaryProvider dictionaries,
      BufferAllocator allocator,
      ShredderOptions options)
      throws IOException {
    check(schema, dictionaries, options);
    requireMemory(schema, dictionaries, options, allocator);
    UnfinishedFile unfinished = UnfinishedFile.create(path);
    try {
      return begin(
          unfinished.borrowChannel(), schema, dictionaries, allocator, options, unfinished);
    } catch (Throwable e) {
      try (unfinished) { // Removes it; that this fails, too, is told beside e.
        throw e;
      }
    }
  }

  private static ParquetShredder begin(
      WritableByteChannel channel,
      Schema schema,
      DictionaryProvider dictionaries,
      BufferAllocator allocator,
      ShredderOptions options,
      UnfinishedFile unfinished)
      throws IOException {
    FileWriter file =
        new FileWriter(
            channel,
            schema,
            dictionaries,
            allocator,
            leaves -> ColumnOptions.layout(options, leaves));
    try {
      file.begin();
      return new ParquetShredder(file, unfinished);
    } catch (Throwable e) {
      file.close();
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
   *     whole day, a time that is not within a day, as 24:00 is not. Values that are hidden, being
   *     in something that is null, may be any
   * @throws IllegalStateException if the file is finished or closed, or an earlier write has failed
   * @throws org.apache.arrow.memory.OutOfMemoryException if the allocator has no more memory
   * @throws CodecException if a page can't be compressed
   * @throws TooManyRowGroupsException if the file has {@link #MOST_ROW_GROUPS} already
   * @throws IOException if the channel fails, or takes nothing for half a minute
   */
  public void write(VectorSchemaRoot root) throws IOException {
    try {
      file.write(root);
    } catch (CodecFailure e) {
      throw new CodecException(e.getMessage(), e.getCause());
    } catch (FullFileException e) {
      throw new TooManyRowGroupsException(e.getMessage());
    }
  }

  /**
   * Ends the row group at hand: its rows are in the channel or file once this has returned, and the
   * next batch begins another row group. Does nothing if the row group has no rows.
   *
   * @throws IllegalStateException if the file is finished or closed, or an earlier write has failed
   * @throws CodecException if a page can't be compressed
   * @throws IOException if the channel fails; the file can only be closed then, as with any other
   *     exception but the first
   */
  public void flush() throws IOException {
    try {
      file.flush();
    } catch (CodecFailure e) {
      throw new CodecException(e.getMessage(), e.getCause());
    }
  }

  /** Rows of all batches so far, those that wait for their row group included. */
  public long rowsWritten() {
    return file.rows();
  }

  /**
   * Bytes so far in the channel or file: those of complete row groups, and of the footer once the
   * file is finished.
   */
  public long bytesWritten() {
    return file.bytes();
  }

  /**
   * Completes the file: what was written is a Parquet file once this has returned. A channel of the
   * caller's stays open; a file that was opened by its path is closed, and is there.
   *
   * @return what is in the file
   * @throws IllegalStateException if the file is finished or closed, or a write has failed: what
   *     was written is no file then
   * @throws java.nio.file.FileAlreadyExistsException if something came to be at the path meanwhile
   * @throws IOException if the channel fails; what was written is no file then, nor with any other
   *     exception that {@link #write} throws
   */
  public WrittenFile finish() throws IOException {
    try {
      file.finish();
    } catch (CodecFailure e) {
      throw new CodecException(e.getMessage(), e.getCause());
    }
    if (unfinished != null) {
      unfinished.publish();
    }
    return new WrittenFile(file.rows(), file.bytes(), file.rowGroups());
  }

  /**
   * Releases all memory, and writes nothing: a file that was not finished has no footer, and one
   * that was opened by its path is removed. Can be called again.
   *
   * @throws java.io.UncheckedIOException if it can't be removed; all else is done then
   */
  @Override
  public void close() {
    try {
      file.close();
    } finally {
      if (unfinished != null) {
        unfinished.close();
      }
    }
  }
}
