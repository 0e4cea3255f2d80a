package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Another filler, with something happening before each batch; and an eye on its memory, which shows
 * after a run whether anything was left behind.
 */
final class WatchedFiller implements BatchFiller {
  private final BatchFiller filler;
  private final Consumer<RowRange> beforeFill;
  private final AtomicReference<BufferAllocator> allocator;
  private final AtomicReference<Throwable> failure;

  private WatchedFiller(
      BatchFiller filler,
      Consumer<RowRange> beforeFill,
      AtomicReference<BufferAllocator> allocator,
      AtomicReference<Throwable> failure) {
    this.filler = filler;
    this.beforeFill = beforeFill;
    this.allocator = allocator;
    this.failure = failure;
  }

  /** Calls back before each batch, on the producer's thread; not for a batch without rows. */
  static WatchedFiller calling(Consumer<RowRange> beforeFill, BatchFiller filler) {
    return new WatchedFiller(filler, beforeFill, new AtomicReference<>(), new AtomicReference<>());
  }

  static WatchedFiller watching(BatchFiller filler) {
    return calling(rows -> {}, filler);
  }

  /** Throws in place of filling a batch, counted from 0 over all producers. */
  static WatchedFiller failingAtBatch(int batch, RuntimeException failure, BatchFiller filler) {
    AtomicInteger filled = new AtomicInteger();
    return calling(
        rows -> {
          if (filled.getAndIncrement() == batch) {
            throw failure;
          }
        },
        filler);
  }

  /** Bytes of the run's allocator that are not released. */
  long allocatedBytes() {
    BufferAllocator at = allocator.get();
    return at == null ? 0 : at.getAllocatedMemory();
  }

  /** What the filler itself threw last; null if nothing. */
  Throwable failure() {
    return failure.get();
  }

  @Override
  public Counts fill(RowRange rows, VectorSchemaRoot root) {
    BufferAllocator at = root.getVector(0).getAllocator();
    allocator.set(at.getParentAllocator() == null ? at : at.getParentAllocator());
    if (!rows.isEmpty()) {
      beforeFill.accept(rows);
    }
    try {
      return filler.fill(rows, root);
    } catch (Throwable e) {
      failure.set(e);
      throw e;
    }
  }

  @Override
  public BatchFiller forProducer() {
    return new WatchedFiller(filler.forProducer(), beforeFill, allocator, failure);
  }

  @Override
  public String name() {
    return filler.name();
  }

  @Override
  public Schema schema() {
    return filler.schema();
  }

  @Override
  public long maxBatchBytes(RowRange rows) {
    return filler.maxBatchBytes(rows);
  }

  @Override
  public long rowsOfBatch(RowRange rows) {
    return filler.rowsOfBatch(rows);
  }

  @Override
  public MapDictionaryProvider newDictionaries(BufferAllocator dictionaryAllocator) {
    return filler.newDictionaries(dictionaryAllocator);
  }

  @Override
  public Map<String, Object> parameters() {
    return filler.parameters();
  }
}
