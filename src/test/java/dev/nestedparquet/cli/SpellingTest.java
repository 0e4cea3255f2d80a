package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A value that the manifest tells is found by its text in the rows that are printed. Floating point
 * has a number of one width or the other, and lengths of time are told in units.
 */
final class SpellingTest {
  private static final String FILE =
      """
      nested-parquet: 1
      name: picks
      columns:
        day: {type: date, pick: [0001-03-01, 2024-01-31]}
        minute: {type: time(us), dictionary: true, pick: ["00:00", "12:30"]}
        at: {type: timestamp(ms), pick: [2000-01-01, 2000-01-01T00:00:00.5]}
        in_zone: {type: "timestamp(ns, Europe/Oslo)", pick: [1969-12-31T23:00Z]}
        far: {type: timestamp(s), expr: "cast('2000-01-01' as timestamp(s)) + (row - 1) * cast('100000000000d' as duration(s))"}
        price: {type: "decimal(9,3)", dictionary: uint8, pick: [1.5, -2, 0]}
        id: {type: uuid, pick: [123e4567-e89b-12d3-a456-426614174000]}
        as_id: {type: fixed_binary(16), metadata: {"ARROW:extension:name": arrow.uuid}, dictionary: true, pick: ["0x123e4567e89b12d3a456426614174000"]}
        code: {type: fixed_binary(2), pick: ["0x00ff"]}
        places: {length: {1-3: 1}, map: {key: {type: date, sequence: {start: 2024-01-31, step: 1d}}, value: {fields: {open: {type: time(s), pick: ["08:00", "09:30"]}}}}}
      """;

  @TempDir private Path root;

  /** Reads the next value, and adds its text to those of its leaf. */
  private static void collect(
      JsonParser json, String path, JsonNode truth, Map<String, Set<String>> texts)
      throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        collect(json, path.isEmpty() ? name : path + "." + name, truth, texts);
      }
    } else if (json.currentToken() == JsonToken.START_ARRAY) {
      boolean isMap = truth.get(path).get("type").asText().equals("map");
      while (json.nextToken() != JsonToken.END_ARRAY) {
        collect(json, path + (isMap ? ".key_value" : ".list.element"), truth, texts);
      }
    } else if (json.currentToken() != JsonToken.VALUE_NULL) {
      texts.computeIfAbsent(path, absent -> new HashSet<>()).add(json.getText());
    }
  }

  /** Looks for each value that is told, and returns how many there were. */
  private int assertFound(String schema, int rows) throws IOException {
    Path data = root.resolve("data");
    String count = String.valueOf(rows);
    Outcome made = InProcess.generate(data, "--schema", schema, "-n", count, "-p", "2", "-q");
    assertThat(made.err()).isEmpty();
    JsonNode truth =
        new ObjectMapper()
            .readTree(Files.readString(data.resolve("_manifest.json")))
            .required("truth");
    Outcome head = InProcess.run("generate", "--schema", schema, "--head", count);
    assertThat(head.out().lines()).hasSize(rows);
    Map<String, Set<String>> texts = new HashMap<>();
    for (String line : head.out().lines().toList()) {
      try (JsonParser json = new JsonFactory().createParser(line)) {
        json.nextToken();
        collect(json, "", truth, texts);
      }
    }
    int told = 0;
    for (Map.Entry<String, JsonNode> column : truth.properties()) {
      if (!column.getValue().get("type").asText().matches("(float|duration).*")) {
        Set<String> expected = told(column.getValue());
        if (!expected.isEmpty()) {
          assertThat(texts.get(column.getKey())).as(column.getKey()).containsAll(expected);
        }
        told += expected.size();
      }
    }
    return told;
  }

  private static Set<String> told(JsonNode column) {
    Set<String> told = new HashSet<>();
    for (String extreme : new String[] {"smallest", "largest"}) {
      if (column.has(extreme) && !column.has(extreme + "IsCut")) {
        told.add(column.get(extreme).asText());
      }
    }
    if (column.has("labels")) {
      for (Map.Entry<String, JsonNode> label : column.get("labels").properties()) {
        if (label.getValue().asLong() > 0) {
          told.add(label.getKey());
        }
      }
    }
    return told;
  }

  @Test
  void extremesOfEveryTypeAreInTheRows() throws IOException {
    assertThat(assertFound("types", 300)).isGreaterThan(300);
  }

  @Test
  void labelsAndFarTimesAreInTheRows() throws IOException {
    Path file = Files.writeString(root.resolve("picks.yaml"), FILE);
    assertThat(assertFound(file.toString(), 3)).isGreaterThan(15);
    assertThat(InProcess.run("generate", "--schema", file.toString(), "--head", "3").out())
        .contains("\"far\":\"-273788701-04-20T00:00:00\"", "\"far\":\"+273792700-09-13T00:00:00\"")
        .contains("\"in_zone\":\"1969-12-31T23:00:00.000000000Z\"")
        .contains("\"as_id\":\"123e4567-e89b-12d3-a456-426614174000\"");
  }

  @Test
  void timesBeyondTheYearsThatJavaHasArePrinted() throws IOException {
    Path file = root.resolve("far.yaml");
    Files.writeString(
        file,
        """
        nested-parquet: 1
        name: far
        columns:
          later: {type: timestamp(s), expr: "cast('2000-01-01' as timestamp(s)) + row * cast('90000000000000d' as duration(s))"}
          earlier: {type: "timestamp(s, UTC)", expr: "cast('2000-01-01T00:00Z' as timestamp(s, UTC)) - row * cast('90000000000000d' as duration(s))"}
        """);
    Outcome head = InProcess.run("generate", "--schema", file.toString(), "--head", "2");
    assertThat(head.out().lines())
        .containsExactly(
            "{\"later\":\"2000-01-01T00:00:00\",\"earlier\":\"2000-01-01T00:00:00Z\"}",
            "{\"later\":\"+246411632628-12-19T00:00:00\","
                + "\"earlier\":\"-246411628629-01-13T00:00:00Z\"}");
  }
}
