package dev.nestedparquet.write;

import static dev.nestedparquet.write.OutputFixture.NAMES;
import static dev.nestedparquet.write.OutputFixture.abandonedStaging;
import static dev.nestedparquet.write.OutputFixture.contents;
import static dev.nestedparquet.write.OutputFixture.open;
import static dev.nestedparquet.write.OutputFixture.openPart;
import static dev.nestedparquet.write.OutputFixture.publish;
import static dev.nestedparquet.write.OutputFixture.publishWhole;
import static dev.nestedparquet.write.OutputFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputDirectoryTest {
  @TempDir private Path temporary;

  private Path directory;

  @BeforeEach
  void chooseDirectory() {
    directory = temporary.resolve("out");
  }

  private static void assertRefused(ThrowingCallable open, String... words) {
    assertThatExceptionOfType(OutputRefusedException.class)
        .isThrownBy(open)
        .withMessageContainingAll(words);
  }

  @Test
  void publishesUnderFinalNamesAndLeavesNothingElse() throws IOException {
    try (OutputDirectory output = open(directory, false)) {
      publishWhole(output, "new");
    }
    assertThat(contents(directory))
        .containsOnlyKeys(NAMES.file(0), NAMES.file(1), FileNames.MANIFEST)
        .allSatisfy((name, content) -> assertThat(content).isEqualTo("new"));
  }

  @Test
  void nothingHasAFinalNameBeforePublication() throws IOException {
    try (OutputDirectory output = open(directory, false)) {
      Files.writeString(output.stage("0"), "unfinished");
      assertThat(contents(directory).keySet()).allMatch(name -> name.startsWith("."));
    }
  }

  @Test
  void removesTheDirectoriesItCreatedUnlessSomethingWasPublished() throws IOException {
    Path deep = temporary.resolve("a/b/c");
    open(deep, false).close();
    assertThat(temporary).isEmptyDirectory();

    Path parent = Files.createDirectory(temporary.resolve("a"));
    open(deep, true).close();
    assertThat(parent).isEmptyDirectory();

    try (OutputDirectory output = open(deep, false)) {
      publishWhole(output, "kept");
    }
    assertThat(contents(deep)).hasSize(3);
  }

  @Test
  void keepsADirectoryThatItCreatedIfSomeoneElsePutAFileThere() throws IOException {
    try (OutputDirectory unused = open(temporary.resolve("a/b"), false)) {
      write(temporary.resolve("a"), "theirs", "file");
    }
    assertThat(contents(temporary.resolve("a"))).containsOnlyKeys("file");
  }

  @Test
  void refusesAFileInThePlaceOfTheDirectory() throws IOException {
    write(temporary, "theirs", "out");
    assertRefused(() -> open(directory, true), "out is a file, not a directory", "--output");
  }

  @Test
  void refusesAParentThatIsAFile() throws IOException {
    write(temporary, "theirs", "out");
    assertRefused(() -> open(directory.resolve("below"), true), "cannot write to", "--output");
    assertThat(contents(temporary)).containsOnlyKeys("out");
  }

  @Test
  void refusesADirectoryThatIsNotEmptyAndTellsTheWayOut() throws IOException {
    write(directory, "theirs", "a", "b", "c");
    assertRefused(() -> open(directory, false), "is not empty", "and 2 more", "--overwrite");
    assertThat(contents(directory)).hasSize(3);
  }

  @Test
  void overwritingReplacesWhatThisProgramWroteHoweverPartitionedAndNothingElse()
      throws IOException {
    FileNames before = new FileNames("contacts", 1_000);
    String[] foreign = {"notes.txt", "contacts.parquet", "people-00000-of-00002.parquet"};
    write(directory, "theirs", foreign);
    write(directory.resolve("subdirectory"), "theirs", NAMES.file(0));
    write(directory, "old", NAMES.file(0), before.file(7), before.partManifest(7));
    write(directory, "old", FileNames.MANIFEST);
    try (OutputDirectory output = open(directory, true)) {
      publishWhole(output, "new");
    }
    assertThat(contents(directory))
        .hasSize(3 + foreign.length + 1)
        .containsEntry(NAMES.file(0), "new")
        .containsEntry(NAMES.file(1), "new")
        .containsEntry(FileNames.MANIFEST, "new")
        .containsEntry("subdirectory", "directory");
    assertThat(contents(directory).values()).doesNotContain("old");
    assertThat(contents(directory.resolve("subdirectory"))).containsValue("theirs");
  }

  private static String manifest(String... paths) {
    String files =
        Stream.of(paths)
            .map(path -> "{\"path\": \"" + path + "\"}")
            .collect(Collectors.joining(", "));
    return "{\"tool\": \"nested-parquet\", \"files\": [" + files + "]}";
  }

  @Test
  void overwritingReplacesFilesOfAnotherBaseThatAManifestLists() throws IOException {
    FileNames other = new FileNames("null-states", 3);
    write(directory, "old", other.file(0), other.file(1));
    write(directory, "theirs", other.file(2), "notes.txt");
    write(directory, manifest(other.file(0), other.file(1)), FileNames.MANIFEST);
    try (OutputDirectory output = open(directory, true)) {
      publishWhole(output, "new");
    }
    assertThat(contents(directory))
        .containsOnlyKeys(
            NAMES.file(0), NAMES.file(1), FileNames.MANIFEST, other.file(2), "notes.txt");
  }

  /** Anyone can write a file that looks like a manifest. */
  @Test
  void aManifestCannotNameFilesThatAreNotOfThisProgramsMaking() throws IOException {
    String outside = "people-00000-of-00001.parquet";
    write(temporary, "theirs", outside);
    write(directory, "theirs", "notes.txt", "people.parquet");
    write(directory.resolve("sub"), "theirs", outside);
    Files.createDirectory(directory.resolve("dir-00000-of-00001.parquet"));
    Files.createSymbolicLink(
        directory.resolve("link-00000-of-00001.parquet"), temporary.resolve(outside));
    write(
        directory,
        manifest(
            "notes.txt",
            "people.parquet",
            "missing-00000-of-00001.parquet",
            "../" + outside,
            temporary.resolve(outside).toString(),
            "sub/" + outside,
            "dir-00000-of-00001.parquet",
            "link-00000-of-00001.parquet"),
        FileNames.MANIFEST);
    try (OutputDirectory output = open(directory, true)) {
      publishWhole(output, "new");
    }
    assertThat(temporary.resolve(outside)).hasContent("theirs");
    assertThat(directory.resolve("sub/" + outside)).hasContent("theirs");
    assertThat(directory.resolve("link-00000-of-00001.parquet")).isSymbolicLink();
    assertThat(directory.resolve("dir-00000-of-00001.parquet")).isDirectory();
    assertThat(directory.resolve("notes.txt")).hasContent("theirs");
    assertThat(directory.resolve("people.parquet")).hasContent("theirs");
    assertThat(directory.resolve(NAMES.file(0))).hasContent("new");
  }

  @Test
  void aManifestThatCannotBeReadIsReplacedAlone() throws IOException {
    String other = new FileNames("null-states", 1).file(0);
    for (String text :
        new String[] {
          "", "{", "[]", "{\"tool\": \"other\", \"files\": [{\"path\": \"" + other + "\"}]}"
        }) {
      write(directory, "theirs", other);
      write(directory, text, FileNames.MANIFEST);
      try (OutputDirectory output = open(directory, true)) {
        publishWhole(output, "new");
      }
      assertThat(contents(directory))
          .containsEntry(other, "theirs")
          .containsEntry(FileNames.MANIFEST, "new");
    }
  }

  @Test
  void aPartThatReplacesAnotherPresetsTakesItsFileAway() throws IOException {
    FileNames other = new FileNames("null-states", 2);
    write(directory, "old", other.file(0), other.file(1));
    write(directory, manifest(other.file(0)), other.partManifest(0));
    write(directory, manifest(other.file(1)), other.partManifest(1));
    try (OutputDirectory output = openPart(directory, 0, true)) {
      publish(output, "new", NAMES.file(0), NAMES.partManifest(0));
    }
    assertThat(contents(directory))
        .containsOnlyKeys(
            NAMES.file(0), NAMES.partManifest(0), other.file(1), other.partManifest(1));
  }

  @Test
  void overwritingKeepsTheOldFilesUntilPublication() throws IOException {
    write(directory, "old", NAMES.file(0), FileNames.MANIFEST);
    try (OutputDirectory output = open(directory, true)) {
      Files.writeString(output.stage("0"), "unfinished");
    }
    assertThat(contents(directory)).hasSize(2).doesNotContainValue("new");
  }

  @Test
  void partsComeTogetherInOneDirectory() throws IOException {
    for (int part : new int[] {1, 0}) {
      try (OutputDirectory output = openPart(directory, part, false)) {
        publish(output, "part " + part, NAMES.file(part), NAMES.partManifest(part));
      }
    }
    assertThat(contents(directory)).hasSize(4).containsEntry(NAMES.file(1), "part 1");
  }

  @Test
  void aPartThatIsThereIsReplacedOnlyIfToldSoAndAloneThen() throws IOException {
    write(directory, "old", NAMES.file(0), NAMES.partManifest(0), NAMES.file(1));
    assertRefused(() -> openPart(directory, 0, false), "is not empty", "--overwrite");
    write(directory, "theirs", "notes.txt");
    try (OutputDirectory output = openPart(directory, 0, true)) {
      publish(output, "new", NAMES.file(0), NAMES.partManifest(0));
    }
    assertThat(contents(directory))
        .containsEntry(NAMES.file(0), "new")
        .containsEntry(NAMES.file(1), "old")
        .containsEntry("notes.txt", "theirs");
  }

  /** It told what the files were; with another part among them, nobody knows. */
  @Test
  void replacingAPartOfAWholeDataSetTakesItsManifestAway() throws IOException {
    write(directory, "old", NAMES.file(0), NAMES.file(1), FileNames.MANIFEST);
    try (OutputDirectory output = openPart(directory, 0, true)) {
      publish(output, "new", NAMES.file(0), NAMES.partManifest(0));
    }
    assertThat(contents(directory))
        .containsOnlyKeys(NAMES.file(0), NAMES.file(1), NAMES.partManifest(0));
  }

  @Test
  void aPartIsRefusedAmongForeignFilesOrThoseOfAnotherPlan() throws IOException {
    for (String other :
        new String[] {"notes.txt", new FileNames("contacts", 3).file(0), FileNames.MANIFEST}) {
      Path one = Files.createDirectory(temporary.resolve("of-" + other));
      write(one, "theirs", other);
      assertRefused(() -> openPart(one, 0, false), "is not empty (" + other + ")");
    }
  }

  @Test
  void overwritingRemovesWhatAKilledProcessLeft() throws IOException {
    write(directory, "old", NAMES.file(0));
    Path staging = abandonedStaging(directory);
    open(directory, true).close();
    assertThat(staging).doesNotExist();
    assertThat(contents(directory)).containsOnlyKeys(NAMES.file(0));
  }

  @Test
  void withoutOverwritingWhatAKilledProcessLeftIsNamed() throws IOException {
    Path staging = abandonedStaging(directory);
    assertRefused(() -> open(directory, false), "is not empty (" + staging.getFileName() + ")");
    assertThat(staging).exists();
  }

  @Test
  void refusesToWriteWhereAnotherRunIsWriting() throws IOException {
    try (OutputDirectory first = open(directory, false)) {
      assertRefused(() -> open(directory, true), "another run is writing to");
      publishWhole(first, "first");
    }
    assertThat(contents(directory)).hasSize(3);
  }

  @Test
  void partsCanBeMadeAtTheSameTime() throws IOException {
    try (OutputDirectory first = openPart(directory, 0, true);
        OutputDirectory second = openPart(directory, 1, true)) {
      publish(second, "second", NAMES.file(1), NAMES.partManifest(1));
      publish(first, "first", NAMES.file(0), NAMES.partManifest(0));
    }
    assertThat(contents(directory)).hasSize(4);
  }
}
