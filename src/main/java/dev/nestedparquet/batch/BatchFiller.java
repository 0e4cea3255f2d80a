package dev.nestedparquet.batch;

import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Makes the rows of a data set, a record batch at a time, in Arrow's off-heap memory. An extension
 * point: whoever has rows of their own implements this.
 *
 * <p>Row i must be a pure function of i and the filler's parameters. The caller decides on
 * partitions, batches and threads; none of these may show in the rows.
 *
 * <p><em>Threading:</em> {@link #fill} is called on several producer threads at the same time, on
 * each with the filler that {@link #forProducer} gave it. All else may be called on any thread.
 */
public interface BatchFiller {
  /** Name of the data set, and what its files start with: letters, digits, hyphens. */
  String name();

  /**
   * Schema of the batches, in Arrow's memory format: a dictionary-encoded field has the type of its
   * indices.
   */
  Schema schema();

  /**
   * Upper bound, in bytes, on the buffers of a batch that is cut from these rows. So many bytes of
   * the memory budget are set aside before {@link #fill} is called. For ranges of equal length, the
   * bound must not fall towards the end of the data set.
   *
   * <p>Called under a lock: must neither wait nor allocate off-heap.
   */
  long maxBatchBytes(RowRange rows);

  /**
   * Upper bound, in bytes, on what the buffers of such a batch are filled with: without what is
   * only reserved, or rounded up. Of a few rows with many columns, that is far less.
   */
  default long maxFilledBytes(RowRange rows) {
    return maxBatchBytes(rows);
  }

  /**
   * Upper bound, in bytes, on the buffers of all batches together that are cut from these rows. A
   * filler that overrides {@link #rowsOfBatch} must override this, too.
   */
  default long maxBytes(RowRange rows) {
    return maxBatchBytes(rows);
  }

  /**
   * Number of rows, from the first of these on, that make the next batch: all of them, or fewer if
   * rows are long. It must be at least 1, and follow from the rows alone. {@link #maxBatchBytes}
   * bounds the batches that are cut this way.
   *
   * <p>Called under a lock, on any thread, for one batch after the other: must neither wait nor
   * allocate off-heap.
   */
  default long rowsOfBatch(RowRange rows) {
    return rows.rows();
  }

  /**
   * Allocates the buffers for the rows and writes them. The allocator rounds each buffer up to 1
   * KiB. A vector that grows needs its old and its new buffer at once, and {@link #maxBatchBytes}
   * has to allow for both.
   *
   * @param root an empty root with {@link #schema()}, whose vectors' allocator is the one to use.
   *     The caller owns and closes it, also when this throws. On return its row count must be
   *     {@code rows.rows()}
   * @return numbers that are true of the rows, gathered while filling; {@link Counts#ofRows} if
   *     there is nothing more to tell
   */
  Counts fill(RowRange rows, VectorSchemaRoot root);

  /**
   * Counts of a range without rows, for the manifest of a data set without rows: all names that
   * {@link #fill} counts by. A filler that counts more than rows must override this.
   */
  default Counts emptyCounts() {
    return Counts.ofRows(0);
  }

  /**
   * Filler for one producer thread: this one, or another one of the same rows if filling needs
   * scratch memory.
   */
  default BatchFiller forProducer() {
    return this;
  }

  /**
   * Filler of the same rows that leaves columns out. Its {@link #schema()} is the one asked for.
   * Its counts need not tell more than the number of rows.
   *
   * @param columns some fields of {@link #schema()}, on any level of nesting, in their order there
   * @throws UnsupportedOperationException if this filler can't leave columns out
   */
  default BatchFiller select(Schema columns) {
    if (columns.equals(schema())) {
      return this;
    }
    throw new UnsupportedOperationException(name() + " has no columns to choose from");
  }

  /** Dictionaries that the schema's dictionary-encoded fields refer to; the caller closes them. */
  default MapDictionaryProvider newDictionaries(BufferAllocator allocator) {
    return new MapDictionaryProvider();
  }

  /** Parameters that tell these rows from others, such as a seed or a version, for the manifest. */
  default Map<String, Object> parameters() {
    return Map.of();
  }
}
