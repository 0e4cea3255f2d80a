package dev.nestedparquet.verify;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.dataset.DataFile;
import dev.nestedparquet.internal.manifest.DataSetFiles;
import dev.nestedparquet.internal.manifest.DataSetNames;
import dev.nestedparquet.internal.manifest.Manifest;
import dev.nestedparquet.internal.manifest.ParquetSchemaText;
import dev.nestedparquet.internal.manifest.PresentParts;
import dev.nestedparquet.internal.verify.read.DatasetBatches;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;

/**
 * Wires the check of a data set that was found: has its manifests, its directory, its files and
 * their rows checked, and gathers what differs.
 *
 * <p><em>Threading:</em> {@link #run} starts threads of its own and returns when they have ended;
 * {@link #cancel} and {@link #rowsDone} may be called on any thread.
 */
final class DataSetCheck {
  /** Least rows of a range that one worker compares: fewer aren't worth a query of their own. */
  private static final long LEAST_ROWS_AT_ONCE = 1_000_000;

  /** Files of the data set; borrowed. */
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

  private boolean complete;

  DataSetCheck(FoundDataSet found, BatchFiller filler) {
    dataSet = found.files();
    manifest = found.manifest();
    parts = found.parts();
    this.filler = filler;
    threads = Runtime.getRuntime().availableProcessors();
  }

  /** Has each part that is missing count as a difference. */
  void requireAllParts() {
    complete = true;
  }

  /** Number of rows compared so far. */
  long rowsDone() {
    return rowsDone.sum();
  }

  /** Ends the check early; {@link #run} throws once all threads have ended. */
  void cancel() {
    cancelled.set(true);
  }

  /**
   * Checks everything, on threads of its own, and returns when all have ended. Can be called once.
   *
   * @throws IOException if the check can't be carried out
   * @throws CancellationException if {@link #cancel} was called
   */
  VerifyResult run() throws IOException, InterruptedException {
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
        (DatasetBatches.canRead() ? Map.<String, String>of() : notCompared)
            .entrySet().stream().map(column -> column.getKey() + ": " + column.getValue()).toList(),
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
    if (!notCompared.isEmpty() && DatasetBatches.canRead()) {
      Set<String> paths = Set.copyOf(notCompared.keySet());
      workers.forEach(readable, (worker, file) -> worker.compareByArrow(file, paths));
    }
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
}
