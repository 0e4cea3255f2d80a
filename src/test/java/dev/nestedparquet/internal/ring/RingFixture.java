package dev.nestedparquet.internal.ring;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.PartitionBatches;
import dev.nestedparquet.batch.fixtures.RowNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A scheduler with open partitions; closing it closes all allocators, and so finds leaks. */
final class RingFixture implements AutoCloseable {
  /** Long enough for any machine; what takes this long hangs. */
  static final int PATIENCE_SECONDS = 120;

  final BatchFiller filler = new RowNumbers();
  final StopSignal stop = new StopSignal();
  final MemoryBudget memory;
  final BatchScheduler scheduler;
  final List<PartitionRing> rings = new ArrayList<>();

  /**
   * Opens all partitions of a plan.
   *
   * @param batchesOfMemory how many of the largest batches fit the budget
   */
  RingFixture(BatchPlan plan, int ringSize, int batchesOfMemory) {
    BatchBytes batch = new BatchBytes(filler, plan);
    memory = new MemoryBudget(batchesOfMemory * batch.largest(), batch, stop);
    scheduler = new BatchScheduler(plan, plan.rows(), ringSize, memory, filler, stop);
    for (int part = 0; part < plan.partitions(); part++) {
      rings.add(scheduler.open(part, /* writerBytes= */ 0));
    }
  }

  /** A ring of one partition with so many batches of 100 rows, and plenty of memory. */
  static RingFixture onePartition(int batches, int ringSize) {
    return new RingFixture(new BatchPlan(batches * 100L, 1, 100), ringSize, 100);
  }

  PartitionRing ring() {
    return rings.get(0);
  }

  /** Fills the batch of a claim, as a producer does. */
  Batch fill(BatchClaim claim) {
    VectorSchemaRoot root =
        VectorSchemaRoot.create(filler.schema(), claim.ring().borrowAllocator());
    return Batch.transferFrom(root, claim.rows(), filler.fill(claim.rows(), root));
  }

  void fillAndPublish(BatchClaim claim) {
    scheduler.transfer(claim, fill(claim));
  }

  /** Takes a batch, closes it and gives the first of its row numbers. */
  static long takeFirstRow(PartitionBatches batches) {
    try (VectorSchemaRoot batch = batches.take()) {
      return ((BigIntVector) batch.getVector("row")).get(0);
    }
  }

  /** A task on a thread of its own. */
  static <T> Running<T> start(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future, "test-task");
    thread.setDaemon(true);
    thread.start();
    return new Running<>(thread, future);
  }

  /** A task that was started. */
  record Running<T>(Thread thread, FutureTask<T> future) {
    T result() throws InterruptedException, ExecutionException, TimeoutException {
      return future.get(PATIENCE_SECONDS, SECONDS);
    }
  }

  /**
   * Returns once the tasks have claimed in vain, and wait. One that was woken by what the caller
   * has done before has looked again by then: a signal takes it off those that wait.
   */
  void awaitBlockedClaims(List<? extends Running<?>> tasks) {
    awaitBlocked(scheduler::waitingClaims, tasks);
  }

  void awaitBlockedClaim(Running<?> task) {
    awaitBlockedClaims(List.of(task));
  }

  /** Returns once the task has found no batch in the first ring, as of now, and waits. */
  void awaitBlockedTaker(Running<?> task) {
    awaitBlocked(ring()::waitingTakers, List.of(task));
  }

  /** Returns once as many threads wait as there are tasks; one that spins never does. */
  static void awaitBlocked(IntSupplier waiting, List<? extends Running<?>> tasks) {
    long deadline = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
    while (waiting.getAsInt() != tasks.size()) {
      for (Running<?> task : tasks) {
        assertThat(task.future()).as("the task should wait").isNotDone();
      }
      assertThat(System.nanoTime()).as("the task should wait").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    for (PartitionRing ring : rings) {
      scheduler.retire(ring);
      ring.discardUntaken();
      ring.close();
    }
    memory.close();
    assertThat(memory.borrowBatchAllocator().getAllocatedMemory()).isZero();
  }
}
