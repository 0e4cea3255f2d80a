package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.Output;
import dev.nestedparquet.cli.fixtures.RunningCommand;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import dev.nestedparquet.cli.fixtures.Tmpfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that fail: exit code 1, one line that says why, and nothing left. */
class FailureTest {
  @TempDir Path root;
  Launch program;
  Path contacts;

  @BeforeEach
  void launch() throws IOException {
    program = Launch.in(root);
    contacts = program.work().resolve("contacts");
  }

  private static String failure(Outcome outcome) {
    assertThat(outcome.errLines()).hasSize(1);
    assertThat(outcome.err()).startsWith("nested-parquet: ");
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(1);
    return outcome.err();
  }

  @Test
  void namesTheOutputThatVanishedUnderIt() throws Exception {
    try (RunningCommand command = program.start("generate", "-n", "20M", "-p", "8")) {
      command.awaitThat("it writes", () -> new Output(contacts).bytes() > 0);
      removeWhileItGrows(contacts);
      assertThat(failure(command.await())).contains("contacts", "removed");
    }
    assertThat(program.made()).isEmpty();
  }

  /** Files may appear between a look at a directory and its removal. */
  private static void removeWhileItGrows(Path directory) throws IOException {
    Path elsewhere = directory.resolveSibling("elsewhere");
    Files.move(directory, elsewhere);
    try (Stream<Path> files = Files.walk(elsewhere)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void namesATemporaryDirectoryThatIsNone() throws Exception {
    Path file = Files.writeString(root.resolve("file"), "");
    program.jvm("-Djava.io.tmpdir=" + file.resolve("tmp"));
    assertThat(failure(program.run("generate", "-n", "1k")))
        .contains("temporary directory " + file.resolve("tmp"), "-Djava.io.tmpdir=DIR");
    assertThat(program.made()).isEmpty();
  }

  @Test
  void namesATemporaryDirectoryThatNothingMayBeExecutedFrom() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(root.resolve("noexec"), "noexec,size=200m")) {
      program.jvm("-Djava.io.tmpdir=" + disk.path());
      assertThat(failure(program.run("generate", "-n", "1k")))
          .contains("temporary directory " + disk.path(), "without noexec");
      assertThat(Launch.names(disk.path())).isEmpty();
    }
    assertThat(program.made()).isEmpty();
  }

  @Test
  void namesATemporaryDirectoryThatIsTooSmall() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(root.resolve("small"), "size=20m")) {
      program.jvm("-Djava.io.tmpdir=" + disk.path());
      assertThat(failure(program.run("generate", "-n", "1k")))
          .contains("temporary directory " + disk.path(), "needs 80 MB");
      assertThat(Launch.names(disk.path())).isEmpty();
    }
    assertThat(program.made()).isEmpty();
  }

  @Test
  void verboseAddsTheStackTrace() throws Exception {
    Path file = Files.writeString(root.resolve("file"), "");
    program.jvm("-Djava.io.tmpdir=" + file.resolve("tmp"));
    Outcome outcome = program.run("generate", "-n", "1k", "-v");
    assertThat(outcome.exitCode()).isEqualTo(1);
    List<String> lines = outcome.errLines();
    assertThat(lines.get(0)).startsWith("dev.nestedparquet.");
    assertThat(lines).anyMatch(line -> line.startsWith("\tat dev.nestedparquet.cli."));
    assertThat(lines).anyMatch(line -> line.startsWith("Caused by: java."));
    assertThat(lines.get(lines.size() - 1)).startsWith("nested-parquet: cannot load");
  }
}
