package dev.nestedparquet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.write.DatasetWriter;
import dev.nestedparquet.write.PartitionWriter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** A run to be made, in the words of the command line; each word gives another run. */
record Run(
    BatchPlan plan,
    Path output,
    int firstPart,
    int lastPart,
    boolean overwrite,
    PartitionWriter writer,
    int producers,
    int ringSize,
    long memoryBytes) {

  /** Batches that the native side strands refer to their dictionary, which isn't counted. */
  private static final long DICTIONARY_BYTES = 64 << 10;

  static Run of(long rows, int partitions, int batchRows, Path output) {
    BatchPlan plan = new BatchPlan(rows, partitions, batchRows);
    return new Run(plan, output, 0, partitions - 1, false, new DatasetWriter(), 2, 2, 64L << 20);
  }

  Run into(Path other) {
    return new Run(
        plan, other, firstPart, lastPart, overwrite, writer, producers, ringSize, memoryBytes);
  }

  Run parts(int first, int last) {
    return new Run(plan, output, first, last, overwrite, writer, producers, ringSize, memoryBytes);
  }

  Run overwriting() {
    return new Run(
        plan, output, firstPart, lastPart, true, writer, producers, ringSize, memoryBytes);
  }

  Run by(PartitionWriter other) {
    return new Run(
        plan, output, firstPart, lastPart, overwrite, other, producers, ringSize, memoryBytes);
  }

  Run with(int otherProducers, int otherRingSize) {
    return new Run(
        plan,
        output,
        firstPart,
        lastPart,
        overwrite,
        writer,
        otherProducers,
        otherRingSize,
        memoryBytes);
  }

  Run memory(long bytes) {
    return new Run(
        plan, output, firstPart, lastPart, overwrite, writer, producers, ringSize, bytes);
  }

  ParquetPipeline pipeline(BatchFiller filler) {
    return new ParquetPipeline(
        filler,
        PipelineOptions.builder(plan.rows(), Destination.directory(output))
            .partitions(plan.partitions())
            .batchRows(plan.batchRows())
            .parts(firstPart, lastPart)
            .overwrite(overwrite)
            .writer(writer)
            .producers(producers)
            .ringSize(ringSize)
            .memoryBytes(memoryBytes)
            .build());
  }

  /** Runs to the end and checks that nothing but the files is left of it. */
  PipelineResult go(BatchFiller filler) throws Exception {
    WatchedFiller watched = WatchedFiller.watching(filler);
    PipelineResult result = pipeline(watched).run();
    assertThat(watched.allocatedBytes()).isZero();
    assertThat(result.peakBytes()).isLessThanOrEqualTo(memoryBytes);
    assertNoTraces();
    return result;
  }

  /** Runs, expects a failure and checks that nothing is left but what the native side strands. */
  PipelineException fail(WatchedFiller filler) throws IOException {
    SortedMap<String, byte[]> before = files(output);
    PipelineException failure =
        catchThrowableOfType(PipelineException.class, () -> pipeline(filler).run());
    assertThat(failure).as("the run should have failed").isNotNull();
    long stranded = failure.strandedBytes();
    assertThat(filler.allocatedBytes())
        .isBetween(stranded, stranded == 0 ? 0 : stranded + DICTIONARY_BYTES);
    assertUntouched(before);
    return failure;
  }

  /** No run is going on, and the output directory holds what it held. */
  void assertUntouched(SortedMap<String, byte[]> before) throws IOException {
    assertThat(Files.exists(output)).isEqualTo(!before.isEmpty());
    assertThat(files(output).keySet()).isEqualTo(before.keySet());
    assertThat(files(output))
        .allSatisfy((name, bytes) -> assertThat(bytes).isEqualTo(before.get(name)));
    assertNoTraces();
  }

  private void assertNoTraces() throws IOException {
    assertThat(files(output).keySet()).noneMatch(name -> name.startsWith("."));
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.matches("(producer|writer)-\\d+"));
  }

  /** Names and bytes of the files of a directory, or nothing if there is no such directory. */
  static SortedMap<String, byte[]> files(Path directory) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    if (Files.exists(directory)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
        for (Path entry : entries) {
          boolean file = Files.isRegularFile(entry);
          files.put(entry.getFileName().toString(), file ? Files.readAllBytes(entry) : new byte[0]);
        }
      }
    }
    return files;
  }
}
