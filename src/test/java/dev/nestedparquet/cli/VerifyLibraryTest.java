package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.RunningCommand;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import dev.nestedparquet.cli.fixtures.Tmpfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DuckDB's library in the temporary directory: what it needs, and that nothing of it is left. */
class VerifyLibraryTest {
  /** How often a check may have been too quick to be ended while it unpacks. */
  private static final int TRIES = 50;

  private static final String LIBRARY = "libduckdb_java";

  @TempDir Path root;
  Launch program;

  @BeforeEach
  void launch() throws IOException {
    program = Launch.in(root);
    generate("1k");
  }

  private void generate(String rows) {
    Path contacts = program.work().resolve("contacts");
    assertThat(InProcess.generate(contacts, "-q", "-n", rows, "--overwrite").exitCode()).isZero();
  }

  private static void assertFails(Outcome outcome, Path temporary, String... reasons) {
    assertThat(outcome.errLines()).hasSize(1);
    assertThat(outcome.err())
        .startsWith("nested-parquet: cannot load DuckDB, which reads the files, from the")
        .contains("temporary directory " + temporary + " (")
        .contains("needs 61 MB, write access and a mount without noexec")
        .contains("TMPDIR=DIR", "-Djava.io.tmpdir=DIR")
        .contains(reasons);
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void namesATemporaryDirectoryThatIsNone() throws Exception {
    Path none = Files.writeString(root.resolve("file"), "").resolve("tmp");
    program.jvm("-Djava.io.tmpdir=" + none);
    assertFails(program.run("verify", "contacts"), none, "Not a directory");
  }

  @Test
  void namesATemporaryDirectoryThatIsReadOnly() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(root.resolve("disk"), "ro,size=200m")) {
      program.jvm("-Djava.io.tmpdir=" + disk.path());
      assertFails(program.run("verify", "contacts"), disk.path(), "Read-only file system");
    }
  }

  @Test
  void namesATemporaryDirectoryThatNothingMayBeExecutedFrom() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(root.resolve("disk"), "noexec,size=200m")) {
      program.jvm("-Djava.io.tmpdir=" + disk.path());
      assertFails(program.run("verify", "contacts"), disk.path(), "failed to map");
      assertThat(Launch.names(disk.path())).isEmpty();
    }
  }

  @Test
  void namesATemporaryDirectoryThatIsTooSmall() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(root.resolve("disk"), "size=50m")) {
      program.jvm("-Djava.io.tmpdir=" + disk.path());
      assertFails(program.run("verify", "contacts"), disk.path(), "No space left on device");
      assertThat(Launch.names(disk.path())).isEmpty();
    }
  }

  /** The library and what another process left of it don't fit in together. */
  @Test
  void whatAKilledCheckLeftDoesNotTakeTheNextOnesSpace() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(root.resolve("disk"), "size=70m")) {
      letAge(Files.write(disk.path().resolve(LIBRARY + "1.so"), new byte[50_000_000]));
      Path foreign = Files.createFile(disk.path().resolve("foreign.so"));
      program.jvm("-Djava.io.tmpdir=" + disk.path());
      assertThat(program.run("verify", "-q", "contacts")).isEqualTo(new Outcome(0, "", ""));
      assertThat(Launch.names(disk.path())).containsExactly(foreign.getFileName().toString());
    }
  }

  @Test
  void aCheckThatIsKilledAtWorkLeavesNothing() throws Exception {
    generate("5M");
    try (RunningCommand command = program.start("verify", "contacts")) {
      command.awaitThat("the library has no name", () -> hasUnlinkedLibrary(command));
      assertThat(command.isRunning()).isTrue();
    } // Closing kills.
    assertThat(Launch.names(program.temporary())).isEmpty();
  }

  private static boolean hasUnlinkedLibrary(RunningCommand command) throws IOException {
    Path maps = Path.of("/proc", Long.toString(command.pid()), "maps");
    return Files.readAllLines(maps).stream()
        .anyMatch(line -> line.contains(LIBRARY) && line.endsWith(" (deleted)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aCheckThatIsInterruptedWhileItUnpacksLeavesNothing(String signal) throws Exception {
    int tries = 0;
    boolean unpacked = false;
    while (!unpacked && ++tries < TRIES) {
      try (RunningCommand command = program.start("verify", "contacts")) {
        command.awaitThat("it unpacks", isUnpacking());
        command.signal(signal);
        unpacked = command.await().exitCode() > 128;
      }
    }
    assertThat(unpacked).isTrue();
    assertThat(Launch.names(program.temporary())).isEmpty();
  }

  @Test
  void whatACheckThatWasKilledWhileItUnpackedLeftIsRemovedByTheNext() throws Exception {
    int tries = 0;
    do {
      try (RunningCommand command = program.start("verify", "contacts")) {
        command.awaitThat("it unpacks", isUnpacking());
      } // Closing kills.
    } while (Launch.names(program.temporary()).isEmpty() && ++tries < TRIES);
    List<String> left = Launch.names(program.temporary());
    assertThat(left).isNotEmpty();
    for (String name : left) {
      letAge(program.temporary().resolve(name));
    }
    assertThat(program.run("verify", "-q", "contacts")).isEqualTo(new Outcome(0, "", ""));
    assertThat(Launch.names(program.temporary())).isEmpty();
  }

  /** Who unpacks it may be in another container, whose processes are not to be seen here. */
  @Test
  void aLibraryThatIsNewStays() throws Exception {
    Path other = Files.writeString(program.temporary().resolve(LIBRARY + "1.so"), "half of it");
    try (RunningCommand command = program.start("verify", "-q", "contacts")) {
      while (command.isRunning()) { // It is written to all the time, however long the check takes.
        Files.setLastModifiedTime(other, FileTime.from(Instant.now()));
        command.runFor(Duration.ofSeconds(1));
      }
      assertThat(command.await()).isEqualTo(new Outcome(0, "", ""));
    }
    assertThat(Launch.names(program.temporary())).containsExactly(other.getFileName().toString());
  }

  private static void letAge(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
  }

  private Callable<Boolean> isUnpacking() {
    return () ->
        Launch.names(program.temporary()).stream().anyMatch(name -> name.startsWith(LIBRARY));
  }
}
