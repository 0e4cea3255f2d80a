package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import dev.nestedparquet.schema.DataSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data sets that files declare are made, checked and merged like those that are built in. */
final class SchemaFlagTest {
  private static final String POINTS =
      """
      nested-parquet: 1
      name: points
      parameters: {most: 9}
      lists: {colours: {file: colours.txt}}
      columns:
        id: {type: int64, null: never, expr: row}
        colour: {type: string, null: 20%, pick: colours}
        at: {length: {0-3: 1}, list: {type: int32, uniform: [1, $most]}}
      """;

  @TempDir private Path root;

  private static List<String> gallery() {
    return DataSet.names();
  }

  private static Outcome verify(Path directory) {
    return InProcess.run("verify", directory.toString(), "-q");
  }

  private static void assertDone(Outcome outcome) {
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
  }

  private Path points() throws IOException {
    Files.writeString(root.resolve("colours.txt"), "red\ngreen\nblue\n");
    return Files.writeString(root.resolve("points.yaml"), POINTS);
  }

  private static JsonNode manifest(Path directory) throws IOException {
    return new ObjectMapper().readTree(Files.readString(directory.resolve("_manifest.json")));
  }

  @ParameterizedTest
  @MethodSource("gallery")
  void whatIsBuiltInIsMadeAndEachValueIsRight(String name) {
    Path data = root.resolve(name);
    String rows = name.equals("wide") ? "200" : "1k";
    assertDone(InProcess.generate(data, "--schema", name, "-n", rows, "-p", "2", "-q"));
    assertDone(verify(data));
  }

  @ParameterizedTest
  @MethodSource("gallery")
  void whatIsBuiltInIsExplainedWithItsFirstRows(String name) {
    Outcome outcome = InProcess.run("explain", name);
    assertDone(outcome);
    assertThat(outcome.out())
        .startsWith(name + ": ")
        .containsPattern("(?m)^rows +up to [0-9,]+, by ")
        .containsPattern("(?m)^memory +[0-9]+ MiB at least")
        .containsPattern("(?m)^writer +(dataset$|shredder: )");
    Outcome head = InProcess.generate(root, "--schema", name, "--head", "5");
    assertThat(outcome.out()).endsWith(head.out());
  }

  @Test
  void aPartWithoutTheTruthOfItsColumnsIsNotMerged() throws IOException {
    Path data = root.resolve("data");
    for (String part : List.of("0", "1")) {
      String[] flags = {"--schema", "documents", "-n", "100", "-p", "2", "--part", part, "-q"};
      assertDone(InProcess.generate(data, flags));
    }
    Path manifest = data.resolve("_manifest-00001-of-00002.json");
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(Files.readString(manifest));
    json.remove("truth");
    ((ObjectNode) json.get("files").get(0)).remove("truth");
    Files.writeString(manifest, json.toString());
    Outcome merge = InProcess.run("merge", data.toString());
    assertThat(merge.exitCode()).isEqualTo(2);
    assertThat(merge.err()).contains("part 1 tells no truth of its columns, and others do");
    assertThat(manifest).exists();
  }

  @Test
  void aPresetHasNothingToExplain() {
    Outcome outcome = InProcess.run("explain", "contacts");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("explain: contacts is a preset");
  }

  @Test
  void aFileIsCheckedByWhatTheManifestHasOfIt() throws IOException {
    Path file = points();
    Path data = root.resolve("data");
    String[] flags = {"--schema", file.toString(), "--param", "most=3", "-n", "5k", "-q"};
    assertDone(InProcess.generate(data, flags));
    Files.delete(file);
    Files.delete(root.resolve("colours.txt"));
    assertDone(verify(data));
    JsonNode manifest = manifest(data);
    assertThat(manifest.get("schema").asText()).isEqualTo("points");
    assertThat(manifest.get("schemaText").asText()).isEqualTo(POINTS);
    assertThat(manifest.get("schemaParameters").get("most").asText()).isEqualTo("3");
    assertThat(manifest.get("schemaLists").get("colours.txt")).hasSize(3);
  }

