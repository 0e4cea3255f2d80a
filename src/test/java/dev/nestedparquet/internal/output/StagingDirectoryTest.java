package dev.nestedparquet.internal.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nestedparquet.internal.manifest.DataSetNames;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StagingDirectoryTest {
  private static final Path LOCKS = Path.of("/proc/locks");

  @TempDir private Path output;

  @Test
  void isInUseFromCreationToClose() throws IOException {
    StagingDirectory staging = StagingDirectory.create(output, true);
    assertThat(StagingDirectory.list(output)).containsExactly(staging.path());
    assertThat(StagingDirectory.isInUse(staging.path())).isTrue();
    staging.close();
    assertThat(StagingDirectory.list(output)).isEmpty();
  }

  @Test
  void isNotInUseWithoutALockFileUnlessItIsNew() throws IOException {
    Path staging = Files.createDirectory(output.resolve(DataSetNames.STAGING + "x"));
    assertThat(StagingDirectory.isInUse(staging)).as("its lock file is to come").isTrue();
    Files.setLastModifiedTime(staging, FileTime.from(Instant.now().minusSeconds(60)));
    assertThat(StagingDirectory.isInUse(staging)).isFalse();
    Files.delete(staging);
    assertThat(StagingDirectory.isInUse(staging)).as("it has just vanished").isFalse();
  }

  /** POSIX drops a process's lock as soon as the process closes any descriptor of the file. */
  @Test
  void askingWhetherItIsInUseDoesNotTakeItsLockAway() throws IOException {
    assumeTrue(Files.isReadable(LOCKS));
    try (StagingDirectory staging = StagingDirectory.create(output, true)) {
      assertThat(holdsLockIn(staging.path())).isTrue();
      assertThat(StagingDirectory.isInUse(staging.path())).isTrue();
      assertThat(holdsLockIn(staging.path())).isTrue();
    }
  }

  private static boolean holdsLockIn(Path staging) throws IOException {
    Object inode = Files.getAttribute(staging.resolve("lock"), "unix:ino");
    String words = " " + ProcessHandle.current().pid() + " ";
    return Files.readAllLines(LOCKS).stream()
        .anyMatch(line -> line.contains(words) && line.contains(":" + inode + " "));
  }

  @Test
  void closingDeletesWhatIsInIt() throws IOException {
    StagingDirectory staging = StagingDirectory.create(output, true);
    Files.createDirectories(staging.path().resolve("1/2"));
    Files.writeString(staging.path().resolve("1/2/file"), "half");
    staging.close();
    assertThat(output).isEmptyDirectory();
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new IOException("no locks available"),
        new IllegalStateException("out of luck"),
        new OutOfMemoryError("Java heap space"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void leavesNothingIfItCanNotBeLocked(Throwable failure) throws IOException {
    List<FileChannel> files = new ArrayList<>();
    assertThatThrownBy(
            () ->
                StagingDirectory.create(
                    output,
                    true,
                    file -> {
                      files.add(file);
                      StagingDirectoryTest.<RuntimeException>sneak(failure);
                    }))
        .isSameAs(failure);
    assertThat(files).singleElement().matches(file -> !file.isOpen());
    assertThat(output).isEmptyDirectory();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }

  @Test
  void closingTwiceOrAfterItVanishedIsNoError() throws IOException {
    StagingDirectory staging = StagingDirectory.create(output, true);
    StagingDirectory.deleteRecursively(staging.path());
    staging.close();
    staging.close();
    assertThat(output).isEmptyDirectory();
  }
}
