package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.cli.fixtures.RunningCommand;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import dev.nestedparquet.internal.s3.TestStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that fails, or a run that is ended: what is left in the store is what was there. */
final class ObjectStoreFailuresTest extends StoreCommands {
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
    STORE.fail(403, method, path);
    Outcome outcome = run("generate", "-q", "-n", "800k", "-p", "2", "--overwrite");
    STORE.failNoMore();
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
    STORE.fail(status, method, path);
    Outcome outcome = run("generate", "-q", "-n", "2M");
    STORE.failNoMore();
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
    int before = STORE.requests().size();
    try (RunningCommand command = start("generate", "-n", "1G", "--overwrite", "--no-progress")) {
      command.awaitThat(
          "it writes",
          () ->
              STORE.requests().stream()
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
      int before = STORE.requests().size();
      command.awaitThat(
          "it writes",
          () ->
              STORE.requests().stream().skip(before).anyMatch(line -> line.contains("partNumber")));
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
