package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nestedparquet.cli.fixtures.DataSet;
import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that succeed: what they say, on which stream, and what is there afterwards. */
class OutcomeTest {
  private static final Outcome SILENCE = new Outcome(0, "", "");

  @TempDir Path root;
  Launch program;
  Path contacts;

  @BeforeEach
  void launch() throws IOException {
    program = Launch.in(root);
    contacts = program.work().resolve("contacts");
  }

  /** Generates in this JVM, into the directory that the program writes to. */
  private void assertSilent(String flags) {
    assertThat(InProcess.generate(contacts, ("-q " + flags).split(" "))).isEqualTo(SILENCE);
  }

  @Test
  void closingLinesGoToStderr() throws Exception {
    Outcome outcome = program.run("generate", "-n", "100k", "-p", "3");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).isEmpty();
    String bytes = String.format("%,d", bytesOfFiles());
    assertThat(outcome.errLines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo("100,000 rows in 3 partitions, writer dataset, in contacts"),
            line -> assertThat(line).matches("generated and written in +\\d+\\.\\d{3} s"),
            line -> assertThat(line).matches("record throughput +[\\d,]+ records/s"),
            line -> assertThat(line).matches("in-memory throughput +\\d+\\.\\d\\d GB/s .*"),
            line -> assertThat(line).matches("on disk +" + bytes + " bytes"),
            line -> assertThat(line).matches("peak off-heap memory +\\d+\\.\\d MiB"));
    DataSet.assertComplete(contacts, 100_000);
    assertThat(Launch.names(program.temporary())).isEmpty();
  }

  @Test
  void closingLinesNameTheWriterThatAnOptionHasChosen() throws Exception {
    Outcome outcome = program.run("generate", "-n", "10k", "--compression", "snappy");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.errLines().get(0))
        .isEqualTo("10,000 rows in 4 partitions, writer shredder, in contacts");
    DataSet.assertComplete(contacts, 10_000);
  }

  private long bytesOfFiles() throws IOException {
    long bytes = 0;
    for (String name : Launch.names(contacts)) {
      bytes += name.endsWith(".parquet") ? Files.size(contacts.resolve(name)) : 0;
    }
    return bytes;
  }

  @Test
  void jsonIsOneObjectOnStdout() throws Exception {
    Outcome outcome = program.run("generate", "-n", "100_000", "--json", "-q");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines()).hasSize(1);
    JsonNode json = new ObjectMapper().readTree(outcome.out());
    assertThat(json.get("rows").asLong()).isEqualTo(100_000);
    assertThat(json.get("partitions").asInt()).isEqualTo(4);
    assertThat(json.get("files").asInt()).isEqualTo(4);
    assertThat(json.get("output").asText()).isEqualTo("contacts");
    assertThat(json.get("fileBytes").asLong()).isEqualTo(bytesOfFiles());
    for (String positive :
        new String[] {"seconds", "recordsPerSecond", "gigabytesPerSecond", "peakOffHeapBytes"}) {
      assertThat(json.get(positive).asDouble()).as(positive).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 4, 0", "1, 1, 1", "3, 7, 3", "1000, 64, 64", "70_001, 2, 2"})
  void makesAFileForEachPartitionWithRows(String rows, String partitions, int files)
      throws IOException {
    assertSilent("-n " + rows + " -p " + partitions);
    DataSet.assertComplete(contacts, Long.parseLong(rows.replace("_", "")));
    assertThat(Launch.names(contacts)).hasSize(files + 1);
  }

  @Test
  void aPartAloneIsThatPartOfTheWhole() throws Exception {
    Path directory = program.work().resolve("whole");
    assertThat(InProcess.generate(directory, "-q", "-n", "1k")).isEqualTo(SILENCE);
    assertSilent("-n 1k --part 1-2");
    assertSilent("-n 1k --part 0");
    Map<String, Integer> whole = DataSet.snapshot(directory);
    assertThat(DataSet.snapshot(contacts))
        .hasSize(6)
        .containsKeys("_manifest-00000-of-00004.json", "_manifest-00002-of-00004.json")
        .containsEntry(
            "contacts-00000-of-00004.parquet", whole.get("contacts-00000-of-00004.parquet"))
        .containsEntry(
            "contacts-00002-of-00004.parquet", whole.get("contacts-00002-of-00004.parquet"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"with space", "höhe/Straße", "a%20b", "a#b?c", "missing/parents/of it", "-x"})
  void writesToAnyPath(String name) throws Exception {
    assertThat(program.run("generate", "-q", "-n", "10", "--output=" + name)).isEqualTo(SILENCE);
    DataSet.assertComplete(program.work().resolve(name), 10);
  }

  @Test
  void writesToAFileUri() throws Exception {
    String uri = program.work().resolve("a b#ü").toUri().toString();
    assertThat(InProcess.run("generate", "-q", "-n", "10", "-o", uri)).isEqualTo(SILENCE);
    DataSet.assertComplete(program.work().resolve("a b#ü"), 10);
  }

  @Test
  void aColumnMayBeNamedShortAndTheLastOfAFlagCounts() throws Exception {
    assertSilent(columnsNamed("number", "phones.number"));
    DataSet.assertComplete(contacts, 1_000);
    Map<String, Integer> files = DataSet.snapshot(contacts);
    String path = "phones.list.element.number";
    assertSilent(columnsNamed(path, path));
    assertThat(DataSet.snapshot(contacts)).isEqualTo(files);
    assertSilent(columnsNamed("phone_type", path));
    assertThat(DataSet.snapshot(contacts)).isNotEqualTo(files);
  }

  private static String columnsNamed(String filtered, String plain) {
    String first = "-n 99 --overwrite --writer none --bloom-filter " + filtered;
    return first + " --encoding " + plain + "=plain --writer shredder -n 1k";
  }

  @Test
  void overwriteReplacesItsOwnFilesAndKeepsForeignOnes() throws Exception {
    assertSilent("-n 1k -p 7");
    Files.writeString(contacts.resolve("note.txt"), "mine");
    Files.writeString(contacts.resolve("other.parquet"), "mine");
    assertSilent("-n 10 --overwrite");
    DataSet.assertComplete(contacts, 10, "note.txt", "other.parquet");
    assertThat(contacts.resolve("note.txt")).hasContent("mine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null-states", "long-lists", "null-runs", "wide-text"})
  void aPresetGoesToADirectoryOfItsName(String preset) throws Exception {
    assertThat(program.run("generate", "--preset", preset, "-q", "-n", "1k")).isEqualTo(SILENCE);
    Path directory = program.work().resolve(preset);
    DataSet.assertComplete(directory, 1_000);
    assertThat(Launch.names(directory)).contains(preset + "-00003-of-00004.parquet");
    JsonNode manifest = new ObjectMapper().readTree(directory.resolve(DataSet.MANIFEST).toFile());
    assertThat(manifest.get("preset").asText()).isEqualTo(preset);
    assertThat(manifest.has("nameSkew")).isFalse();
  }

  @Test
  void overwriteReplacesTheFilesOfAnotherPreset() throws Exception {
    assertSilent("-n 1k -p 7");
    Files.writeString(contacts.resolve("null-runs-00000-of-00001.parquet"), "mine");
    String wide = "-n 10 --preset wide-text";
    assertThat(InProcess.generate(contacts, wide.split(" ")).exitCode()).isEqualTo(2);
    assertSilent(wide + " --overwrite");
    DataSet.assertComplete(contacts, 10, "null-runs-00000-of-00001.parquet");
  }

  @Test
  void withoutAWriterNothingIsMade() throws Exception {
    Outcome outcome = program.run("generate", "-n", "100k", "--writer", "none");
    assertThat(outcome.errLines().get(0)).isEqualTo("100,000 rows in 4 partitions, writer none");
    assertThat(program.made()).isEmpty();
    assertThat(Launch.names(program.temporary())).isEmpty();
  }
}
