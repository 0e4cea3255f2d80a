package dev.nestedparquet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.contact.ContactFiller;
import dev.nestedparquet.write.DatasetWriter;
import dev.nestedparquet.write.PartitionWriter;
import dev.nestedparquet.write.ShredderWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the JVM tells of the files and directories that a run has synced to the disk. */
final class DurabilityTest {
  private static final String STAGING = "/\\.nested-parquet-[^/]+";

  @TempDir private Path temporary;

  static Stream<PartitionWriter> writers() {
    return Stream.of(new DatasetWriter(), new ShredderWriter());
  }

  /** What was synced, in this order, relative to the output directory. */
  private List<String> syncsOf(PipelineOptions options) throws Exception {
    Path file = temporary.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileForce").withoutThreshold();
      recording.start();
      new ParquetPipeline(new ContactFiller(0, 1), options).run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
        .map(DurabilityTest::path)
        .filter(path -> path.startsWith(temporary.toString()))
        .map(path -> path.substring(temporary.toString().length()).replaceAll(STAGING, "/staging"))
        .toList();
  }

  private static String path(RecordedEvent event) {
    return event.getString("path");
  }

  private PipelineOptions.Builder options(PartitionWriter writer, boolean durable) {
    Destination output = Destination.directory(temporary.resolve("out"));
    return PipelineOptions.builder(1_000, durable ? output.durably() : output)
        .partitions(2)
        .writer(writer);
  }

  @ParameterizedTest
  @MethodSource("writers")
  void aDurableRunSyncsEachFileThenTheDirectoryThenTheManifest(PartitionWriter writer)
      throws Exception {
    List<String> syncs = syncsOf(options(writer, true).build());
    assertThat(syncs.subList(0, 2))
        .containsExactlyInAnyOrder(
            "/out/staging/contacts-00000-of-00002.parquet",
            "/out/staging/contacts-00001-of-00002.parquet");
    assertThat(syncs.subList(2, syncs.size()))
        .containsExactly(
            "/out/staging/_manifest.json", "", "/out", "/out/staging", "/out", "/out/staging");
  }

  @Test
  void otherRunsSyncNothing() throws Exception {
    assertThat(syncsOf(options(new DatasetWriter(), false).build())).isEmpty();
  }

  @Test
  void aDurableRunOfPartsSyncsTheirManifestsToo() throws Exception {
    PipelineOptions.Builder part = options(new ShredderWriter(), true).parts(1, 1);
    assertThat(syncsOf(part.build()))
        .containsExactly(
            "/out/staging/contacts-00001-of-00002.parquet",
            "/out/staging/_manifest-00001-of-00002.json",
            "",
            "/out",
            "/out/staging",
            "/out",
            "/out/staging");
  }
}
