package dev.nestedparquet.write;

import static dev.nestedparquet.write.OutputFixture.NAMES;
import static dev.nestedparquet.write.OutputFixture.contents;
import static dev.nestedparquet.write.OutputFixture.open;
import static dev.nestedparquet.write.OutputFixture.stage;
import static dev.nestedparquet.write.OutputFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All files get their names, or the directory is as it was. */
final class PublishTest {
  @TempDir private Path directory;

  private final String[] names = {NAMES.file(0), NAMES.file(1), FileNames.MANIFEST};

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aFileThatCannotBeMovedUndoesWhatWasDone(int vanished) throws IOException {
    write(directory, "old", names);
    write(directory, "old", new FileNames("contacts", 9).file(8));
    write(directory, "theirs", "notes.txt");
    Map<String, String> before = contents(directory);
    try (OutputDirectory output = open(directory, true)) {
      Map<String, Path> staged = stage(output, "new", names);
      Files.delete(staged.get(names[vanished]));
      assertThatExceptionOfType(WriteException.class)
          .isThrownBy(() -> output.publish(staged))
          .withMessageContaining("cannot publish the files in " + directory);
    }
    assertThat(contents(directory)).isEqualTo(before);
  }

  @Test
  void createdDirectoriesGoIfPublicationFails() throws IOException {
    Path deep = directory.resolve("a/b");
    try (OutputDirectory output = open(deep, false)) {
      Map<String, Path> staged = stage(output, "new", names);
      Files.delete(staged.get(names[2]));
      assertThatExceptionOfType(WriteException.class).isThrownBy(() -> output.publish(staged));
    }
    assertThat(directory).isEmptyDirectory();
  }

  /** This program makes files; a directory by the same name is someone else's. */
  @Test
  void aDirectoryInThePlaceOfAFileIsRefusedBeforeAnythingIsMade() throws IOException {
    write(directory.resolve(names[1]), "theirs", "inside");
    write(directory, "old", names[0]);
    Map<String, String> before = contents(directory);
    assertThatExceptionOfType(OutputRefusedException.class)
        .isThrownBy(() -> open(directory, true))
        .withMessageContaining(names[1]);
    assertThat(contents(directory)).isEqualTo(before);
    assertThat(contents(directory.resolve(names[1]))).containsEntry("inside", "theirs");
  }
}
