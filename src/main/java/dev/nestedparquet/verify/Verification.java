package dev.nestedparquet.verify;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.dataset.DataFile;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.dataset.ManifestException;
import dev.nestedparquet.dataset.VerifyException;
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
 * Checks a data set: makes its rows again and compares every value with what a reader returns that
 * shares no code with the writer. Nothing that is wrong with the data ends the check.
 *
 * <pre>{@code
 * try (Verification verification = Verification.of(Destination.directory(path))) {
 *   VerifyResult result = verification.run();
 * }
 * }</pre>
 *
 * <p><em>Threading:</em> {@link #run} starts threads of its own and returns when they have ended;
 * {@link #cancel} and {@link #rowsDone} are for other threads meanwhile.
 */
public final class Verification implements AutoCloseable {
  /** Rows that are worth a query of their own. */
  private static final long LEAST_ROWS_AT_ONCE = 1_000_000;

  private final DataSetFiles dataSet;

  /** Of the whole, or the sum of the parts that are there. */
  private final Manifest manifest;

  /** Null if there is one manifest, of the whole. */
  private final PresentParts parts;

  private final BatchFiller filler;
  private final int threads;
  private final Differences differences = new Differences();
  private final LongAdder rowsDone = new LongAdder();

  /** What the reader doesn't keep of the values, by column. */
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
   * Opens the check of a data set of one of the built-in presets. Parts that weren't merged are
   * checked one by one, as many as there are.
   *
   * @throws ManifestException if there is none, or one of another version
   */
  public static Verification of(Destination place) throws IOException {
    return of(place, ManifestFiller::of);
  }

  /**
   * Opens the check of a data set of any filler's.
   *
   * @throws ManifestException if there is none, or one of other parameters
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
    BatchFiller filler(Manifest manifest) throws ManifestException;
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

  /** Refuses a plan with rows that the filler would refuse to generate. */
  private static void requireRows(BatchFiller filler, Manifest manifest) throws ManifestException {
    try {
      long unused = filler.maxBatchBytes(manifest.plan().largestBatch());
    } catch (IllegalArgumentException e) {
      throw new ManifestException("the manifest's " + e.getMessage());
    }
  }

  /** Takes each part that is missing for a difference. */
  public Verification ofAllParts() {
    complete = true;
    return this;
  }

  /** Rows that the manifest promises. */
  public long rows() {
    return parts == null ? manifest.plan().rows() : manifest.counts().get(Counts.ROWS);
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

  /** Checks the manifest, or each part's, and remembers which one lists a file. */
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
    return Worker.open(
        filler.forProducer(), new Worker.Shared(rowsDone, notCompared, cancelled), allocator);
  }

  /** Lets go of the files; not while {@link #run} runs. */
  @Override
  public void close() throws IOException {
    dataSet.close();
  }
}
