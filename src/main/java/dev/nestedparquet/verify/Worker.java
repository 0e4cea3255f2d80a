package dev.nestedparquet.verify;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.verify.compare.ColumnPair;
import dev.nestedparquet.internal.verify.compare.ColumnPairs;
import dev.nestedparquet.internal.verify.read.DatasetBatches;
import dev.nestedparquet.internal.verify.read.DuckDbReader;
import dev.nestedparquet.internal.verify.read.ReadException;
import dev.nestedparquet.internal.verify.read.RowBatches;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;

/**
 * Compares rows of files with rows that are filled again. Has what one thread needs for that: a
 * reader, a filler, and a batch of each.
 *
 * <p>If rows can't be read, the fault is narrowed down, to row groups and then to columns; all
 * others are compared.
 *
 * <p><em>Threading:</em> one thread. <em>Ownership:</em> the allocator is the caller's, who closes
 * it after this worker.
 */
final class Worker implements AutoCloseable {
  /**
   * A row group that takes more than this fraction of the reader's memory may exhaust it without a
   * fault.
   */
  private static final int LARGE_ROW_GROUP = 4;

  /** Text of a null. */
  private static final String NULL = "null";

  /**
   * State that the workers of a check share.
   *
   * @param rowsDone counts rows that were compared
   * @param notCompared reasons why values of a column can't be compared, by column
   * @param cancelled makes the workers stop early
   */
  record Shared(
      LongAdder rowsDone, ConcurrentMap<String, String> notCompared, AtomicBoolean cancelled) {}

  private final BatchFiller filler;
  private final LongAdder rowsDone;
  private final ConcurrentMap<String, String> notCompared;
  private final AtomicBoolean cancelled;
  private final BufferAllocator allocator;
  private final MapDictionaryProvider dictionaries;
  private final VectorSchemaRoot expected;
  private DuckDbReader reader;

  private Worker(
      BatchFiller filler,
      Shared shared,
      BufferAllocator allocator,
      MapDictionaryProvider dictionaries,
      VectorSchemaRoot expected,
      DuckDbReader reader) {
    this.filler = filler;
    rowsDone = shared.rowsDone;
    notCompared = shared.notCompared;
    cancelled = shared.cancelled;
    this.allocator = allocator;
    this.dictionaries = dictionaries;
    this.expected = expected;
    this.reader = reader;
  }

  /**
   * Opens a worker of a check; if this throws, nothing stays open.
   *
   * @param filler makes the rows; no other thread uses it
   */
  static Worker open(BatchFiller filler, Shared shared, BufferAllocator allocator)
      throws IOException {
    MapDictionaryProvider dictionaries = filler.newDictionaries(allocator);
    VectorSchemaRoot expected = null;
    try {
      expected = VectorSchemaRoot.create(filler.schema(), allocator);
      DuckDbReader reader = DuckDbReader.open();
      return new Worker(filler, shared, allocator, dictionaries, expected, reader);
    } catch (IOException | RuntimeException | Error e) {
      if (expected != null) {
        expected.close();
      }
      dictionaries.close();
      throw e;
    }
  }

  DuckDbReader borrowReader() {
    return reader;
  }

  /** Filler of this worker, which no other thread uses. */
  BatchFiller borrowFiller() {
    return filler;
  }

  /** Replaces the reader: once it has failed, it may fail for other files, too. */
  void reopenReader() throws IOException {
    reader.close();
    reader = DuckDbReader.open();
  }

  /** Compares a range of a file's rows. */
  void compare(CheckedFile file, RowRange rows) throws IOException {
    compare(file, rows, List.of());
  }

