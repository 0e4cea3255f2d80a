package dev.nestedparquet.verify;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.manifest.Manifest;
import dev.nestedparquet.manifest.Manifest.DataFile;
import dev.nestedparquet.manifest.ManifestException;
import dev.nestedparquet.manifest.ManifestNames;
import dev.nestedparquet.manifest.ParquetSchemaText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
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

  private final Path directory;
  private final Manifest manifest;
  private final BatchFiller filler;
  private final int threads;
  private final Differences differences = new Differences();
  private final LongAdder rowsDone = new LongAdder();

  /** Set by {@link #cancel}, and by a worker that fails. */
  private final AtomicBoolean cancelled = new AtomicBoolean();

  private volatile boolean interrupted;

  private Verification(Path directory, Manifest manifest, BatchFiller filler) {
    this.directory = directory.toAbsolutePath().normalize();
    this.manifest = manifest;
    this.filler = filler;
    threads = Runtime.getRuntime().availableProcessors();
  }

  /**
   * Checks a data set of one of the built-in presets.
   *
   * @throws ManifestException if the directory holds none, or of another version
   */
  public static Verification of(Path directory) throws IOException {
    Manifest manifest = readManifest(directory);
    return of(directory, manifest, ManifestFiller.of(manifest));
  }

  /**
   * Checks a data set of any filler's.
   *
   * @throws ManifestException if the directory holds none, or one of other parameters
   */
  public static Verification of(Path directory, BatchFiller filler) throws IOException {
    Manifest manifest = readManifest(directory);
    ManifestFiller.requireSameParameters(manifest, filler);
    return of(directory, manifest, filler);
  }

  private static Verification of(Path directory, Manifest manifest, BatchFiller filler)
      throws ManifestException {
    try { // Nor may the filler be asked for rows that it would refuse to generate.
      long unused = filler.maxBatchBytes(manifest.plan().largestBatch());
    } catch (IllegalArgumentException e) {
      throw new ManifestException("the manifest's " + e.getMessage());
    }
    return new Verification(directory, manifest, filler);
  }

  private static Manifest readManifest(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new ManifestException(directory + " is no directory");
    }
    Path file = directory.resolve(ManifestNames.WHOLE);
    if (!Files.notExists(file)) {
      return Manifest.read(file);
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (ManifestNames.isPart(entry.getFileName().toString())) {
          throw new ManifestException(
              directory + " has manifests of parts only; merge them first: nested-parquet merge");
        }
      }
    } catch (AccessDeniedException e) {
      throw ManifestException.unreadable(directory, e);
    }
    throw new ManifestException(
        directory + " has no " + ManifestNames.WHOLE + "; name what generate has completed");
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
    List<CheckedFile> readable = Collections.synchronizedList(new ArrayList<>());
    ManifestChecks manifestChecks = new ManifestChecks(manifest, filler, differences);
    for (DataFile file : manifest.files()) {
      files.add(new CheckedFile(files.size(), file, directory, differences));
    }
    try (BufferAllocator allocator = new RootAllocator();
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      String schema = ParquetSchemaText.of(filler.schema(), dictionaries);
      manifestChecks.check(schema, countsOfNoRows(allocator));
      ForeignFiles.check(directory, manifest, differences);
      FileChecks fileChecks = new FileChecks(manifest, schema);
      try (Workers workers = new Workers(threads, cancelled, () -> newWorker(allocator))) {
        reader = workers.any().borrowReader().nameAndVersion();
        workers.forEach(
            files,
            (worker, file) -> {
              if (fileChecks.check(file, worker)) {
                readable.add(file);
              }
            });
        workers.forEach(
            ranges(readable), (worker, range) -> worker.compare(range.file(), range.rows()));
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
        readable.size(),
        manifestChecks.hasChecksums(),
        differences.count(),
        differences.listed(),
        System.nanoTime() - start,
        reader);
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
