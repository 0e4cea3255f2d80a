package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A limit on the size of files is named, with either writer: native code gives no cause. */
class FileSizeLimitTest {
  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(strings = {"dataset", "shredder"})
  void isNamedWhenAFileMeetsIt(String writer) throws Exception {
    Launch program = Launch.in(root);
    Path limiting = Files.writeString(root.resolve("limited"), "ulimit -f 100000\nexec \"$@\"\n");
    Outcome outcome =
        program
            .below("bash", limiting.toString())
            .run("generate", "-n", "20M", "-p", "1", "--writer", writer);
    assertThat(outcome.errLines()).hasSize(1);
    assertThat(outcome.err())
        .contains("files of this process may have 102,400,000 bytes at most (ulimit -f)");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(program.made()).isEmpty();
  }
}
