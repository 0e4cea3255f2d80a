package dev.nestedparquet.internal.manifest;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.dataset.DataFile;
import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.internal.truth.TruthReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one manifest, or says what is wrong with it. */
final class ManifestReader {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Reads one value of several. */
  private static final ObjectReader NEXT =
      JSON.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String FILES = "files";

  /** Members of a manifest that are no parameters of the rows. */
  private static final Set<String> FIXED =
      Set.of(
          "tool",
          "version",
          "rows",
          "partitions",
          "part",
          "batchRows",
          "writer",
          "layout",
          "arrowSchema",
          "parquetSchema",
          "counts",
          TruthJson.MEMBER,
          FILES);

  private static final Pattern FILE_NAME = Pattern.compile("[^./\\\\\\x00][^/\\\\\\x00]*");

  private static final Set<String> OF_FILE =
      Set.of("path", "firstRow", "rows", "bytes", "crc32", "counts", TruthJson.MEMBER);

  /** Name of the manifest, for messages. */
  private final String file;

  /** Truth of the whole, by which files were read without a tree of all of them; else null. */
  private Truth ofFiles;

  ManifestReader(String file) {
    this.file = file;
  }

  /** Reads a manifest from a stream, which the caller closes. */
  Manifest read(InputStream in) throws IOException {
    List<DataFile> files = new ArrayList<>();
    ObjectNode json = parse(in, files);
    requireTool(json);
    try {
      Truth truth = ofFiles == null ? truth(json) : ofFiles;
      if (ofFiles == null) {
        files = files(json, truth);
      }
      return new Manifest(
          text(json, "version"),
          parameters(json),
          new BatchPlan(
              number(json, "rows"), integer(json, "partitions"), integer(json, "batchRows")),
          text(json, "writer"),
          layout(json),
          text(json, "arrowSchema"),
          text(json, "parquetSchema"),
          json.has("part") ? integer(json, "part") : null,
          files,
          counts(json).with(truth));
    } catch (IllegalArgumentException e) {
      throw new DataSetException(file + ": " + e.getMessage(), e);
    }
  }

  private void requireTool(JsonNode json) throws DataSetException {
    if (!json.path("tool").asText().equals(Manifest.TOOL)) {
      throw wrong("tool", "is not \"" + Manifest.TOOL + "\": not a manifest of this program");
    }
  }

