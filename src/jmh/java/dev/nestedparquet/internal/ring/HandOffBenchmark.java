package dev.nestedparquet.internal.ring;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds a batch from claim to take, with next to nothing in the batch. A batch of 32,768
 * contacts takes half a millisecond to fill and several to encode.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class HandOffBenchmark {
  private static final int BATCHES = 20_000;
  private static final long MEMORY_BYTES = 64 << 20;

  /** One row of one number: its index in the data set. */
  private static final class RowNumbers implements BatchFiller {
    private static final Schema SCHEMA =
        new Schema(List.of(Field.notNullable("row", new ArrowType.Int(64, true))));

    @Override
    public String name() {
      return "row-numbers";
    }

    @Override
    public Schema schema() {
      return SCHEMA;
    }

    @Override
    public long maxBatchBytes(RowRange rows) {
      return 4096;
    }

    @Override
    public Counts fill(RowRange rows, VectorSchemaRoot root) {
      BigIntVector vector = (BigIntVector) root.getVector(0);
      vector.allocateNew(1);
      vector.set(0, rows.first());
      root.setRowCount(1);
      return Counts.NONE;
    }
  }

  @Param({"1", "2"})
  private int producers;

  /** The ring and the scheduler alone: no memory is allocated. */
  @Benchmark
  @OperationsPerInvocation(BATCHES)
  public long handOff() throws InterruptedException {
    VectorSchemaRoot nothing = new VectorSchemaRoot(List.of());
    return run(
        scheduler -> {
          BatchClaim claim;
          while ((claim = scheduler.claim()) != null) {
            scheduler.transfer(claim, new Batch(nothing, claim.rows(), Counts.NONE, 0));
          }
        },
        batch -> batch.rows().first());
  }

  /** With a root, two buffers and the count of references that bounds what is alive. */
  @Benchmark
  @OperationsPerInvocation(BATCHES)
  public long handOffOfOneRow() throws InterruptedException {
    return run(
        scheduler -> new Producer(scheduler, new RowNumbers()).produce(),
        batch -> ((BigIntVector) batch.root().getVector(0)).get(0));
  }

  private interface ProducerTask {
    void produce(BatchScheduler scheduler) throws InterruptedException;
  }

  private interface RowOfBatch {
    long of(Batch batch);
  }

  private long run(ProducerTask task, RowOfBatch row) throws InterruptedException {
    StopSignal stop = new StopSignal();
    BatchPlan plan = new BatchPlan(BATCHES, 1, 1);
    RowNumbers filler = new RowNumbers();
    try (MemoryBudget memory = new MemoryBudget(MEMORY_BYTES, new BatchBytes(filler, plan), stop)) {
      BatchScheduler scheduler = new BatchScheduler(plan, BATCHES, 2, memory, filler, stop);
      PartitionRing ring = scheduler.open(0, /* writerBytes= */ 0);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < producers; i++) {
        threads.add(new Thread(() -> produce(task, scheduler, stop)));
      }
      threads.forEach(Thread::start);
      long taken = takeAll(ring, row);
      for (Thread thread : threads) {
        thread.join();
      }
      ring.close();
      return taken;
    }
  }

  private static void produce(ProducerTask task, BatchScheduler scheduler, StopSignal stop) {
    try {
      task.produce(scheduler);
    } catch (Throwable e) {
      stop.stop(e);
    }
  }

  /** Every batch has to come, with its row, in order. */
  private static long takeAll(PartitionRing ring, RowOfBatch row) {
    long taken = 0;
    Batch batch;
    while ((batch = ring.takeBatch()) != null) {
      if (row.of(batch) != taken) {
        throw new IllegalStateException("row " + row.of(batch) + " came as row " + taken);
      }
      batch.close();
      taken++;
    }
    if (taken != BATCHES) {
      throw new IllegalStateException(taken + " batches came, not " + BATCHES);
    }
    return taken;
  }
}
