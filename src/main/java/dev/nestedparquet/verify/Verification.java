package dev.nestedparquet.verify;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.dataset.DataFile;
import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.manifest.DataSetFiles;
import dev.nestedparquet.internal.manifest.DataSetNames;
import dev.nestedparquet.internal.manifest.Manifest;
import dev.nestedparquet.internal.manifest.ParquetSchemaText;
import dev.nestedparquet.internal.manifest.PresentParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;

/**
 * Checks a data set: fills its rows again, reads its files with a reader that shares no code with
 * the writers, and compares every value. Wrong data doesn't end the check, but is reported as
 * differences.
 *
 * <pre>{@code
 * try (Verification verification = Verification.of(Destination.directory(path))) {
 *   VerifyResult result = verification.run();
 * }
 * }</pre>
 *
 * <p><em>Threading:</em> {@link #run} starts threads of its own and returns when they have ended;
 * {@link #cancel} and {@link #rowsDone} may be called on any thread.
 */
public final class Verification implements AutoCloseable {
  /** Least rows of a range that one worker compares: fewer aren't worth a query of their own. */
  private static final long LEAST_ROWS_AT_ONCE = 1_000_000;

  private final DataSetFiles dataSet;

  /** Manifest of the whole, or the sum of the manifests of the parts that are there. */
  private final Manifest manifest;

  /** Parts that are there; null if the whole has one manifest. */
  private final PresentParts parts;

  private final BatchFiller filler;
  private final int threads;
  private final Differences differences = new Differences();
  private final LongAdder rowsDone = new LongAdder();

  /** Reasons why values of a column can't be compared, by column. */
  private final ConcurrentSkipListMap<String, String> notCompared = new ConcurrentSkipListMap<>();

  /** Set by {@link #cancel}, and by a worker that fails. */
  private final AtomicBoolean cancelled = new AtomicBoolean();

  private volatile boolean interrupted;

  private boolean complete;

  private Verification(FoundDataSet found, BatchFiller filler) {
    dataSet = found.files();
    manifest = found.manifest();
    parts = found.parts();
    this.filler = filler;
    threads = Runtime.getRuntime().availableProcessors();
  }

  /**
   * Opens the check of a built-in data set; the caller closes it. If the parts of the data set
   * weren't merged, the parts that are there are checked one by one.
   *
   * @throws DataSetException if there is no manifest, or if this program can't make its rows
   */
  public static Verification of(Destination place) throws IOException {
    return of(place, ManifestFiller::of);
  }

  /**
   * Opens the check of a data set that a filler of one's own made; the caller closes it.
   *
   * @param filler makes the same rows as when the data set was made; borrowed
   * @throws DataSetException if there is no manifest, or its parameters differ from the filler's
   */
  public static Verification of(Destination place, BatchFiller filler) throws IOException {
    return of(
        place,
        manifest -> {
          ManifestFiller.requireSameParameters(manifest, filler);
          return filler;
        });
  }

  @FunctionalInterface
  private interface FillerOf {
    BatchFiller filler(Manifest manifest) throws DataSetException;
  }

  private static Verification of(Destination place, FillerOf fillers) throws IOException {
    FoundDataSet found = FoundDataSet.open(place);
    try {
      BatchFiller filler = fillers.filler(found.manifest());
      requireRows(filler, found.manifest());
      return new Verification(found, filler);
    } catch (IOException | RuntimeException e) {
      found.files().close();
      throw e;
    }
  }

  /** Refuses a manifest with rows that the filler would refuse to fill. */
  private static void requireRows(BatchFiller filler, Manifest manifest) throws DataSetException {
    try {
      long unused = filler.maxBatchBytes(manifest.plan().largestBatch());
    } catch (IllegalArgumentException e) {
      throw new DataSetException("the manifest's " + e.getMessage());
    }
  }

  /** Has each part that is missing count as a difference. */
  public Verification ofAllParts() {
    complete = true;
    return this;
  }

  /** Number of rows that the manifest promises. */
  public long rows() {
    return parts == null ? manifest.plan().rows() : manifest.counts().get(Counts.ROWS);
  }

