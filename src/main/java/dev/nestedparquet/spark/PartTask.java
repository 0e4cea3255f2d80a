package dev.nestedparquet.spark;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.ring.BatchBytes;
import dev.nestedparquet.pipeline.ParquetPipeline;
import dev.nestedparquet.pipeline.PipelineOptions;
import dev.nestedparquet.write.WriteException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;

/**
 * Makes one part of a data set, as {@code generate --part} does: its file and its manifest, in a
 * directory that no other attempt has.
 *
 * <p>Sent to the executors. A task that is killed is interrupted, and ends its pipeline properly.
 */
final class PartTask implements Function<Integer, String> {
  private static final long serialVersionUID = 1;

  /** A batch that is filled, those in the ring, those that the writer holds on to, and air. */
  private static final int BATCHES_IN_MEMORY = 8;

  private static final long LEAST_MEMORY_BYTES = 32L << 20;

  private final SourceOptions data;
  private final String attempts;

  /**
   * A task for any part.
   *
   * @param attempts directory that all attempts have theirs in, on a file system that all machines
   *     share
   */
  PartTask(SourceOptions data, Path attempts) {
    this.data = data;
    this.attempts = attempts.toString();
  }

  /**
   * Makes a part.
   *
   * @return name of the attempt's directory
   */
  @Override
  public String call(Integer part) throws Exception {
    if (!Files.isDirectory(Path.of(attempts))) {
      throw new WriteException(
          attempts
              + " is not there on this machine; the output must be in a directory that the"
              + " driver and all executors share");
    }
    String attempt = part + "-" + TaskContext.get().taskAttemptId();
    pipeline(part, Path.of(attempts, attempt)).run();
    return attempt;
  }

  /**
   * The pipeline of a part.
   *
   * @throws IllegalArgumentException if there can be none
   */
  ParquetPipeline pipeline(int part, Path directory) {
    BatchFiller filler = data.newFiller();
    BatchPlan plan = data.plan();
    long memoryBytes =
        Math.max(LEAST_MEMORY_BYTES, BATCHES_IN_MEMORY * new BatchBytes(filler, plan).largest());
    return new ParquetPipeline(
        filler,
        PipelineOptions.builder(plan.rows(), Destination.directory(directory))
            .partitions(plan.partitions())
            .batchRows(plan.batchRows())
            .parts(part, part)
            .producers(1)
            .memoryBytes(memoryBytes)
            .build());
  }
}