  /**
   * Compares some columns of a range of a file's rows.
   *
   * @param columns names of the columns to compare; empty for all
   */
  private void compare(CheckedFile file, RowRange rows, List<String> columns) throws IOException {
    long at = rows.first();
    ReadException failure = null;
    try (RowBatches batches =
        reader.read(file.path(), rows, columns, file.batchRows(), allocator)) {
      while (batches.next() && at < rows.end()) {
        if (cancelled.get()) {
          throw new CancellationException("interrupted");
        }
        compareBatch(file, at, batches, columns);
        at += batches.rows();
      }
    } catch (ReadException e) {
      failure = e;
    }
    if (failure != null) {
      reopenReader();
      narrowDown(file, new RowRange(at, rows.end() - at), columns, failure);
    } else {
      requireEnd(file, at, rows.end());
    }
  }

  /** Tells of rows that a reader did not come to. */
  private static void requireEnd(CheckedFile file, long at, long end) {
    if (at < end) {
      String found = String.format(Locale.ROOT, "%,d", at);
      file.differs(at, "rows", () -> String.format(Locale.ROOT, "%,d", end), () -> found);
    }
  }

  /**
   * Compares, in all rows of a file, what DuckDB did not keep of some columns, by another reader.
   *
   * @param paths paths of the columns
   */
  void compareByArrow(CheckedFile file, Set<String> paths) throws IOException {
    List<FieldVector> wanted =
        expected.getFieldVectors().stream()
            .filter(vector -> paths.stream().anyMatch(path -> isIn(path, vector.getName())))
            .toList();
    long at = 0;
    try (DatasetBatches batches =
        DatasetBatches.open(
            file.path(),
            wanted.stream().map(FieldVector::getName).toList(),
            file.batchRows(),
            allocator)) {
      while (batches.next() && at < file.comparableRows()) {
        int rows = (int) Math.min(batches.rows(), file.comparableRows() - at);
        int done = 0;
        while (done < rows) {
          if (cancelled.get()) {
            throw new CancellationException("interrupted");
          }
          done += compareByArrow(file, at + done, rows - done, batches, done, wanted, paths);
        }
        at += rows;
      }
      requireEnd(file, at, file.comparableRows());
    } catch (ReadException e) {
      file.differs(wanted.get(0).getName(), "readable by Arrow", e.getMessage());
    }
  }

  private static boolean isIn(String path, String column) {
    return path.startsWith(column)
        && (path.length() == column.length() || ".[".indexOf(path.charAt(column.length())) >= 0);
  }

  /** Compares rows of a batch, and returns how many. */
  private int compareByArrow(
      CheckedFile file,
      long at,
      int most,
      DatasetBatches found,
      int foundFirst,
      List<FieldVector> wanted,
      Set<String> paths)
      throws ReadException {
    RowRange rest = new RowRange(file.promised.firstRow() + at, most);
    int rows = (int) filler.rowsOfBatch(rest);
    filler.fill(new RowRange(rest.first(), rows), expected);
    try {
      ColumnPairs pairs =
          new ColumnPairs(
                  dictionaries,
                  (path, problem) -> file.differsOnce(path, "as in the schema", problem),
                  (path, problem) -> {})
              .only(paths);
      Rows sink = new Rows(file, at);
      for (ColumnPair pair : pairs.pair(wanted, found.borrowColumns())) {
        pair.compareRange(0, foundFirst, rows, sink.only(paths));
      }
    } finally {
      expected.clear();
    }
    return rows;
  }

  private void narrowDown(
      CheckedFile file, RowRange rows, List<String> columns, ReadException failure)
      throws IOException {
    List<RowRange> groups = file.byRowGroup(rows);
    if (groups.size() > 1) {
      for (RowRange group : groups) {
        compare(file, group, columns);
      }
    } else if (columns.isEmpty() && expected.getFieldVectors().size() > 1) {
      for (FieldVector column : expected.getFieldVectors()) {
        compare(file, rows, List.of(column.getName()));
      }
    } else {
      if (failure.isOutOfMemory()) {
        requireSmall(file, rows, failure);
      }
      String column = columns.isEmpty() ? expected.getVector(0).getName() : columns.get(0);
      file.differs(rows.first(), column, () -> "readable", failure::getMessage);
    }
  }

