package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.RunningCommand;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import dev.nestedparquet.dataset.Destination.ObjectStorePrefix;
import dev.nestedparquet.internal.s3.TestStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands with an object store in the place of a directory. */
class ObjectStoreCommandsTest {
  private static final Outcome SILENCE = new Outcome(0, "", "");

  private static TestStore store;

  @TempDir Path root;
  Launch program;
  ObjectStorePrefix location;

  @BeforeAll
  static void startStore() throws IOException {
    store = TestStore.start();
  }

  @AfterAll
  static void stopStore() throws InterruptedException {
    if (store != null) {
      store.close();
    }
  }

  @BeforeEach
  void launch() throws IOException {
    program =
        Launch.in(root)
            .environment("AWS_ENDPOINT_URL", store.endpoint().toString())
            .environment("ARROW_IO_THREADS", "5");
    location = store.newLocation();
  }

  @AfterEach
  void answersAreRightAgain() {
    store.failNoMore();
  }

  private String[] words(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command));
    if (command.equals("generate")) {
      words.add("-o");
    }
    words.add(location.toString());
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private RunningCommand start(String command, String... more) throws IOException {
    return program.start(words(command, more));
  }

  private Outcome run(String command, String... more) throws Exception {
    try (RunningCommand running = start(command, more)) {
      return running.await();
    }
  }

  /** Runs a command whose process doesn't matter in this JVM, which has no AWS_ENDPOINT_URL. */
  private Outcome runHere(String command, String... more) {
    String[] endpoint = {"--endpoint", store.endpoint().toString()};
    return InProcess.run(
        words(command, Stream.of(endpoint, more).flatMap(Stream::of).toArray(String[]::new)));
  }

  private void generate(String... more) {
    assertThat(runHere("generate", more)).isEqualTo(SILENCE);
  }

  private SortedMap<String, String> contents() throws IOException {
    return store.contents(location.key(""));
  }

  /** Arrow reports uploads that it gives up, on its own. */
  private static List<String> ownLines(Outcome outcome) {
    return outcome.errLines().stream().filter(line -> !line.contains("/cpp/src/arrow/")).toList();
  }

  private void assertNothingIsLeft() throws IOException {
    assertThat(contents()).isEmpty();
    assertNothingIsLeftUnseen();
  }

  private void assertNothingIsLeftUnseen() throws IOException {
    assertThat(store.unfinishedUploads(location.key(""))).isEmpty();
    String parent = location.key("").replaceFirst("[^/]+/$", "");
    for (String marker : List.of(location.key(""), parent)) {
      assertThat(store.borrowClient().bytes(marker)).as("marker %s", marker).isEqualTo(-1);
    }
    assertThat(program.made()).isEmpty();
    assertThat(Launch.names(program.temporary())).isEmpty();
  }

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
    String endpoint = store.endpoint().toString();
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
    store.borrowClient().copy(last, location.key("sub/other.parquet"));
    store.borrowClient().delete(List.of(last));
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
    location = new ObjectStorePrefix("no-such-bucket", "x", store.endpoint());
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

  /** Of Arrow's requests, which it tries again for seconds if they fail for the store's sake. */
  @ParameterizedTest
  @CsvSource({"PUT, partNumber, UploadPart", "POST, uploads, CreateMultipartUpload"})
  void aWriteThatFailsLeavesNothingAndTheOldDataSetAsItWas(
      String method, String path, String operation) throws Exception {
    assertThatAWriteFails(method, path, operation);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "POST, part-0.parquet.uploadId, CompleteMultipartUpload",
    "PUT, '/part-|parquet/\\?$', ACCESS_DENIED"
  })
  void likewiseWithOtherRequests(String method, String path, String operation) throws Exception {
    assertThatAWriteFails(method, path, operation);
  }

  private void assertThatAWriteFails(String method, String path, String operation)
      throws Exception {
    generate("-q", "-n", "1k", "--seed", "1");
    Map<String, String> before = contents();
    store.fail(403, method, path);
    Outcome outcome = run("generate", "-q", "-n", "800k", "-p", "2", "--overwrite");
    store.failNoMore();
    assertThat(ownLines(outcome))
        .singleElement()
        .asString()
        .contains("nested-parquet: writing in " + location, operation);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(contents().keySet()).isEqualTo(before.keySet());
    assertThat(contents()).as("bytes").isEqualTo(before);
    assertNothingIsLeftUnseen();
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"500, PUT, partNumber", "500, POST, uploads", "503, POST, uploadId"})
  void troubleThatDoesNotPassFailsTheRun(int status, String method, String path) throws Exception {
    store.fail(status, method, path);
    Outcome outcome = run("generate", "-q", "-n", "2M");
    store.failNoMore();
    assertThat(ownLines(outcome)).hasSize(1);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertNothingIsLeft();
  }

  @Tag("slow")
  @Test
  void aStoreThatGoesDownFailsTheRunThoughArrowWouldGoOn() throws Exception {
    try (TestStore other = TestStore.start()) {
      location = other.location("x");
      program.environment("AWS_ENDPOINT_URL", other.endpoint().toString());
      try (RunningCommand command = start("generate", "-n", "1G", "--no-progress")) {
        command.awaitThat("it writes", () -> isWriting(other));
        other.kill();
        Outcome outcome = command.await();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(ownLines(outcome))
            .anyMatch(line -> line.startsWith("WARN cannot remove " + location))
            .anyMatch(line -> line.startsWith("nested-parquet: "));
      }
    }
  }

  @Tag("slow")
  @Test
  void aSignalEndsARunWhoseStoreAnswersNoMore() throws Exception {
    try (TestStore other = TestStore.start()) {
      location = other.location("x");
      program.environment("AWS_ENDPOINT_URL", other.endpoint().toString());
      try (RunningCommand command =
          start("generate", "-n", "1G", "--no-progress", "--writer", "shredder")) {
        command.awaitThat("it writes", () -> isWriting(other));
        other.freeze();
        command.signal("TERM");
        Outcome outcome = command.await();
        assertThat(outcome.exitCode()).isEqualTo(128 + 15);
        assertThat(ownLines(outcome))
            .anyMatch(line -> line.contains("interrupted, but the run did not end within"));
      }
    }
  }

  private static boolean isWriting(TestStore server) throws IOException {
    return server.requests().stream().anyMatch(request -> request.contains("partNumber"));
  }

  /** Starts a run that wouldn't end, and sends the signal once parts of its files are there. */
  private Outcome endWhileWriting(String signal) throws Exception {
    String staging = location.key(".nested-parquet-");
    int before = store.requests().size();
    try (RunningCommand command = start("generate", "-n", "1G", "--overwrite", "--no-progress")) {
      command.awaitThat(
          "it writes",
          () ->
              store.requests().stream()
                  .skip(before)
                  .anyMatch(line -> line.contains(staging) && line.contains("partNumber")));
      command.signal(signal);
      return command.await();
    }
  }

  /** Arrow's own shutdown hook would end what its writes go through, and they would wait for it. */
  @Tag("slow")
  @RepeatedTest(8)
  void aSignalAtAnyMomentEndsTheRunForGood() throws Exception {
    try (RunningCommand command = start("generate", "-n", "1G", "--no-progress")) {
      int before = store.requests().size();
      command.awaitThat(
          "it writes",
          () ->
              store.requests().stream().skip(before).anyMatch(line -> line.contains("partNumber")));
      command.runFor(Duration.ofMillis(new Random().nextInt(1_500)));
      command.signal("TERM");
      assertThat(command.await().exitCode()).isEqualTo(128 + 15);
    }
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aSignalEndsTheRunAndLeavesTheOldDataSetAsItWas(String signal) throws Exception {
    generate("-q", "-n", "1k");
    Map<String, String> before = contents();
    Outcome outcome = endWhileWriting(signal);
    assertThat(outcome.exitCode()).isGreaterThan(128);
    assertThat(ownLines(outcome))
        .containsExactly("nested-parquet: interrupted: nothing of this run was kept");
    assertThat(contents().keySet()).isEqualTo(before.keySet());
    assertThat(contents()).as("bytes").isEqualTo(before);
    assertNothingIsLeftUnseen();
  }

  @Test
  void whatAKilledRunLeftIsRemovedByARunThatOverwrites() throws Exception {
    assertThat(endWhileWriting("KILL").exitCode()).isEqualTo(128 + 9);
    assertThat(contents().keySet())
        .isNotEmpty()
        .allMatch(name -> name.isEmpty() || name.startsWith("."));
    Outcome refused = runHere("generate", "-n", "1k");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("or was killed there (.nested-parquet-", "(--overwrite)");
    assertThat(run("generate", "-q", "-n", "1k", "--overwrite")).isEqualTo(SILENCE);
    assertThat(contents()).hasSize(5);
    assertNothingIsLeftUnseen();
  }
}
