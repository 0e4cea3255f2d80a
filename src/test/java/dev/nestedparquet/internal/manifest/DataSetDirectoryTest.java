package dev.nestedparquet.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.dataset.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a merge leaves in a directory when the disk plays along, and when it doesn't. */
final class DataSetDirectoryTest {
  private static final BatchPlan PLAN = new BatchPlan(10, 2, 8);

  @TempDir private Path temporary;
  private Path directory;

  @BeforeEach
  void writeParts() throws IOException {
    directory = Files.createDirectory(temporary.resolve("set"));
    for (int part = 0; part < PLAN.partitions(); part++) {
      String name = new DataSetNames("contacts", PLAN.partitions()).file(part);
      Files.write(directory.resolve(name), new byte[7]);
      Counts counts = Counts.of(Map.of("rows", PLAN.partition(part).rows()));
      DataFile file = new DataFile(name, PLAN.partition(part).first(), 7, "00000000", counts);
      new Manifest(
              "1",
              Map.of("seed", 1L),
              PLAN,
              "dataset",
              Map.of(),
              "arrow",
              "parquet",
              part,
              List.of(file),
              counts)
          .write(directory.resolve(DataSetNames.partManifest(part, PLAN.partitions())));
    }
  }

  private List<String> manifests() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".parquet"))
          .sorted()
          .toList();
    }
  }

  /** Some file systems refuse to sync a directory, and the manifest has its name by then. */
  @Test
  void aMergeSucceedsWhereADirectoryCanNotBeSynced() throws IOException {
    DataSetFiles dataSet =
        new DataSetDirectory(
            directory,
            path -> {
              if (Files.isDirectory(path)) {
                throw new IOException("Invalid argument");
              }
            });
    PartMerge.merge(dataSet);
    assertThat(manifests()).containsExactly("_manifest.json");
  }

  @Test
  void aMergeFailsAndChangesNothingWhereTheManifestCanNotBeSynced() throws IOException {
    DataSetFiles dataSet =
        new DataSetDirectory(
            directory,
            path -> {
              throw new IOException("Input/output error");
            });
    assertThatThrownBy(() -> PartMerge.merge(dataSet))
        .hasMessageContaining("cannot write " + directory.resolve("_manifest.json"))
        .hasMessageContaining("Input/output error");
    assertThat(manifests())
        .containsExactly("_manifest-00000-of-00002.json", "_manifest-00001-of-00002.json");
  }

  @Test
  void aMergeSyncsTheManifestBeforeItHasItsNameAndThenTheName() throws IOException {
    Path recorded = temporary.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileForce").withoutThreshold();
      recording.start();
      PartMerge.merge(directory);
      recording.stop();
      recording.dump(recorded);
    }
    List<String> synced =
        RecordingFile.readAllEvents(recorded).stream()
            .sorted(Comparator.comparing(RecordedEvent::getStartTime))
            .map(event -> event.getString("path"))
            .filter(path -> path.startsWith(directory.toString()))
            .map(path -> path.substring(directory.toString().length()).replaceAll("-\\d+$", "-N"))
            .toList();
    assertThat(synced).containsExactly("/._manifest.json-N", "");
  }
}
