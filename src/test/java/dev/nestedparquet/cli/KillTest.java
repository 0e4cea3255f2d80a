package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.cli.fixtures.DataSet;
import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.Output;
import dev.nestedparquet.cli.fixtures.RunningCommand;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After kill -9 the next run cleans up, if it is allowed to; what was complete stays complete. */
class KillTest {
  /** How often a run may have been too quick to be killed while it loads. */
  private static final int KILLS = 50;

  @TempDir Path root;
  Launch program;
  Path contacts;

  @BeforeEach
  void launch() throws IOException {
    program = Launch.in(root);
    contacts = program.work().resolve("contacts");
  }

  /** Starts a run that wouldn't end, and sends the signal once it writes. */
  private Outcome endWhileWriting(String signal) throws Exception {
    try (RunningCommand command = program.start("generate", "-n", "1G", "--overwrite")) {
      long before = new Output(contacts).bytes();
      command.awaitThat("it writes", () -> new Output(contacts).bytes() > before);
      command.signal(signal);
      return command.await();
    }
  }

  private void assertThatARunWithOverwriteSucceeds() throws Exception {
    assertThat(program.run("generate", "-q", "-n", "1k", "--overwrite"))
        .isEqualTo(new Outcome(0, "", ""));
    DataSet.assertComplete(contacts, 1_000);
    assertThat(Launch.names(program.temporary())).isEmpty();
  }

  @Test
  void whatAKilledRunLeftIsRemovedByARunThatOverwrites() throws Exception {
    assertThat(endWhileWriting("KILL").exitCode()).isEqualTo(128 + 9);
    assertThat(new Output(contacts).hasStagingDirectory()).isTrue();
    Outcome refused = InProcess.generate(contacts, "-n", "1k");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.errLines()).hasSize(1);
    assertThat(refused.err())
        .contains(
            "contacts holds what a killed run left (.nested-parquet-",
            "(--output, or --overwrite)");
    for (String command : List.of("verify", "merge")) {
      Outcome unfinished = InProcess.run(command, contacts.toString());
      assertThat(unfinished.exitCode()).isEqualTo(2);
      assertThat(unfinished.errLines()).hasSize(1);
      assertThat(unfinished.err())
          .contains("what a run left that was killed, or is still at work (.nested-parquet-")
          .contains("make the data set again and overwrite");
    }
    assertThatARunWithOverwriteSucceeds();
  }

  /** Kills a run that has unpacked libraries; it may have loaded and removed them by then. */
  private void killWhileLoading() throws Exception {
    try (RunningCommand command = program.start("generate", "-n", "1G", "--overwrite")) {
      Output output = new Output(contacts);
      long before = output.bytes();
      command.awaitThat(
          "it loads",
          () -> Output.hasUnpackedLibrary(program.temporary()) || output.bytes() > before);
    } // Closing kills.
  }

  @Test
  void librariesThatAKilledRunUnpackedAreRemovedByARunThatOverwrites() throws Exception {
    int tries = 0;
    do {
      killWhileLoading();
    } while (Launch.names(program.temporary()).isEmpty() && ++tries < KILLS);
    assertThat(Launch.names(program.temporary())).isNotEmpty();
    for (String left : Launch.names(program.temporary())) { // One this young may be being written.
      Files.setLastModifiedTime(
          program.temporary().resolve(left),
          FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
    }
    assertThatARunWithOverwriteSucceeds();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "KILL"})
  void anEarlierDataSetSurvivesAnOverwriteThatWasInterrupted(String signal) throws Exception {
    assertThat(InProcess.generate(contacts, "-q", "-n", "200k").exitCode()).isZero();
    Map<String, Integer> before = DataSet.snapshot(contacts);
    assertThat(endWhileWriting(signal).exitCode()).isGreaterThan(128);
    if (signal.equals("KILL")) {
      assertThat(Launch.names(contacts)).containsAll(before.keySet()).hasSize(before.size() + 1);
      assertThatARunWithOverwriteSucceeds();
    } else {
      assertThat(DataSet.snapshot(contacts)).isEqualTo(before);
    }
  }

  @Test
  void twoRunsDoNotShareADirectory() throws Exception {
    try (RunningCommand command = program.start("generate", "-n", "1G")) {
      command.awaitThat("it stages", () -> new Output(contacts).hasStagingDirectory());
      Outcome second = InProcess.generate(contacts, "-n", "1k", "--overwrite");
      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(second.err()).contains("another run is writing to");
      assertThat(command.isRunning()).isTrue();
    }
  }
}
