package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JVM tells of the files that a command has synced to the disk. */
final class DurableFlagTest {
  @TempDir private Path temporary;

  private Set<String> syncsOf(String... more) throws IOException {
    Path output = temporary.resolve("out");
    Path recorded = temporary.resolve("recording.jfr");
    List<String> line = new ArrayList<>(List.of("generate", "-q", "-n", "1k", "-p", "1"));
    line.addAll(List.of("--writer", "shredder", "-o", output.toString()));
    line.addAll(List.of(more));
    String[] arguments = line.toArray(String[]::new);
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileForce").withoutThreshold();
      recording.start();
      assertThat(NestedParquet.commandLine(arguments).execute(arguments)).isZero();
      recording.stop();
      recording.dump(recorded);
    }
    return RecordingFile.readAllEvents(recorded).stream()
        .map(event -> event.getString("path"))
        .filter(path -> path.startsWith(output.toString()))
        .map(path -> Path.of(path).getFileName().toString())
        .collect(Collectors.toSet());
  }

  @Test
  void withItFilesManifestAndDirectoryAreSynced() throws IOException {
    assertThat(syncsOf("--durable"))
        .contains("contacts-00000-of-00001.parquet", "_manifest.json", "out");
  }

  @Test
  void withoutItNothingIs() throws IOException {
    assertThat(syncsOf()).isEmpty();
  }
}
