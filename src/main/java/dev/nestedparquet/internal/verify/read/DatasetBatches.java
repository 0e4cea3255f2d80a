package dev.nestedparquet.internal.verify.read;

import dev.nestedparquet.internal.ArrowLibraries;
import dev.nestedparquet.internal.OptionalLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.dataset.file.FileSystemDatasetFactory;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.arrow.dataset.scanner.ScanOptions;
import org.apache.arrow.dataset.scanner.Scanner;
import org.apache.arrow.dataset.source.Dataset;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Gives columns of a file as record batches, as Arrow's C++ library reads them: it keeps types that
 * DuckDB does not keep.
 *
 * <p><em>Ownership:</em> owns the current batch; {@link #next} and {@link #close} release it.
 * <em>Threading:</em> one thread.
 */
public final class DatasetBatches implements AutoCloseable {
  private final FileSystemDatasetFactory factory;
  private Dataset dataset;
  private Scanner scanner;
  private ArrowReader reader;

  private DatasetBatches(FileSystemDatasetFactory factory) {
    this.factory = factory;
  }

  /** Tells whether the library is there. */
  public static boolean canRead() {
    return OptionalLibrary.ARROW_DATASET.isThere();
  }

  /**
   * Starts to read a file, from its first row on.
   *
   * @param columns names of the columns to read
   * @param allocator allocator of the batches' vectors
   * @return batches of at most {@code batchRows} rows, in the file's order; the caller closes them
   * @throws ReadException if the file can't be read
   * @throws IOException if the library can't be loaded
   */
  public static DatasetBatches open(
      Path file, List<String> columns, int batchRows, BufferAllocator allocator)
      throws ReadException, IOException {
    ArrowLibraries.load();
    DatasetBatches batches = null;
    try {
      String uri = file.toUri().toString();
      batches =
          new DatasetBatches(
              new FileSystemDatasetFactory(
                  allocator, NativeMemoryPool.getDefault(), FileFormat.PARQUET, uri));
      batches.start(new ScanOptions(batchRows, Optional.of(columns.toArray(String[]::new))));
      return batches;
    } catch (RuntimeException e) {
      if (batches != null) {
        batches.close();
      }
      throw ReadException.of(e);
    }
  }

  private void start(ScanOptions options) {
    dataset = factory.finish();
    scanner = dataset.newScan(options);
    reader = scanner.scanBatches();
  }

  /** Goes to the next batch; returns false if there is none. */
  public boolean next() throws ReadException {
    try {
      return reader.loadNextBatch();
    } catch (IOException | RuntimeException e) {
      throw ReadException.of(e);
    }
  }

  public int rows() throws ReadException {
    return borrowColumns().isEmpty() ? 0 : borrowColumns().get(0).getValueCount();
  }

  /** Columns of the current batch; borrowed until the next call of {@link #next}. */
  public List<FieldVector> borrowColumns() throws ReadException {
    try {
      return reader.getVectorSchemaRoot().getFieldVectors();
    } catch (IOException e) {
      throw ReadException.of(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (AutoCloseable f = factory;
        AutoCloseable d = dataset;
        AutoCloseable s = scanner;
        AutoCloseable r = reader) {
      // Closed in reverse order.
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("cannot close Arrow's reader: " + e.getMessage(), e);
    }
  }
}
