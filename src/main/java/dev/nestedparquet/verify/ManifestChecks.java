package dev.nestedparquet.verify;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.dataset.DataFile;
import dev.nestedparquet.internal.manifest.DataSetNames;
import dev.nestedparquet.internal.manifest.Manifest;
import dev.nestedparquet.internal.truth.TruthText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks whether a manifest agrees with itself and with the filler, as far as that can be told
 * without the files.
 *
 * <p><em>Threading:</em> one thread.
 */
final class ManifestChecks {
  private final Manifest manifest;
  private final String name;
  private final BatchFiller filler;
  private final Differences differences;

  /**
   * Makes the checks of a manifest, of a whole data set or of a part.
   *
   * @param name name of the manifest
   */
  ManifestChecks(Manifest manifest, String name, BatchFiller filler, Differences differences) {
    this.manifest = manifest;
    this.name = name;
    this.filler = filler;
    this.differences = differences;
  }

  /**
   * Checks everything but whether the counts are true, which only the rows can tell.
   *
   * @param parquetSchema Parquet schema that the filler's schema becomes
   * @param noRows the filler's counts of a range without rows
   */
  void check(String parquetSchema, Counts noRows) {
    inManifest("part", isOfWhole() ? null : manifest.part(), manifest.part());
    inManifest("arrowSchema", filler.schema(), manifest.arrowSchema());
    inManifest("parquetSchema", parquetSchema, manifest.parquetSchema());
    checkLayout();
    checkFileList();
    checkChecksums();
    checkSum(noRows);
    inManifest(
        isOfWhole() ? "rows" : "counts/rows", manifest.counts().get(Counts.ROWS), plannedRows());
  }

  private void checkLayout() {
    if (KnownWriter.of(manifest.writer()) != KnownWriter.SHREDDER) {
      return;
    }
    if (manifest.layout().isEmpty()) {
      inManifest("layout", "the options of the writer", null);
    } else {
      LayoutMembers.check(
          manifest.layout(),
          (member, allowed) ->
              inManifest("layout/" + member, allowed, manifest.layout().get(member)));
    }
  }

  /**
   * Checks by the plan which files are listed, in which order, and with which first row and number
   * of rows. A partition without rows has no file.
   */
  private void checkFileList() {
    BatchPlan plan = manifest.plan();
    Map<String, DataFile> unplanned = new LinkedHashMap<>();
    for (DataFile file : manifest.files()) {
      if (unplanned.put(file.path(), file) != null) {
        inManifest("files/" + file.path(), "once", "twice");
      }
    }
    List<String> listed = new ArrayList<>(unplanned.keySet());
    List<String> planned = new ArrayList<>();
    for (int part = firstPart(); part <= lastPart(); part++) {
      RowRange rows = plan.partition(part);
      if (!rows.isEmpty()) {
        String path = new DataSetNames(filler.name(), plan.partitions()).file(part);
        planned.add(path);
        DataFile file = unplanned.remove(path);
        if (file == null) {
          inManifest("files/" + path, "listed", "not listed");
        } else {
          inManifest("files/" + path + "/firstRow", rows.first(), file.firstRow());
          inManifest("files/" + path + "/rows", rows.rows(), file.rows());
        }
      }
    }
    unplanned.keySet().forEach(path -> inManifest("files/" + path, "not listed", "listed"));
    listed.removeAll(unplanned.keySet());
    planned.retainAll(listed);
    if (!listed.equals(planned)) {
      inManifest("files", "in the order of their rows", "in another order");
    }
  }

  private boolean isOfWhole() {
    return name.equals(DataSetNames.MANIFEST);
  }

  private int firstPart() {
    return isOfWhole() ? 0 : manifest.part();
  }

  private int lastPart() {
    return isOfWhole() ? manifest.plan().partitions() - 1 : manifest.part();
  }

  private long plannedRows() {
    BatchPlan plan = manifest.plan();
    return plan.partition(lastPart()).end() - plan.partition(firstPart()).first();
  }

  /**
   * Checks that either all files have a checksum, or none has, as of a writer whose files can't be
   * read back.
   */
  private void checkChecksums() {
    if (!hasChecksums() && manifest.files().stream().anyMatch(file -> file.crc32() != null)) {
      for (DataFile file : manifest.files()) {
        if (file.crc32() == null) {
          inManifest("files/" + file.path() + "/crc32", "8 hexadecimal digits", "none");
        }
      }
    }
  }

  boolean hasChecksums() {
    return manifest.files().stream().allMatch(file -> file.crc32() != null);
  }

  private void checkSum(Counts noRows) {
    Counts sum = noRows;
    try {
      for (DataFile file : manifest.files()) {
        sum = sum.plus(file.counts());
      }
    } catch (ArithmeticException e) {
      inManifest("counts", "the sum of the files' counts", "a sum beyond 64 bits");
      return;
    } catch (IllegalArgumentException e) { // A column of another type.
      inManifest("truth", "the columns that the rows have", e.getMessage());
      return;
    }
    checkCounts("counts", sum, manifest.counts());
  }

  /** Compares counts. Both sides must have the same names, also of counts that are 0. */
  void checkCounts(String path, Counts expected, Counts found) {
    Set<String> names = new LinkedHashSet<>(expected.asMap().keySet());
    names.addAll(found.asMap().keySet());
    for (String count : names) {
      inManifest(path + "/" + count, expected.asMap().get(count), found.asMap().get(count));
    }
    checkTruth(path, expected.truth(), found.truth());
  }

  /** Compares what is told of each column, member by member. */
  private void checkTruth(String path, Truth expected, Truth found) {
    if (!expected.equals(found)) {
      String prefix = path.replaceFirst("counts$", "truth/");
      Map<String, Object> want = TruthText.numbers(expected);
      Map<String, Object> have = TruthText.numbers(found);
      Set<String> names = new LinkedHashSet<>(want.keySet());
      names.addAll(have.keySet());
      names.forEach(name -> inManifest(prefix + name, want.get(name), have.get(name)));
    }
  }

  private void inManifest(String path, Object expected, Object found) {
    String want = expected == null ? "none" : expected.toString();
    String got = found == null ? "none" : found.toString();
    if (!want.equals(got)) {
      differences.add(-1, -1, () -> Difference.ofFile(name, path, want, got));
    }
  }
}
