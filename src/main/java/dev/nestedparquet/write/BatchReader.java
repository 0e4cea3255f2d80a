package dev.nestedparquet.write;

import dev.nestedparquet.batch.PartitionBatches;
import dev.nestedparquet.batch.PartitionBatches.StalledException;
import dev.nestedparquet.batch.PartitionBatches.StoppedException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Shows a partition's batches to the native writer as an {@link ArrowReader}. Nothing is copied:
 * the reader's root is the batch that it holds.
 *
 * <p><em>Ownership:</em> the reader owns the batch that it took last, and closes it when the native
 * side asks for the next one. By then the native side has references of its own to the buffers, and
 * releases them when it has encoded the batch.
 *
 * <p><em>Threading:</em> called by threads of Arrow's native pool, one at a time, and not by the
 * same one each time. Once the native write has returned, the thread that started it sees the
 * reader's fields as the last of them left these.
 */
final class BatchReader extends ArrowReader {
  private static final long CLOSE_SECONDS = 1;

  private final PartitionBatches source;
  private final DictionaryProvider provider;
  private final boolean completes;

  /**
   * Root without rows, which gives the schema before there is a first batch. Shown between other
   * batches, it leaves no trace in the file.
   */
  private final VectorSchemaRoot empty;

  private final CountDownLatch closed = new CountDownLatch(1);

  private VectorSchemaRoot current;
  private long rowGroups;
  private Throwable failure;

  /**
   * Makes a reader of one partition's batches.
   *
   * @param completes whether the native side is to see the end of the batches, instead of a
   *     failure, when the run is stopped; {@link #failure} tells the two apart
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
   * Failure that ended {@link #loadNextBatch} before the last batch; null if there was none. The
   * native side keeps no more than its text.
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
      return true; // The empty batch is next: a write that has failed returns on it.
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

  /** Closes the batches. The native side calls this last, whether or not the write went well. */
  @Override
  protected void closeReadSource() {
    try (VectorSchemaRoot last = empty) {
      closeCurrent();
    } finally {
      closed.countDown();
    }
  }

  /**
   * Waits for the native side's last call, for {@value #CLOSE_SECONDS} second at most. The call can
   * come after the write has returned, nothing else tells of it, and the process must not end in
   * the middle of it.
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

  /** Returns 0: the batches come from memory. */
  @Override
  public long bytesRead() {
    return 0;
  }
}
