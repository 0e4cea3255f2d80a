package dev.nestedparquet.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.schema.DataSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourceOptionsTest {
  private static final RowsOrigin CONTACTS = contacts(null);

  private static RowsOrigin contacts(Double nameSkew) {
    return new RowsOrigin.OfPreset("contacts", nameSkew);
  }

  private static SourceOptions parse(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.putIfAbsent("partitions", "3"); // The default needs a running Spark.
    return SourceOptions.parse(all, Map.of());
  }

  @Test
  void defaultsAreThoseOfTheCommandLine() {
    assertThat(parse(Map.of())).isEqualTo(new SourceOptions(CONTACTS, 0, 10_000_000, 3, 32_768));
  }

  @Test
  void countsAreWrittenAsOnTheCommandLine() {
    assertThat(parse(Map.of("rows", "10G", "partitions", "1k", "batch-rows", "10_000")))
        .isEqualTo(new SourceOptions(CONTACTS, 0, 10_000_000_000L, 1_000, 10_000));
  }

  @ParameterizedTest
  @CsvSource({"name-skew", "nameSkew", "nameskew", "NAME-SKEW"})
  void namesMayBeSpeltAsIsUsualHereAndThere(String name) {
    assertThat(parse(Map.of(name, "0.5")).origin()).isEqualTo(contacts(0.5));
  }

  @Test
  void ofACatalogsTableOnlyTheOptionsCount() {
    Map<String, String> properties =
        Map.of(
            "provider", "nested-contacts",
            "owner", "somebody",
            "rows", "5",
            "option.rows", "5",
            "option.partitions", "2",
            "anything", "else");
    assertThat(SourceOptions.parse(properties, Map.of()))
        .isEqualTo(new SourceOptions(CONTACTS, 0, 5, 2, 32_768));
  }

  @Test
  void optionsOfAQueryReplaceThoseOfTheTable() {
    SourceOptions parsed =
        SourceOptions.parse(
            Map.of("rows", "5", "partitions", "2", "name-skew", "1"),
            Map.of("rows", "7", "nameSkew", "0"));
    assertThat(parsed).isEqualTo(new SourceOptions(contacts(0.0), 0, 7, 2, 32_768));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "row        | 5           | there is no option 'row'; there are batch-rows, name-skew, ",
        "path       | /x          | there is no option 'path'",
        "rows       | many        | rows: 'many' is not a count such as 10000000, 10_000_000 or 10M",
        "rows       | -1          | rows: -1 is not between 0 and ",
        "rows       | 10_000P     | rows: '10_000P' is no whole number below 2^63",
        "partitions | 0           | partitions: 0 is not between 1 and 100,000",
        "partitions | 10G         | partitions: '10G' is out of range",
        "batch-rows | 0           | batch rows: 0 is not between 1 and 8,388,608",
        "seed       | 1.5         | seed: '1.5' is no whole number of 64 bits",
        "name-skew  | steep       | name-skew: 'steep' is not a number",
        "name-skew  | -1          | name skew: -1.0 is not between 0 (uniform) and 100",
        "preset     | contact     | preset: there is no contact; choose one of contacts, null-states,",
      })
  void whatIsWrongIsNamedWithTheWayOut(String option, String value, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(Map.of(option, value)))
        .withMessageStartingWith("nested-contacts: " + message);
  }

  @Test
  void moreRowsThanAPresetCanNumberAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(Map.of("preset", "long-lists", "rows", "100T")))
        .withMessageStartingWith("nested-contacts: rows: 100,000,000,000,000 is more than the");
  }

  private static final String TEXT =
      """
      nested-parquet: 1
      name: texts
      parameters: {Most: 3}
      lists: {words: {file: words.txt}}
      columns:
        word: {type: string, pick: words}
        number: {type: int64, uniform: [0, $Most]}
      """;

  private static List<Object> values(BatchFiller filler) {
    List<Object> values = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), allocator)) {
      filler.fill(new RowRange(0, 20), root);
      for (int i = 0; i < 20; i++) {
        values.add(root.getVector(0).getObject(i) + "," + root.getVector(1).getObject(i));
      }
    }
    return values;
  }

  /** What executors get tells all: the file, and files beside it, are on the driver alone. */
  @Test
  void aFilesTextAndItsListsGoToTheExecutors(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("texts.yaml"), TEXT);
    Path words = Files.writeString(directory.resolve("words.txt"), "uno\ndos\n");
    SourceOptions parsed = parse(Map.of("schema", file.toString(), "PARAM.most", "9", "seed", "5"));
    BatchFiller expected = DataSet.load(file).filler(5, Map.of("Most", "9"));
    List<Object> rows = values(expected);
    Files.delete(file);
    Files.delete(words);

    SourceOptions sent = sent(parsed);

    assertThat(sent).isEqualTo(parsed);
    assertThat(values(sent.newFiller())).isEqualTo(rows);
    assertThat(sent.newFiller().parameters()).isEqualTo(expected.parameters());
    assertThat(sent.describe()).startsWith("schema texts {Most=9}, seed 5, ");
  }

  private static SourceOptions sent(SourceOptions options) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(options);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (SourceOptions) in.readObject();
    }
  }

  @Test
  void aSchemaIsANameOrAPathOrText() {
    assertThat(parse(Map.of("schema", "contacts")).origin()).isEqualTo(CONTACTS);
    assertThat(parse(Map.of("schema", "contacts", "param.name-skew", "0.5")).origin())
        .isEqualTo(contacts(0.5));
    assertThat(parse(Map.of("schema", " orders\n")).newFiller().name()).isEqualTo("orders");
    String text = "{nested-parquet: 1, name: one, columns: {a: {type: int8, const: 1}}}";
    assertThat(parse(Map.of("schema", text)).newFiller().name()).isEqualTo("one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere        |            |        | schema: there is no file and no data set nowhere; choose one of contacts, ",
        "/no/where.yaml |            |        | /no/where.yaml: there is no such file",
        "orders         | param.skw  | 1      | orders:",
        "contacts       | param.skew | 1      | param: contacts has no parameter skew; it has name-skew",
        "null-states    | param.x    | 1      | param: null-states has no parameter x",
        "contacts       | param.name-skew | x | param: name-skew: 'x' is no number such as 1.5",
        "orders         | name-skew  | 1      | name skew: the schema has none; a file's parameters",
        "orders         | preset     | contacts | there are a schema and a preset, contacts; leave out one",
      })
  void aWrongSchemaIsNamedWithTheWayOut(String schema, String option, String value, String text) {
    Map<String, String> options = new HashMap<>(Map.of("schema", schema));
    if (option != null) {
      options.put(option, value);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(options))
        .withMessageStartingWith("nested-contacts: " + text);
  }

  @Test
  void moreRowsThanAFileCanNumberAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(Map.of("schema", "orders", "rows", "5G")))
        .withMessageStartingWith(
            "nested-contacts: rows: 5,000,000,000 is more than the 4,000,000,000");
  }
}