  /** Number of rows compared so far. */
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
   * Checks everything, on threads of its own, and returns when all have ended. Can be called once.
   *
   * @throws IOException if the check can't be carried out
   * @throws CancellationException if {@link #cancel} was called
   * @throws InterruptedException if this thread was interrupted
   */
  public VerifyResult run() throws IOException, InterruptedException {
    Thread hook = new Thread(this::cancel, "cancel-verify");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return check();
    } catch (IOException | RuntimeException e) {
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

  /**
   * Tells whether the JVM is shutting down; if not, removes the hook. A JVM that shuts down refuses
   * new hooks, so a failure may come from that.
   */
  private static boolean isShuttingDown(Thread hook) {
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private VerifyResult check() throws IOException, InterruptedException {
    long start = System.nanoTime();
    String reader;
    List<CheckedFile> files = new ArrayList<>();
    int readable = 0;
    Map<String, ManifestChecks> checksOfFiles = new HashMap<>();
    for (DataFile file : manifest.files()) {
      files.add(new CheckedFile(files.size(), file, differences));
    }
    try (BufferAllocator allocator = new RootAllocator();
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      String schema = ParquetSchemaText.of(filler.schema(), dictionaries, manifest.writer());
      checkManifests(schema, filler.emptyCounts(), checksOfFiles);
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
          String path = file.promised.path();
          checksOfFiles
              .get(path)
              .checkCounts("files/" + path + "/counts", file.counts(), file.promised.counts());
        }
      }
    }
    return new VerifyResult(
        parts == null ? 0 : parts.manifests().size(),
        parts == null ? List.of() : parts.missing(),
        parts == null ? 0 : parts.missingParts(),
        rowsDone(),
        files.size(),
        readable,
        files.stream().allMatch(file -> file.promised.crc32() != null),
        notCompared.entrySet().stream()
            .map(column -> column.getKey() + ": " + column.getValue())
            .toList(),
        differences.count(),
        differences.listed(),
        System.nanoTime() - start,
        reader);
  }

  /** Checks the manifest, or the manifest of each part, and notes which one lists which file. */
  private void checkManifests(
      String schema, Counts noRows, Map<String, ManifestChecks> checksOfFiles) {
    for (Manifest one : parts == null ? List.of(manifest) : parts.manifests()) {
      ManifestChecks checks = new ManifestChecks(one, name(one.part()), filler, differences);
      checks.check(schema, noRows);
      one.files().forEach(file -> checksOfFiles.put(file.path(), checks));
    }
    if (complete && parts != null) {
      checkThatAllPartsAreThere();
    }
  }

  private String name(Integer part) {
    return parts == null
        ? DataSetNames.MANIFEST
        : DataSetNames.partManifest(part, manifest.plan().partitions());
  }

  private void checkThatAllPartsAreThere() {
    BitSet present = new BitSet();
    parts.manifests().forEach(part -> present.set(part.part()));
    int partitions = manifest.plan().partitions();
    for (int i = present.nextClearBit(0); i < partitions; i = present.nextClearBit(i + 1)) {
      int missing = i;
      differences.add(-1, -1, () -> Difference.ofFile(name(missing), "file", "there", "missing"));
    }
  }

  /**
   * Groups of files to check one after the other. Files that have to be copied come in groups of
   * one for each thread, so that the disk has few copies at a time.
   */
  private List<List<CheckedFile>> inTurn(List<CheckedFile> files) {
    int atOnce = dataSet.copies() ? threads : Math.max(1, files.size());
    List<List<CheckedFile>> turns = new ArrayList<>();
    for (int start = 0; start < files.size(); start += atOnce) {
      turns.add(files.subList(start, Math.min(files.size(), start + atOnce)));
    }
    return turns;
  }

  /**
   * Checks files, with all threads at work on all of them.
   *
   * @return number of files that could be read
   */
  private int check(List<CheckedFile> files, FileChecks checks, Workers workers)
      throws IOException, InterruptedException {
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

  /** Range of rows that one worker compares in one go. */
  private record FileRange(CheckedFile file, RowRange rows) {}

  /** Cuts files into ranges, such that all threads have work to the end. */
  private List<FileRange> ranges(List<CheckedFile> files) {
    List<FileRange> ranges = new ArrayList<>();
    files.sort(Comparator.comparingInt(file -> file.index));
    for (CheckedFile file : files) {
      long rows = Math.max(LEAST_ROWS_AT_ONCE, file.rowsInFile() / (8L * threads));
      file.ranges(rows).forEach(range -> ranges.add(new FileRange(file, range)));
    }
    return ranges;
  }

  private Worker newWorker(BufferAllocator allocator) throws IOException {
    return Worker.open(
        filler.forProducer(), new Worker.Shared(rowsDone, notCompared, cancelled), allocator);
  }

  /** Closes the files. Must not be called while {@link #run} runs. */
  @Override
  public void close() throws IOException {
    dataSet.close();
  }
}
