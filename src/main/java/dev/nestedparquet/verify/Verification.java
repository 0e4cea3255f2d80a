package dev.nestedparquet.verify;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.manifest.DataSetFiles;
import dev.nestedparquet.manifest.Manifest;
import dev.nestedparquet.manifest.Manifest.DataFile;
import dev.nestedparquet.manifest.ManifestException;
import dev.nestedparquet.manifest.ManifestNames;
import dev.nestedparquet.manifest.ParquetSchemaText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;

/**
 * Checks a data set: makes its rows again and compares every value with what a reader returns that
 * shares no code with the writer. Nothing that is wrong with the data ends the check.
 *
 * <pre>{@code
 * VerifyResult result = Verification.of(directory).run();
 * }</pre>
 *
 * <p><em>Threading:</em> {@link #run} starts threads of its own and returns when they have ended;
 * {@link #cancel} and {@link #rowsDone} are for other threads meanwhile.
 */
public final class Verification {
  /** Rows that are worth a query of their own. */
  private static final long LEAST_ROWS_AT_ONCE = 1_000_000;

  private final DataSetFiles dataSet;
  private final Manifest manifest;
  private final BatchFiller filler;
  private final int threads;
  private final Differences differences = new Differences();
  private final LongAdder rowsDone = new LongAdder();

  /** Set by {@link #cancel}, and by a worker that fails. */
  private final AtomicBoolean cancelled = new AtomicBoolean();

  private volatile boolean interrupted;

  private Verification(DataSetFiles dataSet, Manifest manifest, BatchFiller filler) {
    this.dataSet = dataSet;
    this.manifest = manifest;
    this.filler = filler;
    threads = Runtime.getRuntime().availableProcessors();
  }

  /**
   * Checks a data set of one of the built-in presets.
   *
   * <p><em>Ownership:</em> the caller closes the files.
   *
   * @throws ManifestException if there is none, or one of another version
   */
  public static Verification of(DataSetFiles dataSet) throws IOException {
    Manifest manifest = readManifest(dataSet);
    return of(dataSet, manifest, ManifestFiller.of(manifest));
  }

  /** Likewise, of a directory. */
  public static Verification of(Path directory) throws IOException {
    return of(DataSetFiles.in(directory));
  }

  /**
   * Checks a data set of any filler's.
   *
   * <p><em>Ownership:</em> the caller closes the files.
   *
   * @throws ManifestException if there is none, or one of other parameters
   */
  public static Verification of(DataSetFiles dataSet, BatchFiller filler) throws IOException {
    Manifest manifest = readManifest(dataSet);
    ManifestFiller.requireSameParameters(manifest, filler);
    return of(dataSet, manifest, filler);
  }

  /** Likewise, of a directory. */
  public static Verification of(Path directory, BatchFiller filler) throws IOException {
    return of(DataSetFiles.in(directory), filler);
  }

  private static Verification of(DataSetFiles dataSet, Manifest manifest, BatchFiller filler)
      throws ManifestException {
    try { // Nor may the filler be asked for rows that it would refuse to generate.
      long unused = filler.maxBatchBytes(manifest.plan().largestBatch());
    } catch (IllegalArgumentException e) {
      throw new ManifestException("the manifest's " + e.getMessage());
    }
    return new Verification(dataSet, manifest, filler);
  }

  private static Manifest readManifest(DataSetFiles dataSet) throws IOException {
    if (dataSet.has(ManifestNames.WHOLE)) {
      return dataSet.readManifest(ManifestNames.WHOLE);
    }
    Set<String> names = dataSet.sizes().keySet();
    boolean hasParts = names.stream().anyMatch(ManifestNames::isPart);
    if (!hasParts) {
      ManifestNames.requireNoUnfinishedRun(dataSet, names);
    }
    throw new ManifestException(
        hasParts
            ? dataSet + " has manifests of parts only; merge them first: nested-parquet merge"
            : dataSet + " has no " + ManifestNames.WHOLE + "; name what generate has completed");
  }

  /** Rows that the manifest promises. */
  public long rows() {
    return manifest.plan().rows();
  }

  /** Rows compared so far. */
  public long rowsDone() {
    return rowsDone.sum();
  }

  /** Ends the check early; {@link #run} throws once all threads have ended. */
  public void cancel() {
    interrupted = true;
    cancelled.set(true);
    dataSet.cancel();
  }