  @Test
  void anotherSeedInTheManifestIsADifference() throws IOException {
    Path data = root.resolve("data");
    assertDone(InProcess.generate(data, "--schema", points().toString(), "-n", "1k", "-q"));
    Path manifest = data.resolve("_manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replaceFirst("\"seed\" : 0", "\"seed\" : 1"));
    assertThat(Files.readString(manifest)).isNotEqualTo(text);
    assertThat(verify(data).exitCode()).isEqualTo(3);
  }

  @Test
  void partsOfAFileMakeTheSameFilesAsAll() throws IOException {
    String file = points().toString();
    Path all = root.resolve("all");
    Path parts = root.resolve("parts");
    List<String> flags = List.of("--schema", file, "-n", "10k", "-p", "3", "-q");
    assertDone(InProcess.generate(all, flags.toArray(String[]::new)));
    for (String part : List.of("2", "0-1")) {
      List<String> withPart = new ArrayList<>(flags);
      withPart.addAll(List.of("--part", part));
      assertDone(InProcess.generate(parts, withPart.toArray(String[]::new)));
    }
    assertDone(InProcess.run("merge", parts.toString(), "-q"));
    try (Stream<Path> names = Files.list(all)) {
      names.forEach(
          name -> assertThat(parts.resolve(name.getFileName())).hasSameBinaryContentAs(name));
    }
  }

  @Test
  void theWriterIsOneThatCanWriteIt() throws IOException {
    Path plain = root.resolve("plain");
    Path maps = root.resolve("maps");
    assertDone(InProcess.generate(plain, "--schema", points().toString(), "-n", "10", "-q"));
    assertDone(InProcess.generate(maps, "--schema", "traces", "-n", "10", "-q"));
    assertThat(manifest(plain).get("writer").asText()).isEqualTo("dataset");
    assertThat(manifest(maps).get("writer").asText()).isEqualTo("shredder");
    Outcome refused =
        InProcess.generate(
            root.resolve("x"), "--schema", "traces", "-n", "10", "--writer", "dataset");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("attributes");
  }

  @Test
  void theLayoutOfAFileIsUsedAndFlagsComeFirst() throws IOException {
    Path data = root.resolve("data");
    assertDone(
        InProcess.generate(data, "--schema", "orders", "-n", "100", "-q", "--page-size", "8KiB"));
    JsonNode layout = manifest(data).get("layout");
    assertThat(layout.get("pageBytes").asLong()).isEqualTo(8_192);
    assertThat(layout.get("rowGroupRows").asLong()).isEqualTo(100_000);
    assertThat(layout.get("bloomFilters").get(0).asText())
        .isEqualTo("shipments.list.element.lines.list.element.product_id");
  }

  @Test
  void theJsonSchemaForEditorsIsPrinted() throws IOException {
    Outcome printed = InProcess.run("schemas", "--json-schema");
    assertDone(printed);
    JsonNode schema = new ObjectMapper().readTree(printed.out());
    assertThat(schema.get("$schema").asText()).contains("draft-07");
    assertThat(schema.get("properties").has("columns")).isTrue();
    assertThat(InProcess.run("schema", "orders", "--yaml").out())
        .startsWith("# yaml-language-server: $schema=data-set-file.schema.json\n");
  }

  @Test
  void headPrintsTheFirstRowsAsJson() throws IOException {
    Outcome outcome =
        InProcess.run("generate", "--schema", points().toString(), "--head", "3", "--seed", "4");
    assertDone(outcome);
    ObjectMapper json = new ObjectMapper();
    List<String> lines = outcome.out().lines().toList();
    assertThat(lines).hasSize(3);
    for (int i = 0; i < 3; i++) {
      JsonNode row = json.readTree(lines.get(i));
      assertThat(row.get("id").asLong()).isEqualTo(i);
      assertThat(row.has("colour")).isTrue();
      row.get("at").forEach(value -> assertThat(value.asInt()).isBetween(1, 9));
    }
  }

  @Test
  void fewerRowsThanNoneHaveNoHead() throws IOException {
    Outcome outcome = InProcess.run("generate", "--schema", points().toString(), "--head", "-1");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("head: -1 is not 0 or more");
  }

  @Test
  void headPrintsTimesThatJavasClassesOfArrowDont() throws IOException {
    Path file = root.resolve("times.yaml");
    Files.writeString(
        file,
        """
        nested-parquet: 1
        name: times
        columns:
          long: {type: duration(us), const: -1000000d}
          longer: {type: duration(ms), const: 100000000d}
          seconds: {type: duration(s), expr: "cast('106751991167300d' as duration(s))"}
          short: {type: duration(ns), const: -1ns}
          first: {type: timestamp(us), const: "0001-01-01 00:00:00.000001"}
          last: {type: "timestamp(s, UTC)", const: "9999-12-31 23:59:59Z"}
        """);
    assertThat(InProcess.run("generate", "--schema", file.toString(), "--head", "1").out().strip())
        .isEqualTo(
            "{\"long\":\"PT-24000000H\",\"longer\":\"PT2400000000H\",\"seconds\":\"PT2562047788015200H\","
                + "\"short\":\"PT-0.000000001S\",\"first\":\"0001-01-01T00:00:00.000001\","
                + "\"last\":\"9999-12-31T23:59:59Z\"}");
  }

  @Test
  void whatIsBuiltInIsListedAndPrinted() {
    assertThat(InProcess.run("schemas").out()).contains("contacts", "orders", "traces");
    assertThat(InProcess.run("schema", "orders", "--yaml").out())
        .isEqualTo(DataSet.named("orders").text());
    Outcome preset = InProcess.run("schema", "contacts", "--yaml");
    assertThat(preset.exitCode()).isEqualTo(2);
    assertThat(preset.err()).contains("contacts is not made from a file");
  }

  @Test
  void wrongUseIsToldInOneLineBeforeThereIsOutput() throws IOException {
    Path data = root.resolve("data");
    Files.writeString(root.resolve("wrong.yaml"), POINTS.replace("20%", "120%"));
    assertRefused(data, "data set nothere", "--schema", "nothere");
    assertRefused(
        data, "say --schema orders or --preset", "--schema", "orders", "--preset", "contacts");
    assertRefused(data, "no parameter", "--schema", "orders", "--param", "skwe=1");
    assertRefused(data, "contacts has no parameter", "--param", "skwe=1");
    assertRefused(data, "name skew: orders has none", "--schema", "orders", "--name-skew", "1");
    assertRefused(data, "columns.colour.null", "--schema", root.resolve("wrong.yaml").toString());
    assertRefused(data, "that orders can number", "--schema", "orders", "-n", "5G");
    assertRefused(
        data,
        "writer dataset: the file has a layout, which only",
        "--schema",
        "orders",
        "--writer",
        "dataset");
    Path pairs = root.resolve("pairs.yaml");
    Files.writeString(
        pairs,
        """
        nested-parquet: 1
        name: pairs
        columns: {a: {null: 20%, length: {fixed: 2}, list: {type: int32, const: 1}}}
        """);
    String[] named = {"--schema", pairs.toString(), "--writer", "dataset"};
    assertRefused(data, "no fixed-size list that is null", named);
  }

  private static void assertRefused(Path data, String message, String... flags) {
    Outcome outcome = InProcess.generate(data, flags);
    assertThat(outcome.err()).contains(message);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(data).doesNotExist();
  }

  @Test
  void nameSkewIsAParameterOfContacts() throws IOException {
    Path one = root.resolve("one");
    Path other = root.resolve("other");
    assertDone(InProcess.generate(one, "-n", "1k", "--name-skew", "0.5", "-q"));
    assertDone(
        InProcess.generate(
            other, "--schema", "contacts", "-n", "1k", "--param", "name-skew=0.5", "-q"));
    Path name = Path.of("contacts-00000-of-00004.parquet");
    assertThat(other.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
  }
}
