package dev.nestedparquet.internal.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.manifest.DataSetNames;
import dev.nestedparquet.write.WriteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputDirectoryTest extends OutputContract {
  @TempDir private Path temporary;

  private Path directory;

  @BeforeEach
  void chooseDirectory() {
    directory = temporary.resolve("out");
  }

  @Override
  Output open(OutputRules rules) throws IOException {
    return open(directory, rules);
  }

  private static Output open(Path directory, OutputRules rules) throws IOException {
    return Output.open(Destination.directory(directory), rules);
  }

  private static Output openWhole(Path directory) throws IOException {
    return open(directory, new OutputRules(NAMES, 0, 1, /* overwrite= */ false));
  }

  @Override
  void write(String content, String... names) throws IOException {
    writeIn(directory, content, names);
  }

  private static void writeIn(Path directory, String content, String... names) throws IOException {
    for (String name : names) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    }
  }

  @Override
  void removeStaged(Output output, String name) throws IOException {
    Files.delete(((StagedPath) output.stage(name)).file());
  }

  @Override
  SortedMap<String, String> contents() throws IOException {
    return contents(directory);
  }

  private static SortedMap<String, String> contents(Path directory) throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          contents.put(directory.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return contents;
  }

  /** What an earlier process that was killed left behind: no one holds its lock. */
  private Path abandonedStaging() throws IOException {
    Path staging = Files.createDirectories(directory.resolve(DataSetNames.STAGING + "123"));
    writeIn(staging, "", "lock");
    writeIn(staging, "half a file", "0/part-0.parquet");
    assertThat(StagingDirectory.isInUse(staging)).isFalse();
    return staging;
  }

  /** Writes down what is synced, and what has its final name by then. */
  private final class Syncs implements Durability {
    private final List<String> log = new ArrayList<>();

    @Override
    public void sync(Path path) throws IOException {
      SortedSet<String> published = new TreeSet<>(contents(temporary).keySet());
      published.removeIf(name -> name.contains(DataSetNames.STAGING));
      String name = temporary.relativize(path).toString();
      log.add(
          name.replaceAll(Pattern.quote(DataSetNames.STAGING) + "\\d+", "staging")
              + " "
              + published.stream().map(each -> each.replaceAll(".*/", "")).toList());
    }

    Output open(Path output, boolean overwrite) throws IOException {
      return OutputDirectory.open(output, new OutputRules(NAMES, 0, 1, overwrite), this);
    }
  }

  private static void publishSynced(Output output) throws IOException {
    stage(output, "new", WHOLE);
    for (String name : WHOLE) {
      output.stage(name).sync();
    }
    output.publish(List.of(WHOLE));
  }

  /** Rules without names stand for whatever fails that nobody has thought of. */
  @Test
  void removesTheDirectoriesThatItMadeIfOpeningFailsInAnyOtherWay() {
    Path deep = directory.resolve("deep");
    OutputRules broken = new OutputRules(null, 0, 1, /* overwrite= */ false);
    assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> open(deep, broken));
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void filesAreDurableBeforeTheirNamesAndTheseBeforeTheManifest() throws IOException {
    Syncs syncs = new Syncs();
    try (Output output = syncs.open(directory.resolve("deep"), /* overwrite= */ false)) {
      publishSynced(output);
    }
    String files = "contacts-00000-of-00002.parquet, contacts-00001-of-00002.parquet";
    assertThat(syncs.log)
        .containsExactly(
            "out/deep/staging/contacts-00000-of-00002.parquet []",
            "out/deep/staging/contacts-00001-of-00002.parquet []",
            "out/deep/staging/_manifest.json []",
            "out []",
            " []",
            "out/deep [" + files + "]",
            "out/deep/staging [" + files + "]",
            "out/deep [_manifest.json, " + files + "]",
            "out/deep/staging [_manifest.json, " + files + "]");
  }

  @Test
  void theOldManifestHasGoneForGoodBeforeItsFilesGoAndNewOnesCome() throws IOException {
    write("old", NAMES.file(0), DataSetNames.MANIFEST);
    Syncs syncs = new Syncs();
    try (Output output = syncs.open(directory, /* overwrite= */ true)) {
      publishSynced(output);
    }
    assertThat(syncs.log.subList(3, 7))
        .containsExactly(
            "out/staging/replaced [contacts-00000-of-00002.parquet]",
            "out [contacts-00000-of-00002.parquet]",
            "out/staging/replaced []",
            "out []");
    assertThat(syncs.log).hasSize(11);
    assertThat(contents()).containsOnlyKeys(WHOLE).doesNotContainValue("old");
  }

  @Test
  void nothingIsPublishedIfTheDiskFailsToTakeTheNames() throws IOException {
    write("old", NAMES.file(0), DataSetNames.MANIFEST);
    Durability failing =
        path -> {
          if (path.equals(directory) && Files.exists(directory.resolve(NAMES.file(1)))) {
            throw new IOException("Input/output error");
          }
        };
    OutputRules rules = new OutputRules(NAMES, 0, 1, /* overwrite= */ true);
    try (Output output = OutputDirectory.open(directory, rules, failing)) {
      stage(output, "new", WHOLE);
      assertThatExceptionOfType(WriteException.class)
          .isThrownBy(() -> output.publish(List.of(WHOLE)))
          .withMessageContaining("Input/output error");
    }
    assertThat(contents())
        .containsOnlyKeys(NAMES.file(0), DataSetNames.MANIFEST)
        .doesNotContainValue("new");
  }

  @Test
  void removesTheDirectoriesItCreatedUnlessSomethingWasPublished() throws IOException {
    Path deep = temporary.resolve("a/b/c");
    openWhole(deep).close();
    assertThat(temporary).isEmptyDirectory();

    Path parent = Files.createDirectory(temporary.resolve("a"));
    openWhole(deep).close();
    assertThat(parent).isEmptyDirectory();

    try (Output output = openWhole(deep)) {
      publish(output, "kept", WHOLE);
    }
    assertThat(contents(deep)).hasSize(3);
  }

  @Test
  void createdDirectoriesGoIfPublicationFails() throws IOException {
    try (Output output = openWhole(temporary.resolve("a/b"))) {
      stage(output, "new", WHOLE);
      removeStaged(output, WHOLE[2]);
      assertThatExceptionOfType(WriteException.class)
          .isThrownBy(() -> output.publish(List.of(WHOLE)));
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void keepsADirectoryThatItCreatedIfSomeoneElsePutAFileThere() throws IOException {
    try (Output unused = openWhole(temporary.resolve("a/b"))) {
      writeIn(temporary.resolve("a"), "theirs", "file");
    }
    assertThat(contents(temporary)).containsOnlyKeys("a/file");
  }

  @Test
  void refusesAFileInThePlaceOfTheDirectory() throws IOException {
    writeIn(temporary, "theirs", "out");
    assertRefused(() -> open(true), "out is a file, not a directory", "choose another place");
  }

  @Test
  void refusesAParentThatIsAFile() throws IOException {
    writeIn(temporary, "theirs", "out");
    assertRefused(
        () -> openWhole(directory.resolve("below")), "cannot write to", "choose another place");
    assertThat(contents(temporary)).containsOnlyKeys("out");
  }

  @Test
  void aManifestCannotNameWhatIsOutsideOrNoFile() throws IOException {
    String outside = "people-00000-of-00001.parquet";
    Path link = directory.resolve("link-00000-of-00001.parquet");
    Path sub = directory.resolve("dir-00000-of-00001.parquet");
    writeIn(temporary, "theirs", outside);
    Files.createDirectories(sub);
    Files.createSymbolicLink(link, temporary.resolve(outside));
    write(
        manifest(
            "../" + outside,
            temporary.resolve(outside).toString(),
            sub.getFileName().toString(),
            link.getFileName().toString()),
        DataSetNames.MANIFEST);
    try (Output output = open(true)) {
      publish(output, "new", WHOLE);
    }
    assertThat(temporary.resolve(outside)).hasContent("theirs");
    assertThat(link).isSymbolicLink();
    assertThat(sub).isDirectory();
    assertThat(directory.resolve(DataSetNames.MANIFEST)).hasContent("new");
  }

  @Test
  void overwritingRemovesWhatAKilledProcessLeft() throws IOException {
    write("old", NAMES.file(0));
    Path staging = abandonedStaging();
    open(true).close();
    assertThat(staging).doesNotExist();
    assertThat(contents()).containsOnlyKeys(NAMES.file(0));
  }

  @Test
  void withoutOverwritingWhatAKilledProcessLeftIsNamed() throws IOException {
    Path staging = abandonedStaging();
    assertRefused(
        () -> open(false),
        "holds what a killed run left (" + staging.getFileName() + ")",
        "allow to replace");
    write("old", NAMES.file(0));
    assertRefused(
        () -> open(false),
        "holds what a killed run left (" + staging.getFileName() + " and 1 more)");
    assertThat(staging).exists();
  }

  @Test
  void refusesToWriteWhereAnotherRunIsWriting() throws IOException {
    try (Output first = open(false)) {
      assertRefused(() -> open(true), "another run is writing to");
      assertRefused(() -> open(false), "another run is writing to");
      publish(first, "first", WHOLE);
    }
    assertThat(contents()).hasSize(3);
  }
}
