package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.cli.fixtures.DataSet;
import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.Output;
import dev.nestedparquet.cli.fixtures.RunningCommand;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import dev.nestedparquet.cli.fixtures.Signal;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The program as it is shipped: by its launcher, and by {@code java -jar} without any flag. */
class PackagedProgramIT {
  private static final Path SCRIPT = Path.of("scripts/nested-parquet").toAbsolutePath();
  private static final Path JAR = Path.of("target/nested-parquet.jar").toAbsolutePath();

  enum Start {
    SCRIPT,
    JAR;

    Launch in(Path root) throws IOException {
      Launch launch = Launch.in(root);
      return this == SCRIPT
          ? launch.script(PackagedProgramIT.SCRIPT)
          : launch.jar(PackagedProgramIT.JAR);
    }
  }

  @TempDir Path root;

  @ParameterizedTest
  @EnumSource
  void makesADataSet(Start start) throws Exception {
    Launch program = start.in(root);
    Outcome made = program.run("generate", "-n", "100k", "--json", "-q", "-o", "a b/ü#%");
    assertThat(made.exitCode()).isZero();
    assertThat(made.err()).isEmpty();
    assertThat(made.out()).startsWith("{\"rows\":100000,").endsWith("}\n");
    DataSet.assertComplete(program.work().resolve("a b/ü#%"), 100_000);
    assertThat(Launch.names(program.temporary())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void passesExitCodesAndMessagesOn(Start start) throws Exception {
    Launch program = start.in(root);
    Outcome refused = program.run("generate", "--overwite");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.errLines()).singleElement().asString().contains("mean --overwrite?");
    assertThat(program.run("--version").out()).startsWith("nested-parquet ");
  }

  @ParameterizedTest
  @EnumSource
  void endsOnASignal(Start start) throws Exception {
    Launch program = start.in(root);
    for (Signal signal : Signal.values()) {
      try (RunningCommand command = program.start("generate", "-n", "1G")) {
        Output output = new Output(program.work().resolve("contacts"));
        command.awaitThat("it writes", () -> output.bytes() > 0);
        command.signal(signal.name());
        Outcome outcome = command.await();
        assertThat(outcome.exitCode()).isEqualTo(signal.exitCode());
        assertThat(outcome.errLines()).hasSize(1);
        assertThat(program.made()).isEmpty();
      }
    }
  }

  @Test
  void theLauncherNamesFilesOutsideOfAsciiWithoutALocale() throws Exception {
    Launch program = Start.SCRIPT.in(root).environment("LC_ALL", "C");
    assertThat(program.run("generate", "-q", "-n", "1", "-o", "höhe"))
        .isEqualTo(new Outcome(0, "", ""));
    DataSet.assertComplete(program.work().resolve("höhe"), 1);
  }
}
