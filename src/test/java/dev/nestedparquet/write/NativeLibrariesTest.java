package dev.nestedparquet.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nestedparquet.internal.UnpackedLibraries;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NativeLibrariesTest {
  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final String TEMPORARY = "java.io.tmpdir";

  private final String temporaryBefore = System.getProperty(TEMPORARY);

  @TempDir private Path temporary;

  @BeforeEach
  void useOwnTemporaryDirectory() {
    assumeTrue(Files.isReadable(MAPS));
    System.setProperty(TEMPORARY, temporary.toString());
  }

  @AfterEach
  void useTheUsualOneAgain() {
    System.setProperty(TEMPORARY, temporaryBefore);
  }

  /** Other tests of this JVM may have loaded them from the usual directory: the names are gone. */
  @Test
  void loadedLibrariesHaveNoNameInTheTemporaryDirectory() throws IOException {
    NativeLibraries.load();
    List<String> mapped =
        Files.readAllLines(MAPS).stream().filter(line -> line.contains("/jnilib-")).toList();
    assertThat(mapped).isNotEmpty().allMatch(line -> line.endsWith(" (deleted)"));
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void loadingAgainIsNoError() throws IOException {
    NativeLibraries.load();
    NativeLibraries.load();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void removesUnpackedLibrariesThatNoProcessUses() throws IOException {
    Path abandoned = Files.writeString(temporary.resolve("jnilib-1.tmp"), "library");
    Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minusSeconds(60)));
    Path foreign = Files.writeString(temporary.resolve("other.tmp"), "theirs");
    UnpackedLibraries.ARROW.removeAbandoned();
    assertThat(abandoned).doesNotExist();
    assertThat(foreign).exists();
  }

  /** Who unpacks it may be in another container, whose processes are not to be seen here. */
  @Test
  void keepsUnpackedLibrariesThatAreNew() throws IOException {
    Path unpacked = Files.writeString(temporary.resolve("jnilib-3.tmp"), "half a library");
    UnpackedLibraries.ARROW.removeAbandoned();
    assertThat(unpacked).exists();
  }

  @Test
  void keepsUnpackedLibrariesThatAProcessHasOpen() throws IOException {
    Path inUse = Files.writeString(temporary.resolve("jnilib-2.tmp"), "library");
    Files.setLastModifiedTime(inUse, FileTime.from(Instant.now().minusSeconds(60)));
    try (FileChannel unused = FileChannel.open(inUse, StandardOpenOption.WRITE)) {
      UnpackedLibraries.ARROW.removeAbandoned();
      assertThat(inUse).exists();
    }
  }

  @Test
  void halfOfTheNativePoolIsForOpenFiles() {
    assertThat(new DatasetWriter(8).maxOpenFiles()).isEqualTo(4);
    assertThat(new DatasetWriter(17).maxOpenFiles()).isEqualTo(8);
    assertThat(new DatasetWriter(1).maxOpenFiles()).isZero();
  }
}