  /**
   * Checks everything. Can be called once.
   *
   * @throws VerifyException if the check can't be carried out
   * @throws CancellationException if {@link #cancel} was called
   * @throws InterruptedException if this thread was interrupted
   */
  public VerifyResult run() throws IOException, VerifyException, InterruptedException {
    Thread hook = new Thread(this::cancel, "cancel-verify");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return check();
    } catch (VerifyException | IOException | RuntimeException e) {
      if (interrupted || isShuttingDown(hook)) {
        CancellationException cancellation = new CancellationException("interrupted");
        cancellation.initCause(e);
        throw cancellation;
      }
      throw e;
    } finally {
      boolean unused = isShuttingDown(hook);
    }
  }

  /** Whether the JVM is; otherwise the hook is removed. What a JVM that ends refuses, fails. */
  private static boolean isShuttingDown(Thread hook) {
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private VerifyResult check() throws IOException, VerifyException, InterruptedException {
    long start = System.nanoTime();
    String reader;
    List<CheckedFile> files = new ArrayList<>();
    int readable = 0;
    ManifestChecks manifestChecks = new ManifestChecks(manifest, filler, differences);
    for (DataFile file : manifest.files()) {
      files.add(new CheckedFile(files.size(), file, differences));
    }
    try (BufferAllocator allocator = new RootAllocator();
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      String schema = ParquetSchemaText.of(filler.schema(), dictionaries, manifest.writer());
      manifestChecks.check(schema, countsOfNoRows(allocator));
      ForeignFiles.check(dataSet, manifest, differences);
      FileChecks fileChecks = new FileChecks(dataSet, manifest, schema);
      try (Workers workers = new Workers(threads, cancelled, () -> newWorker(allocator))) {
        reader = workers.any().borrowReader().nameAndVersion();
        for (List<CheckedFile> some : inTurn(files)) {
          readable += check(some, fileChecks, workers);
        }
      }
      for (CheckedFile file : files) {
        if (file.counts().get(Counts.ROWS) == file.promisedRows()) {
          manifestChecks.checkCounts(
              "files/" + file.promised.path() + "/counts", file.counts(), file.promised.counts());
        }
      }
    }
    return new VerifyResult(
        rowsDone(),
        files.size(),
        readable,
        manifestChecks.hasChecksums(),
        differences.count(),
        differences.listed(),
        System.nanoTime() - start,
        reader);
  }

  /** Files that have to be copied take turns, one for each thread, for the sake of the disk. */
  private List<List<CheckedFile>> inTurn(List<CheckedFile> files) {
    int atOnce = dataSet.copies() ? threads : Math.max(1, files.size());
    List<List<CheckedFile>> turns = new ArrayList<>();
    for (int start = 0; start < files.size(); start += atOnce) {
      turns.add(files.subList(start, Math.min(files.size(), start + atOnce)));
    }
    return turns;
  }

  /**
   * Checks files, all threads at all of them.
   *
   * @return how many could be read
   */
  private int check(List<CheckedFile> files, FileChecks checks, Workers workers)
      throws IOException, VerifyException, InterruptedException {
    List<CheckedFile> readable = Collections.synchronizedList(new ArrayList<>());
    workers.forEach(
        files,
        (worker, file) -> {
          if (checks.check(file, worker)) {
            readable.add(file);
          }
        });
    workers.forEach(
        ranges(readable), (worker, range) -> worker.compare(range.file(), range.rows()));
    for (CheckedFile file : files) {
      dataSet.release(file.promised.path());
    }
    return readable.size();
  }

  /** Rows that one worker compares in one go. */
  private record FileRange(CheckedFile file, RowRange rows) {}

  /** Files are cut such that all threads have work to the end. */
  private List<FileRange> ranges(List<CheckedFile> files) {
    List<FileRange> ranges = new ArrayList<>();
    files.sort(Comparator.comparingInt(file -> file.index));
    for (CheckedFile file : files) {
      long rows = Math.max(LEAST_ROWS_AT_ONCE, file.rowsInFile() / (8L * threads));
      file.ranges(rows).forEach(range -> ranges.add(new FileRange(file, range)));
    }
    return ranges;
  }

  private Worker newWorker(BufferAllocator allocator) throws VerifyException {
    return new Worker(filler.forProducer(), rowsDone, cancelled, allocator);
  }

  private Counts countsOfNoRows(BufferAllocator allocator) {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), allocator)) {
      return filler.forProducer().fill(new RowRange(0, 0), root);
    }
  }
}
