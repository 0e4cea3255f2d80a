package dev.nestedparquet.spark;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.ring.BatchBytes;
import dev.nestedparquet.pipeline.ParquetPipeline;
import dev.nestedparquet.pipeline.PipelineOptions;
import dev.nestedparquet.shred.ShredderOptions;
import dev.nestedparquet.write.DatasetWriter;
import dev.nestedparquet.write.PartitionWriter;
import dev.nestedparquet.write.ShredderWriter;
import dev.nestedparquet.write.WriteException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;

/**
 * Makes one part of a data set, as {@code generate --part} does: its file and its manifest, in a
 * directory that belongs to this attempt alone.
 *
 * <p>Spark sends the task to the executors, so it is serializable. Spark interrupts a task to kill
 * it; the interrupt ends the task's pipeline in good order.
 */
final class PartTask implements Function<Integer, String> {
  private static final long serialVersionUID = 1;

  /**
   * Batches that the memory budget of a task has room for: one that is filled, those in the ring,
   * those that the writer holds, and some to spare.
   */
  private static final int BATCHES_IN_MEMORY = 8;

  private static final long LEAST_MEMORY_BYTES = 32L << 20;

  private final SourceOptions data;
  private final String attempts;

  /**
   * Makes a task that can make any part.
   *
   * @param attempts directory in which each attempt makes its own, on a file system that all
   *     machines share
   */
  PartTask(SourceOptions data, Path attempts) {
    this.data = data;
    this.attempts = attempts.toString();
  }

  /**
   * Makes a part.
   *
   * @return name of the attempt's directory below {@code attempts}
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

  /** The writer that {@code generate} takes for these rows. */
  private PartitionWriter writer(BatchFiller filler) {
    ShredderOptions layout = data.origin().layout();
    return DatasetWriter.refusalOf(filler, layout).isEmpty()
        ? new DatasetWriter()
        : new ShredderWriter(layout);
  }

  private static long writerBytes(PartitionWriter writer, BatchFiller filler, BatchPlan plan) {
    if (plan.rows() == 0) {
      return 0;
    }
    try (BufferAllocator allocator = new RootAllocator();
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      return writer.bytesPerFile(filler, plan, dictionaries);
    }
  }

  /**
   * Pipeline that makes a part.
   *
   * @throws IllegalArgumentException if the options don't go together; the message says why
   */
  ParquetPipeline pipeline(int part, Path directory) {
    BatchFiller filler = data.newFiller();
    BatchPlan plan = data.plan();
    PartitionWriter writer = writer(filler);
    long batchesBytes = BATCHES_IN_MEMORY * new BatchBytes(filler, plan).largest();
    long memoryBytes =
        Math.max(LEAST_MEMORY_BYTES, batchesBytes) + writerBytes(writer, filler, plan);
    return new ParquetPipeline(
        filler,
        PipelineOptions.builder(plan.rows(), Destination.directory(directory))
            .partitions(plan.partitions())
            .batchRows(plan.batchRows())
            .parts(part, part)
            .producers(1)
            .memoryBytes(memoryBytes)
            .writer(writer)
            .build());
  }
}
