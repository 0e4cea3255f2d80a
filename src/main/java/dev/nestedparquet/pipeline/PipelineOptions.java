package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.write.DatasetWriter;
import dev.nestedparquet.write.PartitionWriter;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a run makes, where, and with how much.
 *
 * @param plan rows, partitions and batch rows of the whole data set
 * @param firstPart first partition to make
 * @param lastPart last partition to make, inclusive
 * @param output where the files go; ignored by a writer that makes none
 * @param overwrite whether earlier output of this program may be replaced
 * @param writer makes the files
 * @param producers threads that fill batches; 0 to choose by cores and memory
 * @param ringSize batches that can wait between producers and a writer, a power of two
 * @param memoryBytes most bytes of Arrow buffers alive in batches
 */
public record PipelineOptions(
    BatchPlan plan,
    int firstPart,
    int lastPart,
    Destination output,
    boolean overwrite,
    PartitionWriter writer,
    int producers,
    int ringSize,
    long memoryBytes) {

  public static final int DEFAULT_BATCH_ROWS = DatasetWriter.MAX_ROW_GROUP_ROWS;
  public static final int DEFAULT_RING_SIZE = 2;
  public static final long DEFAULT_MEMORY_BYTES = 128L << 20;

  public static final int MAX_PRODUCERS = 1024;
  public static final int MAX_RING_SIZE = 1024;

  public PipelineOptions {
    if (firstPart < 0 || lastPart < firstPart || lastPart >= plan.partitions()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "part: %s is not within 0 to %d, the partitions there are",
              firstPart == lastPart ? firstPart : firstPart + "-" + lastPart,
              plan.partitions() - 1));
    }
    if (producers < 0 || producers > MAX_PRODUCERS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "producers: %d is not between 1 and %,d", producers, MAX_PRODUCERS));
    }
    if (ringSize < 1 || ringSize > MAX_RING_SIZE || Integer.bitCount(ringSize) != 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "ring size: %d is not a power of two between 1 and %,d",
              ringSize,
              MAX_RING_SIZE));
    }
    if (memoryBytes < 1) {
      throw new IllegalArgumentException("memory: " + memoryBytes + " bytes are not above 0");
    }
  }

  /** The same with a directory for the files. */
  public PipelineOptions(
      BatchPlan plan,
      int firstPart,
      int lastPart,
      Path directory,
      boolean overwrite,
      PartitionWriter writer,
      int producers,
      int ringSize,
      long memoryBytes) {
    this(
        plan,
        firstPart,
        lastPart,
        Destination.directory(directory),
        overwrite,
        writer,
        producers,
        ringSize,
        memoryBytes);
  }

  /** The whole of a data set in a directory, with the defaults of the command line. */
  public static PipelineOptions of(long rows, int partitions, Path directory) {
    return of(rows, partitions, Destination.directory(directory));
  }

  /** The whole of a data set, with the defaults of the command line. */
  public static PipelineOptions of(long rows, int partitions, Destination output) {
    return new PipelineOptions(
        new BatchPlan(rows, partitions, DEFAULT_BATCH_ROWS),
        0,
        partitions - 1,
        output,
        false,
        new DatasetWriter(),
        0,
        DEFAULT_RING_SIZE,
        DEFAULT_MEMORY_BYTES);
  }

  /** The same with another writer. */
  public PipelineOptions withWriter(PartitionWriter writer) {
    return new PipelineOptions(
        plan, firstPart, lastPart, output, overwrite, writer, producers, ringSize, memoryBytes);
  }

  /** The same with files that outlast a loss of power, see {@link Destination#durably}. */
  public PipelineOptions durably() {
    return new PipelineOptions(
        plan,
        firstPart,
        lastPart,
        output.durably(),
        overwrite,
        writer,
        producers,
        ringSize,
        memoryBytes);
  }

  /** Whether all partitions are to be made. */
  boolean isWhole() {
    return lastPart - firstPart + 1 == plan.partitions();
  }
}
