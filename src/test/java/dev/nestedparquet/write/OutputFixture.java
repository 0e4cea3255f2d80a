package dev.nestedparquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Data sets of small text files in the place of Parquet files. */
final class OutputFixture {
  static final FileNames NAMES = new FileNames("contacts", 2);

  private OutputFixture() {}

  static OutputDirectory open(Path directory, boolean overwrite) throws IOException {
    return OutputDirectory.open(directory, NAMES, Set.of(), overwrite);
  }

  static Set<String> partNames(int part) {
    return Set.of(NAMES.file(part), NAMES.partManifest(part));
  }

  static OutputDirectory openPart(Path directory, int part, boolean overwrite) throws IOException {
    return OutputDirectory.open(directory, NAMES, partNames(part), overwrite);
  }

  /** Stages a file for each name and publishes them. */
  static void publish(OutputDirectory output, String content, String... names) throws IOException {
    output.publish(stage(output, content, names));
  }

  static Map<String, Path> stage(OutputDirectory output, String content, String... names)
      throws IOException {
    Map<String, Path> staged = new LinkedHashMap<>();
    for (String name : names) {
      Path directory = Files.createDirectory(output.stage(Integer.toString(staged.size())));
      staged.put(name, Files.writeString(directory.resolve("part-0.parquet"), content));
    }
    return staged;
  }

  /** A whole data set of two files. */
  static void publishWhole(OutputDirectory output, String content) throws IOException {
    publish(output, content, NAMES.file(0), NAMES.file(1), FileNames.MANIFEST);
  }

  static void write(Path directory, String content, String... names) throws IOException {
    Files.createDirectories(directory);
    for (String name : names) {
      Files.writeString(directory.resolve(name), content);
    }
  }

  /** Contents by name; of a directory, its name alone. */
  static SortedMap<String, String> contents(Path directory) throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        contents.put(name, Files.isDirectory(entry) ? "directory" : Files.readString(entry));
      }
    }
    return contents;
  }

  /** What an earlier process that was killed left behind: no one holds its lock. */
  static Path abandonedStaging(Path directory) throws IOException {
    Path staging = Files.createDirectories(directory.resolve(StagingDirectory.PREFIX + "123"));
    write(staging, "", "lock");
    write(staging.resolve("0"), "half a file", "part-0.parquet");
    assertThat(StagingDirectory.isInUse(staging)).isFalse();
    return staging;
  }
}
