package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.Advised.Advice;
import dev.nestedparquet.batch.Advised.Setting;
import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.internal.ring.BatchBytes;
import dev.nestedparquet.internal.ring.BatchScheduler;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;

/**
 * Shares of the memory budget that a batch and an open file take.
 *
 * @param batchBytes upper bound, in bytes, on a batch and its export by Arrow's C data interface
 * @param writerBytes bytes that the writer needs for an open file, besides batches
 */
record MemoryShares(long batchBytes, long writerBytes) {
  static MemoryShares of(PipelineOptions options, BatchFiller filler) {
    try (BufferAllocator allocator = new RootAllocator();
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      return of(options, filler, options.plan(), dictionaries);
    }
  }

  private static MemoryShares of(
      PipelineOptions options,
      BatchFiller filler,
      BatchPlan plan,
      DictionaryProvider dictionaries) {
    return new MemoryShares(
        new BatchBytes(filler, plan).largest(),
        options.writer().bytesPerFile(filler, plan, dictionaries));
  }

  /** Bytes that a file needs at least while it is open: its writer's, and those of its batches. */
  long fileBytes() {
    return BatchScheduler.LEAST_ALIVE_PER_FILE * batchBytes + writerBytes;
  }

  /** Bytes of the least budget that a run can do with. */
  long neededBytes(int producers) {
    return producers * batchBytes + fileBytes();
  }

  /**
   * Setting that makes a run need no more than its budget, with a value that would do; empty if
   * there is none.
   */
  Optional<Advice> adviceToNeedLess(PipelineOptions options, BatchFiller filler, int producers) {
    try (BufferAllocator allocator = new RootAllocator();
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      BatchPlan plan = options.plan();
      long forWriter = options.memoryBytes() - neededBytes(producers) + writerBytes;
      Optional<Advice> advice =
          options.writer().adviceToNeedLess(filler, plan, dictionaries, Math.max(0, forWriter));
      for (int rows = plan.batchRows() / 2; advice.isEmpty() && rows > 0; rows /= 2) {
        BatchPlan shorter = new BatchPlan(plan.rows(), plan.partitions(), rows);
        MemoryShares less = of(options, filler, shorter, dictionaries);
        if (less.neededBytes(producers) <= options.memoryBytes()) {
          advice = Optional.of(new Advice(Setting.BATCH_ROWS, (long) rows));
        }
      }
      return advice;
    }
  }
}
