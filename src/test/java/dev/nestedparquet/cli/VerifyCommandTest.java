package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What verify and merge say, on which stream, and with which exit code. */
class VerifyCommandTest {
  @TempDir Path root;
  Launch program;
  Path contacts;

  @BeforeEach
  void launch() throws IOException {
    program = Launch.in(root);
    contacts = program.work().resolve("contacts");
  }

  private void generate(String... more) {
    List<String> flags = new ArrayList<>(List.of("-q", "-n", "20k", "-p", "3"));
    flags.addAll(List.of(more));
    assertThat(InProcess.generate(contacts, flags.toArray(String[]::new)).exitCode()).isZero();
  }

  /** Verifies in this JVM. */
  private Outcome verify(String... flags) {
    List<String> command = new ArrayList<>(List.of("verify", contacts.toString()));
    command.addAll(List.of(flags));
    return InProcess.run(command.toArray(String[]::new));
  }

  @Test
  void tellsThatADataSetIsAsItHasToBe() throws Exception {
    generate();
    Outcome outcome = program.run("verify", "contacts");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.errLines())
        .singleElement()
        .asString()
        .matches(
            "20,000 rows in 3 files compared in \\d+\\.\\d{3} s \\([\\d,]+ rows/s, DuckDB v[\\d.]+\\):"
                + " all as they have to be");
    assertThat(Launch.names(program.temporary())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a%20b"})
  void takesAFileUriWithASpaceAsGenerateAndMergeDo(String name) throws Exception {
    String uri = "file:" + program.work() + "/" + name;
    for (String part : List.of("0", "1-2")) {
      generate("-o", uri, "--part", part);
    }
    assertThat(program.made()).containsExactly("a b");
    assertThat(InProcess.run("merge", uri).exitCode()).isZero();
    assertThat(InProcess.run("verify", "-q", uri)).isEqualTo(new Outcome(0, "", ""));
  }

  @Test
  void listsDifferencesAsTextAndAsData() throws Exception {
    generate();
    Files.delete(contacts.resolve("contacts-00001-of-00003.parquet"));
    Outcome text = program.run("verify", "contacts");
    assertThat(text.exitCode()).isEqualTo(3);
    assertThat(text.errLines().get(0))
        .isEqualTo("contacts-00001-of-00003.parquet, file: expected there, found missing");
    assertThat(text.errLines().get(1))
        .startsWith("13,333 rows in 2 of 3 files compared in ")
        .endsWith(": 1 difference");
    Outcome data = program.run("verify", "contacts", "--json", "--quiet");
    assertThat(data.exitCode()).isEqualTo(3);
    assertThat(data.errLines()).containsExactly("nested-parquet: contacts: 1 difference");
    JsonNode json = new ObjectMapper().readTree(data.out());
    assertThat(json.path("same").asBoolean(true)).isFalse();
    assertThat(json.path("differences").asLong()).isEqualTo(1);
    assertThat(json.path("files").asInt()).isEqualTo(3);
    assertThat(json.path("filesCompared").asInt()).isEqualTo(2);
    assertThat(json.path("checksums").asBoolean()).isTrue();
    JsonNode listed = json.path("listed").path(0);
    assertThat(listed.path("file").asText()).isEqualTo("contacts-00001-of-00003.parquet");
    assertThat(listed.path("row").isNull()).isTrue();
    assertThat(listed.path("found").asText()).isEqualTo("missing");
  }

  @Test
  void refusesWhatIsNoDataSetOfThisProgram() throws Exception {
    assertRefused("verify", contacts + " is no directory");
    Files.createDirectory(contacts);
    assertRefused("verify", contacts + " has no _manifest.json; name what generate has completed");
    Files.writeString(contacts.resolve("_manifest.json"), "{\"tool\": \"other\"}");
    assertRefused(
        "verify",
        contacts
            + "/_manifest.json: tool is not \"nested-parquet\": not a manifest of this program");
  }

  @Test
  void saysWhenTheManifestHasNoChecksums() throws Exception {
    generate();
    Path manifest = contacts.resolve("_manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replaceAll("\"crc32\" : \"[0-9a-f]{8}\",", ""));
    Outcome outcome = verify();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.errLines().get(1))
        .isEqualTo(
            "the manifest has no checksums: bytes that the reader doesn't use are unchecked");
  }

  private void assertRefused(String command, String message) {
    Outcome outcome = InProcess.run(command, contacts.toString());
    assertThat(outcome.errLines()).containsExactly("nested-parquet: " + message);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void mergesPartsOnceAllAreThere() throws Exception {
    generate("--part", "0-1");
    assertRefused("merge", contacts + ": 1 of 3 parts is missing: 2");
    generate("--part", "2");
    Path stray = Files.createFile(contacts.resolve("stray.parquet"));
    assertRefused(
        "merge", stray + " is of none of the parts; remove it, or merge without it elsewhere");
    Files.delete(stray);
    Outcome outcome = program.run("merge", "contacts");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.errLines())
        .containsExactly("contacts is one data set now: 20,000 rows in 3 files, from 3 parts");
    assertThat(verify().exitCode()).isZero();
  }

  @Test
  void checksThePartsThatAreThereAndNamesTheOthers() throws Exception {
    generate("--part", "0");
    generate("--part", "2");
    Outcome some = verify();
    assertThat(some.exitCode()).isZero();
    assertThat(some.errLines().get(0)).startsWith("13,333 rows in 2 files").contains("all as they");
    assertThat(some.errLines().get(1)).isEqualTo("1 of 3 parts is missing: 1");
    assertCompleteness(false, 1, "1");
    Outcome all = verify("--complete");
    assertThat(all.exitCode()).isEqualTo(3);
    assertThat(all.errLines().get(0))
        .isEqualTo("_manifest-00001-of-00003.json, file: expected there, found missing");
    generate("--part", "1");
    assertThat(verify("--complete", "-q")).isEqualTo(new Outcome(0, "", ""));
    assertThat(verify().errLines().get(1)).isEqualTo("all 3 parts are there, not merged yet");
    assertCompleteness(true, 0);
  }

  private void assertCompleteness(boolean complete, int partsMissing, String... missing)
      throws Exception {
    Outcome data = verify("--json");
    assertThat(data.exitCode()).isZero();
    JsonNode json = new ObjectMapper().readTree(data.out());
    assertThat(json.path("same").asBoolean()).isTrue();
    assertThat(json.path("complete").asBoolean(!complete)).isEqualTo(complete);
    assertThat(json.path("partsMissing").asInt(-1)).isEqualTo(partsMissing);
    assertThat(json.path("missing")).extracting(JsonNode::asText).containsExactly(missing);
    assertThat(json.path("notCompared").isArray()).isTrue();
  }

  @Test
  void findsWhatIsWrongInAPart() throws Exception {
    generate("--part", "2");
    Path manifest = contacts.resolve("_manifest-00002-of-00003.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replaceFirst("\"nameNulls\" : \\d+", "\"nameNulls\" : 7"));
    Outcome counts = verify();
    assertThat(counts.exitCode()).isEqualTo(3);
    assertThat(counts.errLines().get(0)).startsWith("_manifest-00002-of-00003.json, counts/name");
    Files.writeString(manifest, text);
    Files.delete(contacts.resolve("contacts-00002-of-00003.parquet"));
    Outcome file = verify();
    assertThat(file.exitCode()).isEqualTo(3);
    assertThat(file.errLines().get(0))
        .isEqualTo("contacts-00002-of-00003.parquet, file: expected there, found missing");
  }

  @Test
  void anErrorIsOneObjectOnStdoutToo() throws Exception {
    assertErrorObject(2, InProcess.run("merge", "none", "--json"));
    assertErrorObject(2, InProcess.run("verify", "none", "--json"));
    assertErrorObject(2, InProcess.run("generate", "--json", "--rows", "many"));
    assertErrorObject(2, InProcess.run("verify", "--json", "--no-such-flag"));
    Path file = Files.writeString(root.resolve("file"), "");
    program.jvm("-Djava.io.tmpdir=" + file.resolve("tmp"));
    assertErrorObject(1, program.run("generate", "-n", "1k", "--json"));
  }

  /** An Error ends the program on another way: nobody below has caught it. */
  @Test
  void anErrorOfTheJvmIsOneObjectToo() throws Exception {
    program.without("parquet-format");
    assertErrorObject(1, program.run("generate", "-n", "1k", "--writer", "shredder", "--json"));
  }

  private static void assertErrorObject(int exitCode, Outcome outcome) throws IOException {
    assertThat(outcome.exitCode()).isEqualTo(exitCode);
    assertThat(outcome.out().lines()).hasSize(1);
    JsonNode json = new ObjectMapper().readTree(outcome.out());
    assertThat(json.path("exitCode").asInt()).isEqualTo(exitCode);
    assertThat(outcome.errLines())
        .containsExactly("nested-parquet: " + json.path("error").asText());
  }

  @Test
  void mergeIsAsQuietAndAsVerboseAsOthers() throws Exception {
    generate("--part", "0-1");
    generate("--part", "2");
    Outcome data = InProcess.run("merge", contacts.toString(), "--json", "-v", "--no-progress");
    assertThat(data.err()).isEmpty();
    JsonNode json = new ObjectMapper().readTree(data.out());
    assertThat(json.path("rows").asLong()).isEqualTo(20_000);
    assertThat(json.path("files").asInt()).isEqualTo(3);
    long bytes = 0;
    for (String name : Launch.names(contacts)) {
      bytes += name.endsWith(".parquet") ? Files.size(contacts.resolve(name)) : 0;
    }
    assertThat(json.path("fileBytes").asLong()).isPositive().isEqualTo(bytes);
    Files.delete(contacts.resolve("_manifest.json"));
    generate("--part", "0-1", "--overwrite");
    generate("--part", "2", "--overwrite");
    assertThat(InProcess.run("merge", contacts.toString(), "-q")).isEqualTo(new Outcome(0, "", ""));
  }
}
