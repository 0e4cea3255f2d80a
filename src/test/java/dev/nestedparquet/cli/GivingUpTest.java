package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nestedparquet.cli.fixtures.RunningCommand;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A run that doesn't end after a signal. */
final class GivingUpTest {
  private static final int TERMINATED = 143;

  @TempDir private Path temporary;

  /** A program whose run never ends, whatever is asked of it; it signals itself. */
  static final class Stuck {
    private Stuck() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      CommandLine command = NestedParquet.commandLine("generate").getSubcommands().get("generate");
      try (CancelOnSignal unused =
          CancelOnSignal.install(
              () -> {},
              1,
              (message, exitCode) -> {
                int same = NestedParquet.report(command, message, exitCode, /* json= */ true);
                assertThat(same).isEqualTo(exitCode);
              })) {
        long pid = ProcessHandle.current().pid();
        // The shell's own: not every machine has the program.
        int killed = new ProcessBuilder("sh", "-c", "kill -TERM " + pid).start().waitFor();
        assertThat(killed).isZero();
        new CountDownLatch(1).await();
      }
    }
  }

  @Test
  void isReportedAsOneObjectToo() throws Exception {
    List<String> line =
        List.of(
            "env",
            "--default-signal=TERM",
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Stuck.class.getName());
    try (RunningCommand stuck = RunningCommand.start(new ProcessBuilder(line), temporary)) {
      Outcome outcome = stuck.await();
      assertThat(outcome.exitCode()).as("%s", outcome).isEqualTo(TERMINATED);
      assertThat(outcome.out().lines()).hasSize(1);
      JsonNode json = new ObjectMapper().readTree(outcome.out());
      assertThat(json.path("exitCode").asInt()).isEqualTo(TERMINATED);
      assertThat(json.path("error").asText())
          .startsWith("interrupted, but the run did not end within 1 ms");
      assertThat(outcome.errLines())
          .containsExactly("nested-parquet: " + json.path("error").asText());
    }
  }
}
