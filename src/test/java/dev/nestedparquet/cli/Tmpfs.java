package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory, for as long as a test needs it. */
final class Tmpfs implements AutoCloseable {
  private final Path path;

  private Tmpfs(Path path) {
    this.path = path;
  }

  /** Mounts one, creating the directory; skips the test where that isn't allowed. */
  static Tmpfs mount(Path path, String options) throws IOException, InterruptedException {
    Files.createDirectories(path);
    boolean mounted = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path.toString()) == 0;
    assumeTrue(mounted, "mounting a tmpfs takes root");
    return new Tmpfs(path);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    assertThat(run("umount", path.toString())).as("umount %s", path).isZero();
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
