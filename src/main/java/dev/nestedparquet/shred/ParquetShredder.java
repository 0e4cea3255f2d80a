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
 * Writes Arrow record batches to a Parquet file. Nested columns are shredded from their off-heap
 * buffers, a column at a time, with no method call per row.
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
 * <p><em>Ownership:</em> borrows batches for the call of {@link #write}. A channel, the allocator
 * and the dictionaries stay the caller's to close. A file that is named by its path is opened and
 * closed by the shredder. Pages that wait for their row group take up to about {@link
 * ShredderOptions#rowGroupBytes} of the allocator, until {@link #close}. A row group ends early
 * rather than exceed the allocator's limit; {@link #neededBytes} tells how low that may be.
 *
 * <p><em>Threading:</em> one thread. <em>Life cycle:</em> {@link #open} &gt; {@link #write}* &gt;
 * {@link #finish} &gt; {@link #close}. The file is a Parquet file once {@link #finish} has
 * returned. If an exception leaves the block earlier, there is nothing at the path, and a channel
 * has taken bytes without a footer.
 */
public final class ParquetShredder implements AutoCloseable {
  /**
   * Most row groups of a file: readers number them by 16 bits with a sign, as parquet.thrift does.
   */
  public static final int MOST_ROW_GROUPS = Footer.MOST_ROW_GROUPS;

  private final FileWriter file;

  /** The file at the caller's path; null if the caller opened the shredder by a channel. */
  private final UnfinishedFile unfinished;

  private ParquetShredder(FileWriter file, UnfinishedFile unfinished) {
    this.file = file;
    this.unfinished = unfinished;
  }

  /**
   * Checks that a schema can be written with these options. Allocates nothing, and closes nothing.
   *
   * @throws UnsupportedColumnException if a column can't be written
   * @throws IllegalArgumentException if the schema has no columns, or the options name a column
   *     that isn't there, is ambiguous, or can't have the option
   */
  public static void check(
      Schema schema, DictionaryProvider dictionaries, ShredderOptions options) {
    ShredderOptions unused = resolve(schema, dictionaries, options);
  }

  /**
   * Returns the options as they are honoured: each column is named by its whole path.
   *
   * @throws UnsupportedColumnException as {@link #check} does
   * @throws IllegalArgumentException as {@link #check} does
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

  /** Answers a question about the columns of a schema, without memory of the caller. */
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
   * Upper bound, in bytes, on the memory that it takes to write these rows. It holds however they
   * are divided into row groups, from one for each row to one for all. An allocator with this limit
   * has room for them if it rounds sizes up by little. Arrow's allocators round to powers of two by
   * default, and may need a limit of up to twice as much.
   *
   * @param rows the number of rows
   * @param arrowBytes upper bound, in bytes, on the Arrow buffers that hold the rows
   * @return bytes
   * @throws UnsupportedColumnException as {@link #check} does
   * @throws IllegalArgumentException as {@link #check} does
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
   * Fewest bytes with which {@link #open} begins a file: with less memory, row groups would have a
   * few rows each. Rows that need more, by {@link #neededBytes}, may still run out of memory in
   * {@link #write}.
   *
   * @throws UnsupportedColumnException as {@link #check} does
   * @throws IllegalArgumentException as {@link #check} does
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
   * Begins a file at the channel's position. The channel stays the caller's to close, also when
   * this throws.
   *
   * @param channel a channel in blocking mode
   * @param dictionaries dictionaries of the schema's dictionary-encoded fields, looked up with each
   *     batch; they stay the caller's
   * @param allocator allocates all memory of the shredder; stays the caller's
   * @throws IllegalArgumentException as {@link #check} throws it, or if the allocator has less room
   *     than {@link #leastBytes}, or the channel is in non-blocking mode; nothing has been written
   *     to the channel then
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
   * nothing at the path: rows go to a hidden file beside it, named {@code .unfinished-...}. {@link
   * #finish} renames the hidden file, and {@link #close} removes it if the file was not finished. A
   * process that is killed leaves the hidden file behind.
   *
   * <p>A file that is there when the shredder is opened or finished is not replaced, unless another
   * process makes it in the very moment of the rename. To replace a file, the caller has to remove
   * it first. The new file is not forced to the disk.
   *
   * @param dictionaries dictionaries of the schema's dictionary-encoded fields, looked up with each
   *     batch; they stay the caller's
   * @param allocator allocates all memory of the shredder; stays the caller's
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
   * Appends a batch. If this throws, a part of the batch may be in the file: then the shredder can
   * only be closed, and {@link #finish} throws instead of writing a footer. After a batch whose
   * schema is refused, other batches can still be written.
   *
   * @param root rows of the schema that the file was opened with. The names of lists' elements may
   *     differ, and so may the metadata of the schema, but not that of its fields. The batch stays
   *     the caller's, also when this throws
   * @throws IllegalArgumentException if the schema is another one; if a vector has fewer values
   *     than the batch has rows; if a column that is declared not null has a null; if a dictionary
   *     isn't there any more, is of another type, or lacks an entry; if a value, a list or a row is
   *     too large for Parquet; or if Parquet's type can't hold a value, such as a decimal with more
   *     digits than its precision, seconds that exceed 64 bits as milliseconds, a date in
   *     milliseconds that is no whole day, or a time that is not within a day. Values inside a null
   *     struct or list are not looked at
   * @throws IllegalStateException if the file is finished or closed, or an earlier write has failed
   * @throws org.apache.arrow.memory.OutOfMemoryException if the allocator has no more memory
   * @throws CodecException if a page can't be compressed
   * @throws TooManyRowGroupsException if the file already has {@link #MOST_ROW_GROUPS} row groups
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
   * Ends the current row group. Its rows are in the channel or file once this has returned, and the
   * next batch begins another row group. Does nothing if the row group has no rows.
   *
   * @throws IllegalStateException if the file is finished or closed, or an earlier write has failed
   * @throws CodecException if a page can't be compressed
   * @throws IOException if the channel fails. After any exception but {@link
   *     IllegalStateException}, the shredder can only be closed
   */
  public void flush() throws IOException {
    try {
      file.flush();
    } catch (CodecFailure e) {
      throw new CodecException(e.getMessage(), e.getCause());
    }
  }

  /** Number of rows in all batches so far, those included that wait for their row group. */
  public long rowsWritten() {
    return file.rows();
  }

  /**
   * Number of bytes in the channel or file so far: those of complete row groups, and of the footer
   * once the file is finished.
   */
  public long bytesWritten() {
    return file.bytes();
  }

  /**
   * Completes the file: writes the last row group and the footer. A channel of the caller's stays
   * open. A file that was opened by its path is closed, and is at the path once this has returned.
   * {@link #close} has to be called all the same.
   *
   * @return what is in the file
   * @throws IllegalStateException if the file is finished or closed already, or a write has failed
   * @throws java.nio.file.FileAlreadyExistsException if another file has come to be at the path
   *     since {@link #open}
   * @throws IOException if the channel fails. After this and any other exception that {@link
   *     #write} throws, the bytes written so far are no Parquet file
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
   * Releases all memory, and writes nothing. An unfinished file that was opened by its path is
   * removed; a channel has taken bytes without a footer. Further calls do nothing.
   *
   * @throws java.io.UncheckedIOException if the unfinished file can't be removed; the memory is
   *     released all the same
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
