package dev.nestedparquet.shred;

import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Random batches, one after the other, and their dictionaries.
 *
 * <p><em>Ownership:</em> owns the batch at hand and the dictionaries until {@link #close}.
 */
final class RandomBatches implements AutoCloseable {
  private final SplittableRandom random;
  private final MapDictionaryProvider dictionaries;
  private final VectorSchemaRoot root;
  private final RandomRows rows;
  private final int mostRows;
  private int batchesLeft;

  RandomBatches(
      RandomSchema schema,
      long seed,
      int batches,
      int mostRows,
      boolean hidesNulls,
      BufferAllocator allocator) {
    random = new SplittableRandom(seed);
    dictionaries = RandomLeaves.dictionaries(schema, random.split(), allocator);
    root = VectorSchemaRoot.create(schema.schema(), allocator);
    rows = new RandomRows(random.nextLong(), dictionaries, hidesNulls);
    batchesLeft = batches;
    this.mostRows = mostRows;
  }

  Schema schema() {
    return root.getSchema();
  }

  MapDictionaryProvider dictionaries() {
    return dictionaries;
  }

  /** The batch at hand. */
  VectorSchemaRoot root() {
    return root;
  }

  /** Puts the next batch into the root, if there is one. */
  boolean loadNext() {
    if (batchesLeft == 0) {
      return false;
    }
    batchesLeft--;
    rows.fill(root, random.nextInt(mostRows + 1));
    return true;
  }

  @Override
  public void close() {
    root.close();
    dictionaries.close();
  }
}