  /**
   * Returns if the row group that could not be read is far smaller than the reader's memory. It
   * can't exhaust the memory then, so something in it claims to be larger than it is.
   *
   * @throws IOException if the row group is so large that the reader's memory may not be enough
   */
  private void requireSmall(CheckedFile file, RowRange rows, ReadException failure)
      throws IOException {
    long bytes = 0;
    try {
      bytes = reader.declaredBytes(file.path(), file.rowGroup(rows.first()));
    } catch (ReadException e) {
      reopenReader(); // A footer that doesn't tell the size is no excuse.
    }
    if (bytes > DuckDbReader.MEMORY_BYTES / LARGE_ROW_GROUP) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s, row group %d: its %,d bytes take more memory than the %,d bytes that DuckDB may"
                  + " have here (%s); make smaller row groups",
              file.promised.path(),
              file.rowGroup(rows.first()),
              bytes,
              DuckDbReader.MEMORY_BYTES,
              failure.getMessage()),
          failure);
    }
  }

  private void compareBatch(CheckedFile file, long at, RowBatches found, List<String> columns) {
    int rows = found.rows();
    if (!found.startsAt(at)) {
      file.differs(at, RowBatches.ROW_NUMBER, () -> Long.toString(at), () -> "other rows");
      return;
    }
    int done = 0;
    while (done < rows) {
      RowRange rest = new RowRange(file.promised.firstRow() + at + done, rows - done);
      RowRange batch = new RowRange(rest.first(), filler.rowsOfBatch(rest));
      Counts counts = filler.fill(batch, expected);
      try {
        compareFilled(file, at + done, found, done, columns);
      } finally {
        expected.clear();
      }
      if (columns.isEmpty()) {
        file.addCounts(counts);
        rowsDone.add(batch.rows());
      }
      done += (int) batch.rows();
    }
  }

  /**
   * Compares the rows that were filled with rows of a batch, from the given row of the batch on.
   */
  private void compareFilled(
      CheckedFile file, long at, RowBatches found, int foundFirst, List<String> columns) {
    Rows sink = new Rows(file, at);
    ColumnPairs pairs =
        new ColumnPairs(
            dictionaries,
            (path, problem) -> file.differsOnce(path, "as in the schema", problem),
            notCompared::putIfAbsent);
    List<FieldVector> wanted =
        expected.getFieldVectors().stream()
            .filter(vector -> columns.isEmpty() || columns.contains(vector.getName()))
            .toList();
    for (ColumnPair pair : pairs.pair(wanted, found.borrowColumns())) {
      pair.compareRange(0, foundFirst, expected.getRowCount(), sink);
    }
  }

  /** Reports values that differ, with the place of their rows. */
  private static final class Rows implements ColumnPair.RowSink {
    private final CheckedFile file;
    private final long first;
    private int row;

    Rows(CheckedFile file, long first) {
      this.file = file;
      this.first = first;
    }

    @Override
    public void startRow(int row) {
      this.row = row;
    }

    @Override
    public void differs(String path, Supplier<String> expected, Supplier<String> found) {
      file.differs(first + row, path, expected, found);
    }

    /**
     * The same for values of some columns alone. Nulls and lengths are left out: they were compared
     * before.
     */
    ColumnPair.RowSink only(Set<String> paths) {
      Rows all = this;
      return new ColumnPair.RowSink() {
        @Override
        public void startRow(int row) {
          all.startRow(row);
        }

        @Override
        public void differs(String path, Supplier<String> expected, Supplier<String> found) {
          boolean isWanted = paths.contains(path.replaceAll("\\[\\d+\\]", "[]"));
          if (isWanted && !expected.get().equals(NULL) && !found.get().equals(NULL)) {
            all.differs(path, expected, found);
          }
        }
      };
    }
  }

  @Override
  public void close() throws IOException {
    expected.close();
    dictionaries.close();
    reader.close();
  }
}
