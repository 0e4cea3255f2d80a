package dev.nestedparquet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nestedparquet.pipeline.PipelineResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Reports what a run made, and how long it took, for people and for programs.
 *
 * @param result outcome of the run
 * @param writer name of the writer
 * @param output where the files are, as the user named it
 */
record Report(PipelineResult result, String writer, String output) {
  void printLines(PrintWriter out, boolean verbose) {
    out.printf(
        Locale.ROOT,
        "%s in %s, writer %s%s%n",
        Amount.of(result.rows(), "row"),
        Amount.of(result.partitions(), "partition"),
        writer,
        result.files().isEmpty() ? "" : ", in " + output);
    out.printf(Locale.ROOT, "generated and written in  %.3f s%n", result.seconds());
    out.printf(Locale.ROOT, "record throughput         %,.0f records/s%n", result.rowsPerSecond());
    out.printf(
        Locale.ROOT,
        "in-memory throughput      %.2f GB/s of Arrow buffers%n",
        result.gigabytesPerSecond());
    out.printf(Locale.ROOT, "on disk                   %,d bytes%n", result.fileBytes());
    out.printf(
        Locale.ROOT,
        "peak off-heap memory      %.1f MiB%n",
        result.peakBytes() / (double) (1 << 20));
    if (verbose) {
      out.printf(
          Locale.ROOT,
          "%s, %s open at a time%n",
          Amount.of(result.producers(), "producer"),
          Amount.of(result.openFiles(), "file"));
    }
    out.flush();
  }

  void printJson(PrintWriter out) throws IOException {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("rows", result.rows());
    json.put("partitions", result.partitions());
    json.put("files", result.files().size());
    json.put("writer", writer);
    json.put("output", output);
    json.put("seconds", result.seconds());
    json.put("recordsPerSecond", result.rowsPerSecond());
    json.put("gigabytesPerSecond", result.gigabytesPerSecond());
    json.put("arrowBytes", result.usedBytes());
    json.put("fileBytes", result.fileBytes());
    json.put("peakOffHeapBytes", result.peakBytes());
    json.put("producers", result.producers());
    json.put("openFiles", result.openFiles());
    ResultJson.print(json, out);
  }
}
