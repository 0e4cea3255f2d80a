package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.RunningCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a long run shows while it lasts. */
class ProgressTest {
  private static final String[] ENDLESS = {"generate", "-n", "100G", "--writer", "none"};

  @TempDir Path root;
  Launch program;

  @BeforeEach
  void launch() throws IOException {
    program = Launch.in(root);
  }

  @Tag("slow")
  @Test
  void logsALineNowAndThenIfStderrIsNoTerminal() throws Exception {
    try (RunningCommand command = program.start(ENDLESS)) {
      command.awaitThat("a line is logged", () -> command.err().endsWith(" left\n"));
      command.signal("INT");
      assertThat(command.await().exitCode()).isEqualTo(130);
      assertThat(command.err().lines())
          .satisfiesExactly(
              line ->
                  assertThat(line)
                      .matches("INFO [\\d,]+ of [\\d,]+ rows \\(0 %\\), .* M rows/s, \\d+ s left"),
              line -> assertThat(line).startsWith("nested-parquet: interrupted"));
    }
  }

  @Test
  void showsABarOnATerminalUntilControlC() throws Exception {
    try (RunningCommand command = program.inTerminal().start(ENDLESS)) {
      command.awaitThat(
          "a bar is drawn", () -> command.out().matches("(?s).*\\[.*\\].* [\\d.]+ [kM] rows/s.*"));
      command.type("\u0003");
      RunningCommand.Outcome outcome = command.await();
      assertThat(outcome.exitCode()).isEqualTo(130);
      assertThat(outcome.out()).startsWith("\rgenerate ").contains("nested-parquet: interrupted");
      assertThat(outcome.out().lines().filter(line -> line.contains("interrupted"))).hasSize(1);
    }
  }

  /** With another seed all rows differ, so that it takes a while. */
  @Test
  void showsABarWhileVerifyingUntilControlC() throws Exception {
    assertThat(program.run("generate", "-q", "-n", "2M", "-p", "1").exitCode()).isZero();
    Path manifest = program.work().resolve("contacts/_manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"seed\" : 0", "\"seed\" : 1"));
    try (RunningCommand command = program.inTerminal().start("verify", "contacts")) {
      command.awaitThat(
          "a bar is drawn",
          () -> command.out().matches("(?s).*\\[.*\\].*/2,000 k rows .* rows/s.*"));
      command.type("\u0003");
      RunningCommand.Outcome outcome = command.await();
      assertThat(outcome.exitCode()).isEqualTo(130);
      assertThat(outcome.out()).startsWith("\rverify ").contains("nested-parquet: interrupted");
    }
  }

  @Test
  void showsNoBarIfNotWanted() throws Exception {
    RunningCommand.Outcome outcome =
        program.inTerminal().run("generate", "-n", "5M", "--writer", "none", "--no-progress");
    assertThat(outcome.out()).startsWith("5,000,000 rows").doesNotContain("[");
  }
}
