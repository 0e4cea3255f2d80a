package dev.nestedparquet.spark;

import dev.nestedparquet.manifest.Manifest;
import dev.nestedparquet.manifest.Manifest.DataFile;
import dev.nestedparquet.manifest.PartMerge;
import dev.nestedparquet.write.FileNames;
import dev.nestedparquet.write.OutputDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The command line's files from a cluster: a task a part, and one decision, here on the driver,
 * what becomes of the attempts.
 *
 * <p>Spark may run a part more than once: again if an executor is lost, or at the same time if one
 * is slow. Each attempt has a directory of its own, inside of the output directory; Spark hands
 * over one result for each part, and the attempt that it names is the one that counts. When there
 * is one for each, they are merged and published together. Until then, and if the job fails, the
 * output directory is as it was.
 *
 * <p><em>Threading:</em> one thread.
 */
final class PartsJob {
  private final SourceOptions data;
  private final Path output;
  private final boolean overwrite;

  /**
   * A job.
   *
   * @param output a directory that the driver and all executors share
   * @param overwrite whether earlier output of this program may be replaced
   */
  PartsJob(SourceOptions data, Path output, boolean overwrite) {
    this.data = data;
    this.output = output;
    this.overwrite = overwrite;
  }

  /**
   * Makes the files.
   *
   * @return the manifest of the data set
   * @throws IllegalArgumentException if the options don't go together; nothing was touched
   * @throws dev.nestedparquet.write.OutputRefusedException if the output can't be used; likewise
   */
  Manifest run(JavaSparkContext spark) throws IOException {
    new PartTask(data, output).pipeline(0, output);
    FileNames names = new FileNames(data.newFiller().name(), data.partitions());
    try (OutputDirectory directory =
        OutputDirectory.open(output, names, /* partNames= */ Set.of(), overwrite)) {
      Path attempts = Files.createDirectory(directory.stage("attempts"));
      List<String> winners = runTasks(spark, new PartTask(data, attempts));
      return publish(directory, winners.stream().map(attempts::resolve).toList());
    }
  }

  /** Runs a task for each part, and returns when all attempts have ended, those of losers, too. */
  private List<String> runTasks(JavaSparkContext spark, PartTask task) {
    String group = "nested-parquet-" + UUID.randomUUID();
    RunningAttempts running = new RunningAttempts(group);
    spark.sc().addSparkListener(running);
    spark.setJobGroup(group, "generate " + data.describe(), /* interruptOnCancel= */ true);
    try {
      return spark
          .parallelize(IntStream.range(0, data.partitions()).boxed().toList(), data.partitions())
          .map(task)
          .collect();
    } finally {
      spark.clearJobGroup();
      running.awaitEnd();
      spark.sc().removeSparkListener(running);
    }
  }

  private static Manifest publish(OutputDirectory directory, List<Path> winners)
      throws IOException {
    Path whole = Files.createDirectory(directory.stage("whole"));
    for (Path winner : winners) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(winner)) {
        for (Path file : files) {
          Files.move(file, whole.resolve(file.getFileName()));
        }
      }
    }
    Path manifest = whole.resolve(FileNames.MANIFEST);
    Manifest merged =
        Files.exists(manifest) // One part is the whole.
            ? Manifest.read(manifest)
            : PartMerge.merge(whole);
    Map<String, Path> staged = new LinkedHashMap<>();
    for (DataFile file : merged.files()) {
      staged.put(file.path(), whole.resolve(file.path()));
    }
    staged.put(FileNames.MANIFEST, manifest);
    directory.publish(staged);
    return merged;
  }
}
