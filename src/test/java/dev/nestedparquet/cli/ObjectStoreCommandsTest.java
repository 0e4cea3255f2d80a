package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.RunningCommand;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import dev.nestedparquet.dataset.Destination.ObjectStorePrefix;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands with an object store in the place of a directory. */
final class ObjectStoreCommandsTest extends StoreCommands {
  @ParameterizedTest
  @ValueSource(strings = {"dataset", "shredder"})
  void holdsWhatADirectoryWould(String writer) throws Exception {
    assertHoldsWhatADirectoryWould("-n", "20k", "-p", "3", "--seed", "5", "--writer", writer);
    assertThat(runHere("verify", "-q")).isEqualTo(SILENCE);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"dataset", "shredder"})
  void holdsLargeFilesAsADirectoryWould(String writer) throws Exception {
    assertHoldsWhatADirectoryWould(
        "-n", "40k", "-p", "2", "--preset", "long-lists", "--writer", writer);
  }

  private void assertHoldsWhatADirectoryWould(String... flags) throws Exception {
    String[] quietly = Stream.concat(Stream.of("-q"), Stream.of(flags)).toArray(String[]::new);
    assertThat(run("generate", quietly)).isEqualTo(SILENCE);
    assertNothingIsLeftUnseen();
    Path local = root.resolve("local");
    assertThat(InProcess.generate(local, quietly)).isEqualTo(SILENCE);
    Map<String, String> files = new TreeMap<>();
    for (String name : Launch.names(local)) {
      files.put(name, Files.readString(local.resolve(name), StandardCharsets.ISO_8859_1));
    }
    assertThat(contents().keySet()).isEqualTo(files.keySet());
    assertThat(contents()).as("bytes").isEqualTo(files);
  }

  @Test
  void tellsTheSameAsOfADirectory() throws Exception {
    Outcome outcome = run("generate", "-n", "1k", "--json");
    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    assertThat(outcome.err()).isEmpty();
    JsonNode json = new ObjectMapper().readTree(outcome.out());
    assertThat(json.get("output").asText()).isEqualTo(location.toString());
    assertThat(json.get("files").asInt()).isEqualTo(4);
  }

  @Test
  void anEndpointCanBeNamed() throws Exception {
    String endpoint = STORE.endpoint().toString();
    program.environment("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    assertThat(run("generate", "-q", "-n", "1k", "--endpoint", endpoint)).isEqualTo(SILENCE);
    assertThat(run("verify", "-q", "--endpoint", endpoint).exitCode()).isZero();
  }

  @Test
  void verifyReadsBackAndFindsDifferences() throws Exception {
    generate("-q", "-n", "20k", "-p", "3");
    Outcome same = runHere("verify");
    assertThat(same.exitCode()).isZero();
    assertThat(same.err()).contains("20,000 rows in 3 files compared", "all as they have to be");
    String last = location.key("contacts-00002-of-00003.parquet");
    STORE.borrowClient().copy(last, location.key("sub/other.parquet"));
    STORE.borrowClient().delete(List.of(last));
    Outcome different = run("verify");
    assertThat(different.exitCode()).isEqualTo(3);
    assertThat(different.errLines())
        .startsWith(
            "contacts-00002-of-00003.parquet, file: expected there, found missing",
            "sub/other.parquet, file: expected none, found there")
        .hasSize(3);
    assertThat(Launch.names(program.temporary())).isEmpty();
  }

  @Test
  void partsFromSeveralMachinesAreMerged() throws Exception {
    try (RunningCommand first = start("generate", "-q", "-n", "20k", "-p", "3", "--part", "0-1");
        RunningCommand second = start("generate", "-q", "-n", "20k", "-p", "3", "--part", "2")) {
      assertThat(first.await()).isEqualTo(SILENCE);
      assertThat(second.await()).isEqualTo(SILENCE);
    }
    assertNothingIsLeftUnseen();
    assertThat(runHere("verify").err()).contains("all 3 parts are there, not merged yet");
    Outcome merge = run("merge");
    assertThat(merge.exitCode()).isZero();
    assertThat(merge.errLines())
        .containsExactly(location + " is one data set now: 20,000 rows in 3 files, from 3 parts");
    SortedMap<String, String> merged = contents();
    generate("-q", "-n", "20k", "-p", "3", "--overwrite");
    assertThat(contents()).isEqualTo(merged);
  }

  @Test
  void anUnreachableStoreIsAFailureBeforeAnythingIsMade() throws Exception {
    program.environment("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    String[] verify = words("verify", "--endpoint", "http://127.0.0.1:1");
    for (Outcome outcome : List.of(run("generate"), InProcess.run(verify))) {
      assertThat(outcome.errLines())
          .singleElement()
          .asString()
          .contains("cannot reach the object store http://127.0.0.1:1 (Connection refused)");
      assertThat(outcome.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void aBucketThatIsNotThereIsWrongUsage() throws Exception {
    location = new ObjectStorePrefix("no-such-bucket", "x", STORE.endpoint());
    for (Outcome outcome : List.of(run("generate"), runHere("verify"), runHere("merge"))) {
      assertThat(outcome.errLines())
          .singleElement()
          .asString()
          .contains("there is no bucket 'no-such-bucket'", "create it first");
      assertThat(outcome.exitCode()).isEqualTo(2);
    }
  }

  @Test
  void missingCredentialsAreWrongUsage() throws Exception {
    program.environment("AWS_ACCESS_KEY_ID", "").environment("AWS_SECRET_ACCESS_KEY", "");
    Outcome outcome = run("generate");
    assertThat(outcome.errLines())
        .singleElement()
        .asString()
        .contains("no credentials for " + location, "AWS_ACCESS_KEY_ID", "AWS_PROFILE");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void aPrefixThatIsNotEmptyIsWrongUsageUnlessOverwritten() throws Exception {
    generate("-q", "-n", "1k");
    Map<String, String> before = contents();
    Outcome outcome = runHere("generate", "-n", "2k");
    assertThat(outcome.err()).contains(location + " is not empty (_manifest.json and 4 more)");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(contents()).isEqualTo(before);
    generate("-q", "-n", "2k", "-p", "2", "--overwrite");
    assertThat(contents()).hasSize(3);
    assertThat(runHere("verify", "-q")).isEqualTo(SILENCE);
  }
}
