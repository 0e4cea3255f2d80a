package dev.nestedparquet.internal.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.internal.manifest.DataSetNames;
import dev.nestedparquet.write.WriteException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds wherever a data set goes: files get their names all at once or not at all, and nothing
 * is replaced that this program hasn't made. Small text files are in the place of Parquet files.
 */
abstract class OutputContract {
  static final DataSetNames NAMES = new DataSetNames("contacts", 2);
  static final String[] WHOLE = {NAMES.file(0), NAMES.file(1), DataSetNames.MANIFEST};

  /** Opens the output, which is the same for all calls of a test. */
  abstract Output open(OutputRules rules) throws IOException;

  /** Puts files there by another way. A slash in a name makes a directory. */
  abstract void write(String content, String... names) throws IOException;

  /** Removes what is staged by a name, by another way. */
  abstract void removeStaged(Output output, String name) throws IOException;

  /** All that is there, by name; what is staged is below a name with a dot. */
  abstract SortedMap<String, String> contents() throws IOException;

  final Output open(boolean overwrite) throws IOException {
    return open(new OutputRules(NAMES, 0, 1, overwrite));
  }

  final Output openPart(int part, boolean overwrite) throws IOException {
    return open(new OutputRules(NAMES, part, part, overwrite));
  }

  static String[] ofPart(int part) {
    return new String[] {NAMES.file(part), NAMES.partManifest(part)};
  }