  /** Opens a file; the caller closes the stream. */
  static InputStream open(Path file) throws DataSetException {
    try {
      if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
        throw new DataSetException(file + " is no file, so not a manifest");
      }
      return Files.newInputStream(file);
    } catch (DataSetException e) {
      throw e;
    } catch (IOException e) {
      throw Unreadable.of(file, e);
    }
  }

  /**
   * Members of the manifest. Files come without a tree of all of them, which would take much more
   * memory than they do, if the truth of the whole is before them, as this program writes it.
   *
   * @param files where the files go; untouched if the members have them
   */
  private ObjectNode parse(InputStream in, List<DataFile> files) throws IOException {
    try (JsonParser parser = JSON.createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new DataSetException(file + ": not a JSON object, so not a manifest");
      }
      ObjectNode json = JSON.createObjectNode();
      Set<String> names = new HashSet<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (!names.add(name)) {
          throw new JsonParseException(parser, "Duplicate field '" + name + "'");
        }
        boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
        if (name.equals(FILES) && isList && json.has("tool") && json.has(TruthJson.MEMBER)) {
          requireTool(json);
          ofFiles = truth(json);
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            files.add(file(NEXT.readTree(parser), ofFiles));
          }
        } else {
          json.set(name, NEXT.readTree(parser));
        }
      }
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "Trailing token " + parser.currentToken());
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new DataSetException(
          String.format(
              Locale.ROOT,
              "%s: not JSON, or cut off (%s, line %d)",
              file,
              e.getOriginalMessage().lines().findFirst().orElse(""),
              e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
          e);
    }
  }

  private static Map<String, Object> parameters(JsonNode json) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    json.properties()
        .forEach(
            member -> {
              if (!FIXED.contains(member.getKey())) {
                parameters.put(member.getKey(), JSON.convertValue(member.getValue(), Object.class));
              }
            });
    return parameters;
  }

  private Map<String, Object> layout(JsonNode json) throws IOException {
    JsonNode layout = json.path("layout");
    if (layout.isMissingNode()) {
      return Map.of();
    }
    if (!layout.isObject()) {
      throw wrong("layout", "is " + layout + ", no object");
    }
    return JSON.readerFor(new TypeReference<Map<String, Object>>() {})
        .with(DeserializationFeature.USE_LONG_FOR_INTS)
        .readValue(layout);
  }

  private List<DataFile> files(JsonNode json, Truth whole) throws DataSetException {
    JsonNode array = json.path(FILES);
    if (!array.isArray()) {
      throw wrong(FILES, "is missing or no array");
    }
    List<DataFile> files = new ArrayList<>();
    for (JsonNode entry : array) {
      files.add(file(entry, whole));
    }
    return files;
  }

  private DataFile file(JsonNode entry, Truth whole) throws DataSetException {
    String path = text(entry, "path");
    if (!FILE_NAME.matcher(path).matches()) {
      throw wrong("path", "\"" + path + "\" is no name of a file in this directory");
    }
    long rows = number(entry, "rows");
    Counts counts = counts(entry);
    if (counts.get(Counts.ROWS) != rows) {
      throw wrong(
          "rows",
          String.format(
              Locale.ROOT,
              "of %s is %,d, but %,d in its counts",
              path,
              rows,
              counts.get(Counts.ROWS)));
    }
    for (Map.Entry<String, JsonNode> member : entry.properties()) {
      if (!OF_FILE.contains(member.getKey())) {
        throw wrong(member.getKey(), "of " + path + " is nothing that this version knows");
      }
    }
    Truth truth;
    try {
      truth = TruthReader.part(TruthJson.read(entry.path(TruthJson.MEMBER)), whole);
    } catch (IllegalArgumentException e) {
      throw wrong("files/" + path + "/" + TruthJson.MEMBER + "/" + e.getMessage(), "");
    }
    return new DataFile(
        path,
        number(entry, "firstRow"),
        number(entry, "bytes"),
        entry.has("crc32") ? text(entry, "crc32") : null,
        counts.with(truth));
  }

  private Truth truth(JsonNode json) throws DataSetException {
    try {
      return TruthReader.whole(TruthJson.read(json.path(TruthJson.MEMBER)));
    } catch (IllegalArgumentException e) {
      throw wrong(TruthJson.MEMBER + "/" + e.getMessage(), "");
    }
  }

  private Counts counts(JsonNode json) throws DataSetException {
    JsonNode counts = json.path("counts");
    if (!counts.isObject()) {
      throw wrong("counts", "is missing or no object");
    }
    Map<String, Long> values = new LinkedHashMap<>();
    addCounts("", counts, values);
    return Counts.of(values);
  }

  private void addCounts(String prefix, JsonNode object, Map<String, Long> values)
      throws DataSetException {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (member.getValue().isObject()) {
        addCounts(prefix + member.getKey() + "/", member.getValue(), values);
      } else {
        values.put(prefix + member.getKey(), number(object, member.getKey()));
      }
    }
  }

  private String text(JsonNode json, String name) throws DataSetException {
    JsonNode value = json.path(name);
    if (!value.isTextual()) {
      throw wrong(name, value.isMissingNode() ? "is missing" : "is " + value + ", not a text");
    }
    return value.textValue();
  }

  private long number(JsonNode json, String name) throws DataSetException {
    JsonNode value = json.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw wrong(
          name,
          value.isMissingNode() ? "is missing" : "is " + value + ", not a count (0, 1, 2, …)");
    }
    return value.longValue();
  }

  private int integer(JsonNode json, String name) throws DataSetException {
    long value = number(json, name);
    if (value > Integer.MAX_VALUE) {
      throw wrong(name, "is " + value + ", which is too large");
    }
    return (int) value;
  }

  private DataSetException wrong(String name, String problem) {
    return new DataSetException((file + ": " + name + " " + problem).strip());
  }
}
