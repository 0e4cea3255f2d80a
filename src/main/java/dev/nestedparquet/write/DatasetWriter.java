package dev.nestedparquet.write;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.PartitionBatches;
import dev.nestedparquet.batch.PartitionBatches.StoppedException;
import dev.nestedparquet.shred.ShredderOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.dataset.file.DatasetFileWriter;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes Parquet by Arrow's Dataset API, in C++: one native call for each file, which takes the
 * batches on threads of its own.
 *
 * <p>How that call behaves (options, threads, memory, errors) is in {@code native-notes/}.
 */
public final class DatasetWriter implements PartitionWriter {
  public static final String NAME = "dataset";

  /**
   * Environment variable that sets the number of threads of the native I/O pool. The library reads
   * it when it is loaded.
   */
  public static final String IO_THREADS_VARIABLE = "ARROW_IO_THREADS";

  private static final int DEFAULT_IO_THREADS = 8;

  /** Most rows of a row group: longer batches are cut into several. */
  public static final int MAX_ROW_GROUP_ROWS = 32_768;

  private static final String FILE_NAME_TEMPLATE = "part-{i}.parquet";

  private static final Semaphore OPEN_FILES = new Semaphore(new DatasetWriter().maxOpenFiles());

  private static final long PERMIT_POLL_MILLIS = 50;

  private final int ioThreads;

  /** Makes a writer that takes the native pool's size from the environment. */
  public DatasetWriter() {
    this(ioThreads(System.getenv(IO_THREADS_VARIABLE)));
  }

  DatasetWriter(int ioThreads) {
    this.ioThreads = ioThreads;
  }

  /**
   * Number of threads by a variable, read as the native library reads it: a text that is no
   * positive number counts as not set.
   */
  private static int ioThreads(String variable) {
    try {
      int threads = variable == null ? 0 : Integer.parseInt(variable);
      return threads > 0 ? threads : DEFAULT_IO_THREADS;
    } catch (NumberFormatException e) {
      return DEFAULT_IO_THREADS;
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Half of the native pool's threads. A file that waits for its next batch keeps one of them, and
   * the same pool does the encoding. If all threads waited, no batch would ever be released.
   */
  @Override
  public int maxOpenFiles() {
    return ioThreads / 2;
  }

  @Override
  public void check(Schema schema, DictionaryProvider dictionaries) {
    DatasetTypes.check(schema, dictionaries);
  }

  /**
   * Why it can't write whatever a filler may make, as a data-set file asks for it, in words; empty
   * if it can. Arrow C++ writes no fixed-size list that is null, and that a list can be null is no
   * reason for {@link #check} to refuse it.
   *
   * @param layout options that the file has; this writer has none
   */
  public static Optional<String> refusalOf(BatchFiller filler, ShredderOptions layout) {
    if (!layout.equals(ShredderOptions.DEFAULT)) {
      return Optional.of("the file has a layout, which only the shredder honours");
    }
    try (BufferAllocator allocator = new RootAllocator();
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      DatasetTypes.check(filler.schema(), dictionaries);
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
    return filler.schema().getFields().stream().anyMatch(DatasetWriter::hasNullFixedSizeLists)
        ? Optional.of("Arrow's C++ writes no fixed-size list that is null")
        : Optional.empty();
  }

  private static boolean hasNullFixedSizeLists(Field field) {
    return (field.getType() instanceof ArrowType.FixedSizeList && field.isNullable())
        || field.getChildren().stream().anyMatch(DatasetWriter::hasNullFixedSizeLists);
  }

  /**
   * Refuses plans by row groups: a batch becomes one, or several of {@link #MAX_ROW_GROUP_ROWS}.
   */
  @Override
  public void check(BatchPlan plan) {
    if (maxOpenFiles() < 1) {
      throw new IllegalArgumentException(
          IO_THREADS_VARIABLE
              + "=1 leaves the native writer no thread to encode with; set it to 2 or more");
    }
    RowGroupLimit.checkByBatch(plan, MAX_ROW_GROUP_ROWS);
  }

  @Override
  public void prepare() throws WriteException {
    NativeLibraries.load();
  }

  /**
   * Bytes of the native memory pool; 0 if the library isn't loaded, since to ask the pool would
   * load it.
   */
  @Override
  public long nativePoolBytes() {
    return NativeLibraries.isLoaded() ? NativeMemoryPool.getDefault().getBytesAllocated() : 0;
  }

  @Override
  public boolean isNative() {
    return true;
  }

  @Override
  public boolean makesFiles() {
    return true;
  }

  @Override
  public void write(
      Schema schema, DictionaryProvider dictionaries, PartitionBatches batches, OutputFile file)
      throws IOException {
    String directoryUri = directoryUri(file);
    BatchReader reader = new BatchReader(schema, dictionaries, batches, file.isToBeCompleted());
    awaitPermit(batches);
    try {
      DatasetFileWriter.write(
          batches.borrowAllocator(),
          reader,
          FileFormat.PARQUET,
          directoryUri,
          new String[0],
          1,
          FILE_NAME_TEMPLATE);
    } catch (RuntimeException e) {
      throw explain(e, reader.failure(), file);
    } finally {
      reader.awaitClosed();
      OPEN_FILES.release();
    }
    if (reader.failure() instanceof StoppedException stopped) {
      throw stopped;
    }
  }

  private static String directoryUri(OutputFile file) throws WriteException {
    try {
      return file.directoryUri();
    } catch (IOException e) {
      throw failed(file, "cannot make a directory for it (" + e + ")", e);
    }
  }

  /**
   * Waits until another file may be open. The pool is the process's, so all runs in one process
   * share the number of open files.
   */
  private static void awaitPermit(PartitionBatches batches) throws IOException {
    try {
      do {
        batches.checkNotStopped();
      } while (!OPEN_FILES.tryAcquire(PERMIT_POLL_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while other runs have their files open");
    }
  }

  /**
   * Exception of a failed write: the reader's own if it threw one, else one with the native side's
   * message.
   */
  private static IOException explain(RuntimeException e, Throwable readerFailure, OutputFile file)
      throws IOException {
    if (readerFailure instanceof StoppedException stopped) {
      throw stopped;
    }
    if (readerFailure instanceof WriteException tooMany) {
      return tooMany;
    }
    if (readerFailure != null) {
      return new IOException("reading a batch failed: " + readerFailure, readerFailure);
    }
    return failed(file, firstLine(e), e);
  }

  private static WriteException failed(OutputFile file, String reason, Exception cause) {
    return new WriteException(
        "writing in " + file + " failed: " + file.obstacle().orElse(reason), cause);
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
