package dev.nestedparquet.spark;

import dev.nestedparquet.dataset.DataFile;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.manifest.DataSetNames;
import dev.nestedparquet.internal.manifest.Manifest;
import dev.nestedparquet.internal.manifest.PartMerge;
import dev.nestedparquet.internal.output.OutputDirectory;
import dev.nestedparquet.internal.output.OutputRules;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Makes the files of {@code generate} on a cluster: by a task for each part, and, on the driver,
 * one decision about which attempts are published.
 *
 * <p>Spark may run the task of a part more than once: again if an executor is lost, or at the same
 * time if an executor is slow. Each attempt has a directory of its own, inside of the output
 * directory. Spark hands over one result for each part, which names the attempt that counts. When
 * each part has one, these attempts are merged and published together. Until then, and if the job
 * fails, the output directory is as it was.
 *
 * <p><em>Threading:</em> one thread, on the driver.
 */
final class PartsJob {
  private final SourceOptions data;
  private final Path output;
  private final boolean overwrite;

  /**
   * Makes a job.
   *
   * @param output the output directory, which the driver and all executors must share
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
   * @throws IllegalArgumentException if the options don't go together. Nothing was touched
   * @throws dev.nestedparquet.dataset.DataSetException if the output can't be used. Nothing was
   *     touched
   */
  Manifest run(JavaSparkContext spark) throws IOException {
    new PartTask(data, output).pipeline(0, output);
    DataSetNames names = new DataSetNames(data.newFiller().name(), data.partitions());
    OutputRules rules = new OutputRules(names, 0, data.partitions() - 1, overwrite);
    String group = "nested-parquet-" + UUID.randomUUID();
    Runnable cancel = () -> spark.sc().cancelJobGroupAndFutureJobs(group);
    try (CancelOnShutdown untilEnd = CancelOnShutdown.install(cancel);
        OutputDirectory staging = OutputDirectory.open(new Destination.Directory(output), rules)) {
      Path attempts = staging.newWorkspace("attempts");
      List<String> winners = runTasks(spark, group, new PartTask(data, attempts));
      return publish(staging, winners.stream().map(attempts::resolve).toList());
    }
  }

  /**
   * Runs a task for each part. Returns when all attempts have ended, also those that don't count.
   */
  private List<String> runTasks(JavaSparkContext spark, String group, PartTask task) {
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

  private static Manifest publish(OutputDirectory staging, List<Path> winners) throws IOException {
    Path whole = staging.newWorkspace("whole");
    for (Path winner : winners) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(winner)) {
        for (Path file : files) {
          Files.move(file, whole.resolve(file.getFileName()));
        }
      }
    }
    Path manifest = whole.resolve(DataSetNames.MANIFEST);
    Manifest merged =
        Files.exists(manifest) // A single part is the whole data set, and has its manifest already.
            ? Manifest.read(manifest)
            : PartMerge.merge(whole);
    List<String> names = new ArrayList<>(merged.files().stream().map(DataFile::path).toList());
    names.add(DataSetNames.MANIFEST);
    for (String name : names) {
      staging.adopt(whole.resolve(name), name);
    }
    staging.publish(names);
    return merged;
  }
}
