package dev.nestedparquet.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.contact.ContactFiller;
import dev.nestedparquet.verify.fixtures.ManyTypes;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

final class WorkersTest {
  private final AtomicBoolean cancelled = new AtomicBoolean();

  private Worker open(BatchFiller filler, BufferAllocator allocator) throws IOException {
    return Worker.open(
        filler,
        new Worker.Shared(new LongAdder(), new ConcurrentHashMap<>(), cancelled),
        allocator);
  }

  @Test
  void waitsForTheFirstWorkerIfTheSecondCanNotBeMade() throws Exception {
    CountDownLatch atWork = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    try (BufferAllocator allocator = new RootAllocator()) {
      AtomicBoolean isFirst = new AtomicBoolean(true);
      Workers.Factory factory =
          () -> {
            if (isFirst.getAndSet(false)) {
              return open(new ContactFiller(0, 1), allocator);
            }
            await(atWork);
            throw new IOException("no memory for it", null);
          };
      try (Workers workers = new Workers(2, cancelled, factory)) {
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(
                () ->
                    workers.forEach(
                        List.of(1, 2),
                        (worker, item) -> {
                          atWork.countDown();
                          while (!cancelled.get()) {
                            Thread.onSpinWait();
                          }
                          ended.set(true);
                        }))
            .withMessage("no memory for it");
        assertThat(ended).isTrue();
      }
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  /** Has dictionaries, and then no schema. */
  private static final class Broken implements BatchFiller {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public Schema schema() {
      throw new IllegalStateException("no schema");
    }

    @Override
    public MapDictionaryProvider newDictionaries(BufferAllocator allocator) {
      return new ManyTypes().newDictionaries(allocator);
    }

    @Override
    public long maxBatchBytes(RowRange rows) {
      return 0;
    }

    @Override
    public Counts fill(RowRange rows, VectorSchemaRoot root) {
      throw new IllegalStateException("no rows");
    }
  }

  /** The allocator tells what stays open. */
  @Test
  void aWorkerThatCanNotBeMadeLeavesNothingOpen() {
    try (BufferAllocator allocator = new RootAllocator()) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> open(new Broken(), allocator))
          .withMessage("no schema");
      assertThat(allocator.getAllocatedMemory()).isZero();
    }
  }
}
