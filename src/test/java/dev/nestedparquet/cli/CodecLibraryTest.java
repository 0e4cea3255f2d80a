package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import dev.nestedparquet.cli.fixtures.Tmpfs;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codecs' libraries in a temporary directory that can't have them: one line says why. */
class CodecLibraryTest {
  @TempDir Path root;

  private void assertFails(String codec, Tmpfs disk, String reason) throws Exception {
    Launch program = Launch.in(root);
    program.jvm("-Djava.io.tmpdir=" + disk.path());
    Outcome outcome =
        program.run("generate", "-q", "-n", "1k", "--writer", "shredder", "--compression", codec);
    assertThat(outcome.errLines()).hasSize(1);
    assertThat(outcome.err())
        .contains("cannot load the native library of compression " + codec)
        .contains("from the temporary directory " + disk.path() + " (" + reason + "); it needs")
        .contains("write access and a mount without noexec: choose another with TMPDIR=DIR")
        .contains("-Djava.io.tmpdir=DIR, or choose another compression");
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(Launch.names(disk.path())).isEmpty();
    assertThat(program.made()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"snappy", "lz4", "zstd"})
  void aTemporaryDirectoryThatIsFull(String codec) throws Exception {
    try (Tmpfs disk = Tmpfs.mount(root.resolve("disk"), "size=64k")) {
      assertFails(codec, disk, "No space left on device");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"snappy", "lz4", "zstd"})
  void aTemporaryDirectoryThatNothingMayBeExecutedFrom(String codec) throws Exception {
    try (Tmpfs disk = Tmpfs.mount(root.resolve("disk"), "noexec,size=200m")) {
      assertFails(codec, disk, "nothing may be executed from there");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"snappy", "lz4", "zstd"})
  void aTemporaryDirectoryThatIsReadOnly(String codec) throws Exception {
    try (Tmpfs disk = Tmpfs.mount(root.resolve("disk"), "ro,size=200m")) {
      assertFails(codec, disk, "Read-only file system");
    }
  }
}
