package dev.nestedparquet.verify;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.manifest.DataSetFiles;
import dev.nestedparquet.manifest.Manifest;
import dev.nestedparquet.manifest.Manifest.DataFile;
import dev.nestedparquet.manifest.ManifestNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything there is to check but for the rows: whether the manifest agrees with itself and with
 * the filler, and whether the files are those it lists.
 *
 * <p><em>Threading:</em> {@link #checkLayout} from several threads, the rest from one.
 */
final class DataSetChecks {
  private static final String MAGIC = "PAR1";
  private static final String SUFFIX = ".parquet";

  private final DataSetFiles dataSet;
  private final Manifest manifest;
  private final BatchFiller filler;
  private final String parquetSchema;
  private final Differences differences;

  DataSetChecks(
      DataSetFiles dataSet,
      Manifest manifest,
      BatchFiller filler,
      String parquetSchema,
      Differences differences) {
    this.dataSet = dataSet;
    this.manifest = manifest;
    this.filler = filler;
    this.parquetSchema = parquetSchema;
    this.differences = differences;
  }

  /**
   * Compares the manifest with itself and with the filler.
   *
   * @param noRows what the filler says of no rows
   */
  void checkManifest(Counts noRows) {
    inManifest("arrowSchema", filler.schema(), manifest.arrowSchema());
    inManifest("parquetSchema", parquetSchema, manifest.parquetSchema());
    checkFileList();
    Counts sum = manifest.files().stream().map(DataFile::counts).reduce(noRows, Counts::plus);
    checkCounts("counts", sum, manifest.counts());
    inManifest("rows", sum.get(Counts.ROWS), manifest.plan().rows());
  }

  /**
   * Partition p has rows floor(p * rows / partitions) up to those of p + 1; one without, no file.
   */
  private void checkFileList() {
    BatchPlan plan = manifest.plan();
    Map<String, DataFile> unplanned = new LinkedHashMap<>();
    for (DataFile file : manifest.files()) {
      if (unplanned.put(file.path(), file) != null) {
        inManifest("files/" + file.path(), "once", "twice");
      }
    }
    for (int part = 0; part < plan.partitions(); part++) {
      RowRange rows = plan.partition(part);
      if (!rows.isEmpty()) {
        String name = ManifestNames.dataFile(filler.name(), part, plan.partitions());
        DataFile file = unplanned.remove(name);
        if (file == null) {
          inManifest("files/" + name, "listed", "not listed");
        } else {
          inManifest("files/" + name + "/firstRow", rows.first(), file.firstRow());
          inManifest("files/" + name + "/rows", rows.rows(), file.counts().get(Counts.ROWS));
        }
      }
    }
    unplanned.keySet().forEach(name -> inManifest("files/" + name, "not listed", "listed"));
  }

  /** A count that one side lacks is 0 there. */
  void checkCounts(String path, Counts expected, Counts found) {
    Set<String> names = new LinkedHashSet<>(expected.asMap().keySet());
    names.addAll(found.asMap().keySet());
    for (String name : names) {
      inManifest(path + "/" + name, count(expected, name), count(found, name));
    }
  }

  private static Object count(Counts counts, String name) {
    boolean isExtreme = name.endsWith(Counts.SMALLEST) || name.endsWith(Counts.LARGEST);
    return isExtreme && !counts.asMap().containsKey(name) ? "none" : counts.get(name);
  }

  private void inManifest(String path, Object expected, Object found) {
    if (!String.valueOf(expected).equals(String.valueOf(found))) {
      differences.add(-1, -1, () -> Difference.ofFile(ManifestNames.WHOLE, path, expected, found));
    }
  }

  /** Looks for Parquet files that the manifest doesn't list, where an engine would read them. */
  void checkForeignFiles() throws IOException {
    Set<String> listed = new LinkedHashSet<>();
    manifest.files().forEach(file -> listed.add(file.path()));
    for (String name : dataSet.tree()) {
      if (name.endsWith(SUFFIX) && !name.startsWith(".") && !listed.contains(name)) {
        differences.add(
            manifest.files().size(), -1, () -> Difference.ofFile(name, "file", "none", "there"));
      }
    }
  }

  /**
   * Compares a file's size, its schema and how many rows it has; afterwards the file knows its row
   * groups.
   *
   * @return whether it can be read
   */
  boolean checkLayout(CheckedFile file, Worker worker) throws IOException, VerifyException {
    Path path = dataSet.fetch(file.promised.path());
    if (path == null) {
      file.differs("file", "there", "missing");
      return false;
    }
    file.setPath(path);
    try {
      long bytes = Files.size(path);
      if (bytes != file.promised.bytes()) {
        file.differs("bytes", file.promised.bytes(), bytes);
      }
      String magic = firstBytes(path);
      if (!magic.equals(MAGIC)) {
        file.differs("first 4 bytes", MAGIC, magic);
      }
    } catch (IOException e) { // No permission, as a rule; the message is often the path alone.
      file.differs("file", "readable", e.getClass().getSimpleName());
      return false;
    }
    try {
      checkSchema(file, worker.borrowReader().schema(path));
      file.setRowGroupEnds(worker.borrowReader().rowGroupEnds(path));
    } catch (ReadException e) {
      worker.reopenReader();
      file.differs("footer", "readable", e.getMessage());
      return false;
    }
    if (file.rowsInFile() != file.promisedRows()) {
      file.differs("rows", file.promisedRows(), file.rowsInFile());
    }
    return true;
  }

  private static String firstBytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAGIC.length()), StandardCharsets.ISO_8859_1);
    }
  }

  private void checkSchema(CheckedFile file, String found) {
    if (!found.equals(parquetSchema)) {
      List<String> expectedLines = parquetSchema.lines().toList();
      List<String> foundLines = found.lines().toList();
      int line = 0;
      while (line < Math.min(expectedLines.size(), foundLines.size())
          && expectedLines.get(line).equals(foundLines.get(line))) {
        line++;
      }
      file.differs("schema, line " + (line + 1), line(expectedLines, line), line(foundLines, line));
    }
  }

  private static String line(List<String> lines, int line) {
    return line < lines.size() ? lines.get(line).strip() : "no more";
  }
}
