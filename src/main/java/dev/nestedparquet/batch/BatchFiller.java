package dev.nestedparquet.batch;

import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The extension point: makes the rows of a data set, a record batch at a time, off-heap.
 *
 * <p>Row i must be a pure function of i and the filler's own parameters. Whoever calls decides on
 * partitions, batches and threads; none of that may show in the rows.
 *
 * <p><em>Threading:</em> {@link #fill} runs on several producer threads at the same time, each on
 * the filler that {@link #forProducer} gave it.
 */
public interface BatchFiller {
  /** Name of the data set, and what its files start with: letters, digits, hyphens. */
  String name();

  /** Schema of the batches; a dictionary-encoded field has the type of its indices. */
  Schema schema();

  /**
   * The most bytes that the buffers of a batch can take that was cut from these rows; for the same
   * number of rows further on at least as much. That much of the memory budget is set aside before
   * {@link #fill} is called. Asked under a lock: must neither wait nor allocate off-heap.
   */
  long maxBatchBytes(RowRange rows);

  /**
   * The most bytes that the buffers of all batches can take together that are cut from these rows.
   * A filler that cuts batches has to say so by this, too.
   */
  default long maxBytes(RowRange rows) {
    return maxBatchBytes(rows);
  }

  /**
   * How many of these rows make a batch, if they are too long for all of them: at least 1, counted
   * from the first, and a function of the rows alone. {@link #maxBatchBytes} holds for the batches
   * so cut. Asked on any thread, for one batch after the other, under a lock: must neither wait nor
   * allocate off-heap.
   */
  default long rowsOfBatch(RowRange rows) {
    return rows.rows();
  }

  /**
   * Allocates the buffers for the rows and writes them. Each batch has buffers of its own, rounded
   * up to 1 KiB by the allocator; a vector that grows needs the old and the new ones at once.
   *
   * @param root an empty root with {@link #schema()}; its vectors' allocator is the one to use. The
   *     caller owns it, also when this throws. On return its row count is {@code rows.rows()}
   * @return the ground truth about the rows, gathered while filling; {@link Counts#ofRows} if there
   *     is nothing to tell
   */
  Counts fill(RowRange rows, VectorSchemaRoot root);

  /**
   * The counts of no rows: what all counts are called, for the manifest of a data set that may have
   * no rows. Whoever tells more than rows has to override this.
   */
  default Counts emptyCounts() {
    return Counts.ofRows(0);
  }

  /** A filler for one producer thread: this one, unless filling needs scratch memory. */
  default BatchFiller forProducer() {
    return this;
  }

  /**
   * A filler of the same rows that leaves columns out: its {@link #schema()} is the one asked for,
   * and its counts need not tell more than the rows.
   *
   * @param columns fields of {@link #schema()}, on any level, in their order
   * @throws UnsupportedOperationException if this filler can only fill all of them
   */
  default BatchFiller select(Schema columns) {
    if (columns.equals(schema())) {
      return this;
    }
    throw new UnsupportedOperationException(name() + " has no columns to choose from");
  }

  /** The dictionaries that the schema's encoded fields refer to; the caller closes them. */
  default MapDictionaryProvider newDictionaries(BufferAllocator allocator) {
    return new MapDictionaryProvider();
  }

  /** What tells these rows from others (seed, skew, version), for the manifest. */
  default Map<String, Object> parameters() {
    return Map.of();
  }
}
