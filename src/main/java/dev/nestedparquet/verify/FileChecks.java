package dev.nestedparquet.verify;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.manifest.DataSetFiles;
import dev.nestedparquet.internal.manifest.FileChecksum;
import dev.nestedparquet.internal.manifest.Manifest;
import dev.nestedparquet.internal.verify.read.DuckDbReader;
import dev.nestedparquet.internal.verify.read.ReadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/**
 * Checks everything of a file but its rows: whether its bytes are those that were written, and
 * whether it has the schema and layout that the manifest says.
 *
 * <p><em>Threading:</em> any thread, each with a worker of its own.
 */
final class FileChecks {
  private static final String MAGIC = "PAR1";

  private final DataSetFiles dataSet;
  private final Manifest manifest;
  private final String parquetSchema;
  private final LayoutChecks layout;

  /** Writer that the manifest names; null if it is none of this program's. */
  private final KnownWriter writer;

  FileChecks(DataSetFiles dataSet, Manifest manifest, String parquetSchema) {
    this.dataSet = dataSet;
    this.manifest = manifest;
    this.parquetSchema = parquetSchema;
    layout = new LayoutChecks(manifest.layout());
    writer = KnownWriter.of(manifest.writer());
  }

  /**
   * Checks a file, and sets its row groups.
   *
   * @return whether the file's rows can be compared
   */
  boolean check(CheckedFile file, Worker worker) throws IOException {
    file.setPath(dataSet.fetch(file.promised.path()));
    if (!Files.isRegularFile(file.path())) {
      file.differs("file", "there", Files.exists(file.path()) ? "something else" : "missing");
      return false;
    }
    try {
      checkBytes(file);
    } catch (IOException e) { // As a rule no permission; the message is often the path alone.
      file.differs("file", "readable", e.getClass().getSimpleName());
      return false;
    }
    try {
      DuckDbReader reader = worker.borrowReader();
      checkSchema(file, reader.schema(file.path()));
      if (writer != null) {
        String createdBy = reader.createdBy(file.path());
        if (!createdBy.startsWith(writer.signature)) {
          file.differs("created_by", writer.signature + "…", createdBy);
        }
      }
      file.setRowGroupEnds(reader.rowGroupEnds(file.path()));
    } catch (ReadException e) {
      worker.reopenReader();
      file.differs("footer", "readable", e.getMessage());
      return false;
    }
    if (file.rowsInFile() != file.promisedRows()) {
      file.differs("rows", file.promisedRows(), file.rowsInFile());
    }
    if (!file.isWithin(manifest.plan().rows())) {
      return false; // The manifest contradicts itself, which was reported.
    }
    checkRowGroups(file, worker.borrowFiller());
    layout.check(file);
    return true;
  }

  private static void checkBytes(CheckedFile file) throws IOException {
    long bytes = Files.size(file.path());
    if (bytes != file.promised.bytes()) {
      file.differs("bytes", file.promised.bytes(), bytes);
    }
    String promised = file.promised.crc32();
    String crc32 = promised == null ? null : FileChecksum.crc32(file.path());
    if (promised != null && !promised.equals(crc32)) {
      file.differs("crc32", promised, crc32);
    }
    try (InputStream in = Files.newInputStream(file.path())) {
      String start = new String(in.readNBytes(MAGIC.length()), StandardCharsets.ISO_8859_1);
      if (!start.equals(MAGIC)) {
        file.differs("first 4 bytes", '"' + MAGIC + '"', '"' + start + '"');
      }
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

  /**
   * Reports the first row group that isn't as planned. Those behind it can't be as planned, either.
   */
  private void checkRowGroups(CheckedFile file, BatchFiller filler) {
    if (writer == null || writer.mostRowGroupRows == 0) {
      return;
    }
    RowRange rows = new RowRange(file.promised.firstRow(), file.promisedRows());
    PlannedRowGroups planned =
        new PlannedRowGroups(filler, rows, manifest.plan().batchRows(), writer.mostRowGroupRows);
    for (int group = 0; group < file.rowGroups() || planned.hasNext(); group++) {
      Object expected = planned.hasNext() ? planned.next() : "none";
      Object found = group < file.rowGroups() ? file.rowsOfGroup(group) : "none";
      if (!expected.equals(found)) {
        file.differs("rows of row group " + group, expected, found);
        return;
      }
    }
  }
}
