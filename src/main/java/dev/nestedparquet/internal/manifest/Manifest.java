package dev.nestedparquet.internal.manifest;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.dataset.DataFile;
import dev.nestedparquet.dataset.DataSetException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Description of a data set by the run that made it: everything that a check needs to know without
 * trusting the files.
 *
 * @param version version of the program
 * @param parameters parameters that the rows depend on: preset, seed, …
 * @param plan rows, partitions and batch rows of the whole data set
 * @param writer name of the writer
 * @param layout the writer's options, which files depend on besides the rows. Values are of types
 *     that JSON has, with whole numbers as {@link Long}; empty if the writer has no options
 * @param arrowSchema schema of the batches
 * @param parquetSchema schema of the files
 * @param part the only partition that this manifest describes; null for the whole data set
 * @param files the files, in the order of their rows; a partition without rows has none
 * @param counts numbers that are true of all rows of the files
 */
public record Manifest(
    String version,
    Map<String, Object> parameters,
    BatchPlan plan,
    String writer,
    Map<String, Object> layout,
    String arrowSchema,
    String parquetSchema,
    Integer part,
    List<DataFile> files,
    Counts counts) {

  static final String TOOL = "nested-parquet";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Reads a manifest.
   *
   * @throws DataSetException if the file is no manifest of this program, or is damaged; the message
   *     says how
   */
  public static Manifest read(Path file) throws IOException {
    try (InputStream in = ManifestReader.open(file)) {
      return new ManifestReader(file.toString()).read(in);
    } catch (DataSetException e) {
      throw e;
    } catch (IOException e) {
      throw Unreadable.of(file, e);
    }
  }

  /**
   * Reads a manifest from a stream, which the caller closes.
   *
   * @param name name of the manifest, for messages
   * @throws DataSetException if the stream has no manifest of this program, or it is damaged
   */
  public static Manifest read(String name, InputStream in) throws IOException {
    return new ManifestReader(name).read(in);
  }

  /**
   * The same, and sharing with another manifest what is equal and large: descriptions of columns.
   * There can be many parts of many columns.
   */
  Manifest sharing(Manifest other) {
    Truth columns = other.counts.truth();
    return new Manifest(
        version,
        parameters,
        plan,
        writer,
        layout,
        arrowSchema.equals(other.arrowSchema) ? other.arrowSchema : arrowSchema,
        parquetSchema.equals(other.parquetSchema) ? other.parquetSchema : parquetSchema,
        part,
        files.stream()
            .map(
                file ->
                    new DataFile(
                        file.path(),
                        file.firstRow(),
                        file.bytes(),
                        file.crc32(),
                        file.counts().with(file.counts().truth().sharing(columns))))
            .toList(),
        counts.with(counts.truth().sharing(columns)));
  }

  /** Members of the manifest but for its files. */
  private ObjectNode header() {
    ObjectNode json = JSON.createObjectNode();
    json.put("tool", TOOL);
    json.put("version", version);
    parameters.forEach(json::putPOJO);
    json.put("rows", plan.rows());
    json.put("partitions", plan.partitions());
    if (part != null) {
      json.put("part", part);
    }
    json.put("batchRows", plan.batchRows());
    json.put("writer", writer);
    if (!layout.isEmpty()) {
      json.set("layout", JSON.valueToTree(layout));
    }
    json.put("arrowSchema", arrowSchema);
    json.put("parquetSchema", parquetSchema);
    json.set("counts", countsToJson(counts));
    return json;
  }

  /** Members of a file but for the truth. */
  private static ObjectNode toJson(DataFile file) {
    ObjectNode json = JSON.createObjectNode();
    json.put("path", file.path());
    json.put("firstRow", file.firstRow());
    json.put("rows", file.rows());
    json.put("bytes", file.bytes());
    if (file.crc32() != null) {
      json.put("crc32", file.crc32());
    }
    json.set("counts", countsToJson(file.counts()));
    return json;
  }

  /** Makes an object of counts. Names are paths: {@code a/b} is member b of object a. */
  private static ObjectNode countsToJson(Counts counts) {
    ObjectNode json = JSON.createObjectNode();
    counts
        .asMap()
        .forEach(
            (path, value) -> {
              ObjectNode at = json;
              int start = 0;
              for (int slash; (slash = path.indexOf('/', start)) >= 0; start = slash + 1) {
                at = at.withObjectProperty(path.substring(start, slash));
              }
              at.put(path.substring(start), value);
            });
    return json;
  }

  /** Writes the manifest to a file. */
  public void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      write(out);
    }
  }

  /** Writes the manifest, file by file, since there may be many, and closes the stream. */
  public void write(OutputStream stream) throws IOException {
    try (JsonGenerator out = JSON.createGenerator(stream, JsonEncoding.UTF8)) {
      out.useDefaultPrettyPrinter();
      out.writeStartObject();
      for (Map.Entry<String, JsonNode> member : header().properties()) {
        out.writeFieldName(member.getKey());
        out.writeTree(member.getValue());
      }
      TruthJson.write(counts.truth(), /* isWhole= */ true, out);
      out.writeArrayFieldStart("files");
      for (DataFile each : files) {
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> member : toJson(each).properties()) {
          out.writeFieldName(member.getKey());
          out.writeTree(member.getValue());
        }
        TruthJson.write(each.counts().truth(), /* isWhole= */ false, out);
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
      out.writeRaw('\n');
    }
  }
}