  static void stage(Output output, String content, String... names) throws IOException {
    for (String name : names) {
      try (WritableByteChannel file = output.stage(name).create()) {
        file.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  static void publish(Output output, String content, String... names) throws IOException {
    stage(output, content, names);
    output.publish(List.of(names));
  }

  static void assertRefused(ThrowingCallable open, String... words) {
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(open)
        .withMessageContainingAll(words);
  }

  @Test
  void publishesUnderFinalNamesAndLeavesNothingElse() throws IOException {
    try (Output output = open(false)) {
      publish(output, "new", WHOLE);
    }
    assertThat(contents())
        .containsOnlyKeys(WHOLE)
        .allSatisfy((name, content) -> assertThat(content).isEqualTo("new"));
  }

  @Test
  void nothingHasAFinalNameBeforePublicationAndNothingIsLeftWithoutIt() throws IOException {
    try (Output output = open(false)) {
      stage(output, "finished", WHOLE);
      assertThat(contents().keySet()).isNotEmpty().allMatch(name -> name.startsWith("."));
      assertThat(output.stage(NAMES.file(0)).bytes()).isEqualTo("finished".length());
    }
    assertThat(contents()).isEmpty();
  }

  @Test
  void refusesADirectoryThatIsNotEmptyAndTellsTheWayOut() throws IOException {
    write("theirs", "a", "b", "c");
    assertRefused(
        () -> open(false), "is not empty (", " and 2 more", "another place, or allow to replace");
    assertThat(contents()).hasSize(3);
  }

  @Test
  void overwritingReplacesWhatThisProgramWroteHoweverPartitionedAndNothingElse()
      throws IOException {
    DataSetNames before = new DataSetNames("contacts", 1_000);
    String[] foreign = {"notes.txt", "contacts.parquet", "people-00000-of-00002.parquet"};
    write("theirs", foreign);
    write("theirs", "subdirectory/" + NAMES.file(0));
    write("old", NAMES.file(0), before.file(7), before.partManifest(7), DataSetNames.MANIFEST);
    try (Output output = open(true)) {
      publish(output, "new", WHOLE);
    }
    assertThat(contents())
        .hasSize(3 + foreign.length + 1)
        .containsEntry(NAMES.file(0), "new")
        .containsEntry(NAMES.file(1), "new")
        .containsEntry(DataSetNames.MANIFEST, "new")
        .containsEntry("subdirectory/" + NAMES.file(0), "theirs")
        .doesNotContainValue("old");
  }

  static String manifest(String... paths) {
    String files =
        Stream.of(paths)
            .map(path -> "{\"path\": \"" + path + "\"}")
            .collect(Collectors.joining(", "));
    return "{\"tool\": \"nested-parquet\", \"files\": [" + files + "]}";
  }

  @Test
  void overwritingReplacesFilesOfAnotherBaseThatAManifestLists() throws IOException {
    DataSetNames other = new DataSetNames("null-states", 3);
    write("old", other.file(0), other.file(1));
    write("theirs", other.file(2), "notes.txt");
    write(manifest(other.file(0), other.file(1)), DataSetNames.MANIFEST);
    try (Output output = open(true)) {
      publish(output, "new", WHOLE);
    }
    assertThat(contents())
        .containsOnlyKeys(
            NAMES.file(0), NAMES.file(1), DataSetNames.MANIFEST, other.file(2), "notes.txt");
  }

  /** Anyone can write a file that looks like a manifest. */
  @Test
  void aManifestCannotNameFilesThatAreNotOfThisProgramsMaking() throws IOException {
    String inside = "sub/people-00000-of-00001.parquet";
    write("theirs", "notes.txt", "people.parquet", inside);
    write(
        manifest("notes.txt", "people.parquet", "missing-00000-of-00001.parquet", inside),
        DataSetNames.MANIFEST);
    try (Output output = open(true)) {
      publish(output, "new", WHOLE);
    }
    assertThat(contents())
        .hasSize(6)
        .containsEntry(inside, "theirs")
        .containsEntry("notes.txt", "theirs")
        .containsEntry("people.parquet", "theirs")
        .containsEntry(NAMES.file(0), "new");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"tool\": \"other\", \"files\": [{\"path\": \"null-states-00000-of-00001.parquet\"}]}"
      })
  void aManifestThatCannotBeReadIsReplacedAlone(String text) throws IOException {
    String other = new DataSetNames("null-states", 1).file(0);
    write("theirs", other);
    write(text, DataSetNames.MANIFEST);
    try (Output output = open(true)) {
      publish(output, "new", WHOLE);
    }
    assertThat(contents())
        .containsEntry(other, "theirs")
        .containsEntry(DataSetNames.MANIFEST, "new");
  }

  @Test
  void aPartThatReplacesAnotherPresetsTakesItsFileAway() throws IOException {
    DataSetNames other = new DataSetNames("null-states", 2);
    write("old", other.file(0), other.file(1));
    write(manifest(other.file(0)), other.partManifest(0));
    write(manifest(other.file(1)), other.partManifest(1));
    try (Output output = openPart(0, true)) {
      publish(output, "new", ofPart(0));
    }
    assertThat(contents())
        .containsOnlyKeys(
            NAMES.file(0), NAMES.partManifest(0), other.file(1), other.partManifest(1));
  }

  @Test
  void overwritingKeepsTheOldFilesUntilPublication() throws IOException {
    write("old", WHOLE);
    try (Output output = open(true)) {
      stage(output, "finished", WHOLE);
    }
    assertThat(contents()).containsOnlyKeys(WHOLE).doesNotContainValue("finished");
  }

  @Test
  void partsComeTogether() throws IOException {
    for (int part : new int[] {1, 0}) {
      try (Output output = openPart(part, false)) {
        publish(output, "part " + part, ofPart(part));
      }
    }
    assertThat(contents()).hasSize(4).containsEntry(NAMES.file(1), "part 1");
  }

  @Test
  void partsCanBeMadeAtTheSameTime() throws IOException {
    try (Output first = openPart(0, true);
        Output second = openPart(1, true)) {
      publish(second, "second", ofPart(1));
      publish(first, "first", ofPart(0));
    }
    assertThat(contents()).hasSize(4);
  }

  @Test
  void aPartThatIsThereIsReplacedOnlyIfToldSoAndAloneThen() throws IOException {
    write("old", NAMES.file(0), NAMES.partManifest(0), NAMES.file(1));
    assertRefused(() -> openPart(0, false), "is not empty", "allow to replace");
    write("theirs", "notes.txt");
    try (Output output = openPart(0, true)) {
      publish(output, "new", ofPart(0));
    }
    assertThat(contents())
        .hasSize(4)
        .containsEntry(NAMES.file(0), "new")
        .containsEntry(NAMES.file(1), "old")
        .containsEntry("notes.txt", "theirs");
  }

  /** It told what the files were; with another part among them, nobody knows. */
  @Test
  void replacingAPartOfAWholeDataSetTakesItsManifestAway() throws IOException {
    write("old", WHOLE);
    try (Output output = openPart(0, true)) {
      publish(output, "new", ofPart(0));
    }
    assertThat(contents()).containsOnlyKeys(NAMES.file(0), NAMES.file(1), NAMES.partManifest(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes.txt", "contacts-00000-of-00003.parquet", "_manifest.json"})
  void aPartIsRefusedAmongForeignFilesOrThoseOfAnotherPlan(String other) throws IOException {
    write("theirs", other);
    assertRefused(() -> openPart(0, false), "is not empty (" + other + ")");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aFileThatCannotBePublishedUndoesWhatWasDone(int vanished) throws IOException {
    write("old", WHOLE);
    write("old", new DataSetNames("contacts", 9).file(8));
    write("theirs", "notes.txt");
    Map<String, String> before = contents();
    try (Output output = open(true)) {
      stage(output, "new", WHOLE);
      removeStaged(output, WHOLE[vanished]);
      assertThatExceptionOfType(WriteException.class)
          .isThrownBy(() -> output.publish(List.of(WHOLE)))
          .withMessageContaining("cannot publish the files");
    }
    assertThat(contents()).isEqualTo(before);
  }

  /** This program makes files; a directory by the same name is someone else's. */
  @Test
  void aDirectoryInThePlaceOfAFileIsRefusedBeforeAnythingIsMade() throws IOException {
    write("theirs", NAMES.file(1) + "/inside");
    write("old", NAMES.file(0));
    Map<String, String> before = contents();
    assertRefused(() -> open(true), NAMES.file(1));
    assertThat(contents()).isEqualTo(before);
  }
}
