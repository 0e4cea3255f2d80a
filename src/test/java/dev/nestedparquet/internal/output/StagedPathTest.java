package dev.nestedparquet.internal.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.nestedparquet.write.DatasetWriter;
import dev.nestedparquet.write.OutputFile;
import dev.nestedparquet.write.WriteException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedPathTest {
  @TempDir Path staging;
  private ArrowDirectories directories;

  @BeforeEach
  void noDirectories() {
    directories = new ArrowDirectories(staging);
  }

  private StagedPath stage(String name) {
    return new StagedPath(staging.resolve(name), directories, Durability.LEFT_TO_SYSTEM);
  }

  /** What Arrow does with the URI. */
  private static Path makeFile(StagedPath staged, String content) throws IOException {
    Path directory = Path.of(URI.create(staged.directoryUri()));
    assertThat(directory).isEmptyDirectory();
    Files.writeString(directory.resolve(OutputFile.NAME_IN_DIRECTORY), content);
    return directory;
  }

  @Test
  void aDirectoryServesFileAfterFile() throws IOException {
    StagedPath first = stage("first");
    Path directory = makeFile(first, "1");
    first.collect();
    StagedPath second = stage("second");
    assertThat(makeFile(second, "two")).isEqualTo(directory);
    second.collect();
    assertThat(first.file()).hasContent("1");
    assertThat(second.file()).hasContent("two");
    assertThat(second.bytes()).isEqualTo(3);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void filesMadeAtTheSameTimeHaveDirectoriesOfTheirOwn() throws IOException {
    StagedPath first = stage("first");
    StagedPath second = stage("second");
    assertThat(makeFile(first, "1")).isNotEqualTo(makeFile(second, "2"));
    second.collect();
    first.collect();
    assertThat(first.file()).hasContent("1");
    assertThat(second.file()).hasContent("2");
  }

  @Test
  void aDirectoryWithAFileThatFailedIsNotUsedAgain() throws IOException {
    Path broken = makeFile(stage("first"), "half");
    assertThat(makeFile(stage("second"), "2")).isNotEqualTo(broken);
  }

  @Test
  void aDirectoryWithoutTheFileIsNotUsedAgain() throws IOException {
    StagedPath first = stage("first");
    Path directory = Path.of(URI.create(first.directoryUri()));
    Files.writeString(directory.resolve("something-else"), "");
    assertThatIOException().isThrownBy(first::collect);
    assertThat(makeFile(stage("second"), "2")).isNotEqualTo(directory);
  }

  @Test
  void theDirectoryIsTheSameUntilItIsCollected() throws IOException {
    StagedPath staged = stage("file");
    makeFile(staged, "1");
    assertThat(staged.directoryUri()).isEqualTo(staged.directoryUri());
    staged.collect();
    assertThat(staged.file()).hasContent("1");
    staged.collect();
    assertThat(staged.file()).hasContent("1");
  }

  @Test
  void aFileThatCannotBeMovedIsOneThatCannotBeWritten() throws IOException {
    StagedPath staged = stage("file");
    makeFile(staged, "1");
    Files.createFile(staged.file());
    assertThatExceptionOfType(WriteException.class)
        .isThrownBy(staged::collect)
        .withMessageContainingAll("writing in " + staged.file() + " failed");
  }

  @Test
  void theDatasetWriterSaysWhyItHasNoDirectory() throws IOException {
    StagedPath staged = stage("file");
    Files.createFile(staging.resolve("arrow-0"));
    assertThatExceptionOfType(WriteException.class)
        .isThrownBy(() -> new DatasetWriter().write(null, null, null, staged))
        .withMessageContainingAll("cannot make a directory for it", "FileAlreadyExists");
    Files.delete(staging.resolve("arrow-0"));
    Files.delete(staging);
    assertThatExceptionOfType(WriteException.class)
        .isThrownBy(() -> new DatasetWriter().write(null, null, null, staged))
        .withMessage("writing in " + staged.file() + " failed: the output directory was removed");
  }

  @Test
  void whatJavaMakesIsInItsPlaceAtOnce() throws IOException {
    StagedPath staged = stage("file");
    try (WritableByteChannel out = staged.create()) {
      out.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }
    staged.collect();
    assertThat(staged.file()).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(staging).isDirectoryNotContaining(Files::isDirectory);
  }

  @Test
  void saysIfTheOutputWasRemoved() throws IOException {
    StagedPath staged = stage("file");
    assertThat(staged.obstacle()).isEmpty();
    Files.delete(staging);
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(staged::directoryUri);
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(staged::create);
    assertThat(staged.obstacle()).hasValue("the output directory was removed");
  }
}
