package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.write.DatasetWriter;
import dev.nestedparquet.write.PartitionWriter;
import java.util.Locale;

/**
 * Options of a run: which rows it makes, where, and with which means. Immutable.
 *
 * <pre>{@code
 * PipelineOptions options =
 *     PipelineOptions.builder(100_000_000, Destination.directory(Path.of("events")))
 *         .partitions(16)
 *         .writer(new ShredderWriter())
 *         .memoryBytes(256L << 20)
 *         .build();
 * }</pre>
 */
public final class PipelineOptions {
  /** Files, 4. */
  public static final int DEFAULT_PARTITIONS = 4;

  /** Rows, 32,768: the most that a row group of Arrow's Dataset writer has. */
  public static final int DEFAULT_BATCH_ROWS = DatasetWriter.MAX_ROW_GROUP_ROWS;

  /** Batches, 2. */
  public static final int DEFAULT_RING_SIZE = 2;

  /** Bytes, 128 MiB. */
  public static final long DEFAULT_MEMORY_BYTES = 128L << 20;

  /** Most threads that fill batches. */
  public static final int MAX_PRODUCERS = 1024;

  /** Most batches that can wait between producers and a writer. */
  public static final int MAX_RING_SIZE = 1024;

  private final BatchPlan plan;
  private final int firstPart;
  private final int lastPart;
  private final Destination output;
  private final boolean overwrite;
  private final PartitionWriter writer;
  private final int producers;
  private final int ringSize;
  private final long memoryBytes;

  private PipelineOptions(Builder builder) {
    plan = new BatchPlan(builder.rows, builder.partitions, builder.batchRows);
    boolean whole = builder.lastPart == Builder.ALL_PARTS;
    firstPart = whole ? 0 : builder.firstPart;
    lastPart = whole ? plan.partitions() - 1 : builder.lastPart;
    output = builder.output;
    overwrite = builder.overwrite;
    writer = builder.writer;
    producers = builder.producers;
    ringSize = builder.ringSize;
    memoryBytes = builder.memoryBytes;
    requireValid();
  }

  private void requireValid() {
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
    if (writer == null) {
      throw new IllegalArgumentException("writer: null; leave it out for the Dataset writer");
    }
    if (output == null && writer.makesFiles()) {
      throw new IllegalArgumentException(
          "output: null, and the writer " + writer.name() + " makes files; name a destination");
    }
    if (memoryBytes < 1) {
      throw new IllegalArgumentException("memory: " + memoryBytes + " bytes are not above 0");
    }
  }

  /**
   * Begins with options of a run that makes a whole data set. Each option has its default.
   *
   * @param rows rows of the whole data set, from 0 to {@link BatchPlan#MAX_ROWS}
   * @param output where the files go; ignored if the writer makes no files
   */
  public static Builder builder(long rows, Destination output) {
    return new Builder(rows, output);
  }

  /** Collects options; {@link #build} checks them. */
  public static final class Builder {
    private static final int ALL_PARTS = -1;

    private final long rows;
    private final Destination output;
    private int partitions = DEFAULT_PARTITIONS;
    private int batchRows = DEFAULT_BATCH_ROWS;
    private int firstPart;
    private int lastPart = ALL_PARTS;
    private boolean overwrite;
    private PartitionWriter writer = new DatasetWriter();
    private int producers;
    private int ringSize = DEFAULT_RING_SIZE;
    private long memoryBytes = DEFAULT_MEMORY_BYTES;

    private Builder(long rows, Destination output) {
      this.rows = rows;
      this.output = output;
    }

    /**
     * Sets the number of files that the rows are split into, each with a contiguous range: from 1
     * to {@link BatchPlan#MAX_PARTITIONS}, by default {@link #DEFAULT_PARTITIONS}.
     */
    public Builder partitions(int partitions) {
      this.partitions = partitions;
      return this;
    }

    /**
     * Sets the most rows of a batch: from 1 to {@link BatchPlan#MAX_BATCH_ROWS}, by default {@link
     * #DEFAULT_BATCH_ROWS}.
     */
    public Builder batchRows(int batchRows) {
      this.batchRows = batchRows;
      return this;
    }

    /**
     * Has the run make only the partitions from {@code first} to {@code last}, inclusive, counted
     * from 0. Both are within 0 and the number of partitions less 1; the default is all.
     */
    public Builder parts(int first, int last) {
      if (last < 0) {
        throw new IllegalArgumentException("part: " + last + " is less than 0");
      }
      firstPart = first;
      lastPart = last;
      return this;
    }

    /** Sets whether earlier output of this program may be replaced, by default false. */
    public Builder overwrite(boolean overwrite) {
      this.overwrite = overwrite;
      return this;
    }

    /** Sets the writer that makes the files; the default is Arrow's Dataset writer. */
    public Builder writer(PartitionWriter writer) {
      this.writer = writer;
      return this;
    }

    /**
     * Sets the number of threads that fill batches: from 1 to {@link #MAX_PRODUCERS}, or 0, the
     * default, which chooses it by cores and memory.
     */
    public Builder producers(int producers) {
      this.producers = producers;
      return this;
    }

    /**
     * Sets the number of batches that can wait between producers and a writer: a power of two from
     * 1 to {@link #MAX_RING_SIZE}, by default {@link #DEFAULT_RING_SIZE}.
     */
    public Builder ringSize(int ringSize) {
      this.ringSize = ringSize;
      return this;
    }

    /**
     * Sets the memory budget: the most bytes of Arrow buffers that are alive in batches and
     * writers. At least 1, by default {@link #DEFAULT_MEMORY_BYTES}; a run refuses a budget that is
     * too small for one file, and tells which one would do.
     */
    public Builder memoryBytes(long memoryBytes) {
      this.memoryBytes = memoryBytes;
      return this;
    }

    /**
     * Makes the options.
     *
     * @throws IllegalArgumentException if one of them is out of its range; the message says which
     */
    public PipelineOptions build() {
      return new PipelineOptions(this);
    }
  }

  /** Plan of the whole data set: rows, partitions, and most rows of a batch. */
  public BatchPlan plan() {
    return plan;
  }

  /** First partition to make. */
  public int firstPart() {
    return firstPart;
  }

  /** Last partition to make, inclusive. */
  public int lastPart() {
    return lastPart;
  }

  /** Rows of the partitions to make. */
  public long rowsToMake() {
    return plan.partition(lastPart).end() - plan.partition(firstPart).first();
  }

  public Destination output() {
    return output;
  }

  public boolean overwrite() {
    return overwrite;
  }

  public PartitionWriter writer() {
    return writer;
  }

  /** Number of threads that fill batches; 0 if the run chooses it by cores and memory. */
  public int producers() {
    return producers;
  }

  public int ringSize() {
    return ringSize;
  }

  public long memoryBytes() {
    return memoryBytes;
  }

  /** Tells whether all partitions are to be made. */
  boolean isWhole() {
    return lastPart - firstPart + 1 == plan.partitions();
  }
}
