package dev.nestedparquet.write;

import dev.nestedparquet.batch.PartitionBatches;
import dev.nestedparquet.batch.StalledException;
import dev.nestedparquet.batch.StoppedException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Shows a partition's batches to the native writer as an {@link ArrowReader}, without copying: the
 * root it reports is that of the batch it holds.
 *
 * <p><em>Ownership:</em> owns the batch it took last and closes it when the next one is asked for;
 * the native side has references of its own by then, and lets go of them when it has encoded it.
 *
 * <p><em>Threading:</em> called by threads of Arrow's native pool, one at a time and never twice
 * the same; valid for the thread that started the native write once that has returned.
 */
final class BatchReader extends ArrowReader {
  private static final long CLOSE_SECONDS = 1;

  private final PartitionBatches source;
  private final DictionaryProvider provider;
  private final boolean completes;

  /**
   * Without rows, so that there is a schema before the first batch. In the middle of others, it
   * leaves no trace in the file.
   */
  private final VectorSchemaRoot empty;

  private final CountDownLatch closed = new CountDownLatch(1);

  private VectorSchemaRoot current;
  private long rowGroups;
  private Throwable failure;

  /**
   * A reader of one partition.
   *
   * @param completes whether the native side is to see the end, and not a failure, when the run is
   *     stopped; {@link #failure} tells it apart
   */
  BatchReader(
      Schema schema, DictionaryProvider dictionaries, PartitionBatches source, boolean completes) {
    super(source.borrowAllocator());
    this.completes = completes;
    this.source = source;
    provider = dictionaries;
    empty = VectorSchemaRoot.create(schema, source.borrowAllocator());
  }

  /**
   * What ended {@link #loadNextBatch} before the last batch; the native side keeps no more than its
   * text.
   */
  Throwable failure() {
    return failure;
  }

  @Override
  public boolean loadNextBatch() throws WriteException {
    try {
      closeCurrent();
      current = source.take();
      if (current != null) {
        rowGroups += RowGroupLimit.groups(current.getRowCount(), DatasetWriter.MAX_ROW_GROUP_ROWS);
        if (rowGroups > RowGroupLimit.MOST_ROW_GROUPS) {
          throw RowGroupLimit.exceeded(source.partition(), null);
        }
      }
      return current != null;
    } catch (StalledException e) {
      return true; // Shows the empty batch: a write that has failed says so when it gets one.
    } catch (Throwable e) {
      failure = e;
      if (completes && e instanceof StoppedException) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public VectorSchemaRoot getVectorSchemaRoot() {
    return current == null ? empty : current;
  }

  @Override
  public Dictionary lookup(long id) {
    return provider.lookup(id);
  }

  @Override
  public Set<Long> getDictionaryIds() {
    return provider.getDictionaryIds();
  }

  private void closeCurrent() {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  /** Called by the native side, whether or not the write went well. */
  @Override
  protected void closeReadSource() {
    try (VectorSchemaRoot last = empty) {
      closeCurrent();
    } finally {
      closed.countDown();
    }
  }

  /**
   * Waits for the native side's last call, which can come after the write has returned; nothing
   * else tells of it, and the process must not end in the middle of it.
   */
  void awaitClosed() {
    try {
      boolean unused = closed.await(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected Schema readSchema() {
    return empty.getSchema();
  }

  /** Nothing is read from anywhere: the batches are in memory. */
  @Override
  public long bytesRead() {
    return 0;
  }
}
