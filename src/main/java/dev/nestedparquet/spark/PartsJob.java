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
   * @throws dev.nestedparquet.dataset.OutputRefusedException if the output can't be used; likewise
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

  /** Runs a task for each part, and returns when all attempts have ended, those of losers, too. */
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
        Files.exists(manifest) // One part is the whole.
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
