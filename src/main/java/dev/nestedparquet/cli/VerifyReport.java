package dev.nestedparquet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.nestedparquet.internal.OneLine;
import dev.nestedparquet.verify.Difference;
import dev.nestedparquet.verify.VerifyResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Reports what a check found, for people and for programs.
 *
 * @param result outcome of the check
 * @param directory where the data set is, as the user named it
 */
record VerifyReport(VerifyResult result, String directory) {
  private static final ObjectMapper JSON = new ObjectMapper();

  void print(PrintWriter out, boolean verbose) {
    result.listed().forEach(out::println);
    long more = result.differences() - result.listed().size();
    if (more > 0) {
      out.printf(Locale.ROOT, "and %,d more%n", more);
    }
    out.printf(
        Locale.ROOT,
        "%s in %s compared in %.3f s (%,.0f rows/s, %s): %s%n",
        Amount.of(result.rows(), "row"),
        files(),
        result.seconds(),
        result.rowsPerSecond(),
        result.reader(),
        outcome());
    if (!result.isComplete()) {
      out.printf(
          Locale.ROOT,
          "%,d of %s %s missing: %s%n",
          result.missingParts(),
          Amount.of(result.parts() + result.missingParts(), "part"),
          result.missingParts() == 1 ? "is" : "are",
          String.join(", ", result.missing()));
    } else if (result.parts() > 0) {
      out.printf(
          Locale.ROOT, "all %s are there, not merged yet%n", Amount.of(result.parts(), "part"));
    }
    result.notCompared().forEach(column -> out.println("not compared: " + OneLine.of(column)));
    if (verbose && result.hasChecksums()) {
      out.printf(
          Locale.ROOT, "checksums of %s compared%n", Amount.of(result.filesCompared(), "file"));
    }
    if (!result.hasChecksums()) {
      out.println("the manifest has no checksums: bytes that the reader doesn't use are unchecked");
    }
    out.flush();
  }

  /** Prints no more than the outcome, in one line. */
  void printOutcome(PrintWriter out) {
    out.printf(Locale.ROOT, "nested-parquet: %s: %s%n", directory, outcome());
    out.flush();
  }

  private String files() {
    String all = Amount.of(result.files(), "file");
    return result.filesCompared() == result.files()
        ? all
        : String.format(Locale.ROOT, "%,d of %s", result.filesCompared(), all);
  }

  private String outcome() {
    return result.isSame()
        ? "all as they have to be"
        : Amount.of(result.differences(), "difference");
  }

  void printJson(PrintWriter out) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("directory", directory);
    json.put("same", result.isSame());
    json.put("complete", result.isComplete());
    json.put("partsMissing", result.missingParts());
    json.putArray("missing").addAll(result.missing().stream().map(TextNode::valueOf).toList());
    json.put("rows", result.rows());
    json.put("files", result.files());
    json.put("filesCompared", result.filesCompared());
    json.put("checksums", result.hasChecksums());
    json.putArray("notCompared")
        .addAll(result.notCompared().stream().map(TextNode::valueOf).toList());
    json.put("differences", result.differences());
    json.putArray("listed").addAll(result.listed().stream().map(VerifyReport::difference).toList());
    json.put("seconds", result.seconds());
    json.put("recordsPerSecond", result.rowsPerSecond());
    json.put("reader", result.reader());
    ResultJson.print(json, out);
  }

  /**
   * Makes the JSON of a difference. Members that don't apply, such as the row for a missing file,
   * are null.
   */
  private static ObjectNode difference(Difference difference) {
    ObjectNode json = JSON.createObjectNode();
    json.put("file", difference.file());
    json.put("rowGroup", difference.rowGroup());
    json.put("row", difference.row());
    json.put("dataSetRow", difference.dataSetRow());
    json.put("path", difference.path());
    json.put("expected", difference.expected());
    json.put("found", difference.found());
    return json;
  }
}
