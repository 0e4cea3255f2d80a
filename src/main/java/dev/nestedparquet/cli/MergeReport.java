package dev.nestedparquet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nestedparquet.dataset.DataFile;
import dev.nestedparquet.internal.manifest.Manifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Reports what a merge made, for people and for programs.
 *
 * @param merged the manifest of the whole
 * @param directory where the data set is, as the user named it
 */
record MergeReport(Manifest merged, String directory) {
  void printLines(PrintWriter out, boolean verbose) {
    out.printf(
        Locale.ROOT,
        "%s is one data set now: %s in %s, from %s%n",
        directory,
        Amount.of(merged.plan().rows(), "row"),
        Amount.of(merged.files().size(), "file"),
        Amount.of(merged.plan().partitions(), "part"));
    if (verbose) {
      for (DataFile file : merged.files()) {
        out.printf(
            Locale.ROOT,
            "%s: from row %,d, %,d bytes%n",
            file.path(),
            file.firstRow(),
            file.bytes());
      }
    }
    out.flush();
  }

  void printJson(PrintWriter out) throws IOException {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("directory", directory);
    json.put("rows", merged.plan().rows());
    json.put("partitions", merged.plan().partitions());
    json.put("files", merged.files().size());
    json.put("fileBytes", merged.files().stream().mapToLong(DataFile::bytes).sum());
    ResultJson.print(json, out);
  }
}
