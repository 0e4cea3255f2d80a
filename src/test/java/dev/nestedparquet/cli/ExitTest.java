package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.cli.fixtures.DataSet;
import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.RunningCommand;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit of a process doesn't hang, though threads of the native pool call into Java. */
class ExitTest {
  @TempDir Path root;

  @Tag("slow")
  @Test
  void fiftyRunsInARowEnd() throws Exception {
    Launch program = Launch.in(root);
    for (int i = 0; i < 50; i++) {
      String partitions = Integer.toString(1 + i % 9);
      try (RunningCommand command =
          program.start("generate", "-q", "-n", "200k", "-p", partitions, "--overwrite")) {
        assertThat(command.await()).isEqualTo(new Outcome(0, "", ""));
      }
    }
    DataSet.assertComplete(program.work().resolve("contacts"), 200_000);
    assertThat(Launch.names(program.temporary())).isEmpty();
  }
}
