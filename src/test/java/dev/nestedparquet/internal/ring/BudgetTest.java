package dev.nestedparquet.internal.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.internal.ring.RingFixture.Running;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Whatever the sizes, a run ends and stays within its memory, even with a writer that holds on to
 * two batches until the next one comes, as the native one does.
 */
final class BudgetTest {
  private static final int HELD_BY_WRITER = 2;

  @Property(tries = 800, shrinking = ShrinkingMode.OFF)
  void runsEndWithinTheirBudget(
      @ForAll @IntRange(min = 1, max = 5_000) int rows,
      @ForAll @IntRange(min = 1, max = 5) int partitions,
      @ForAll @IntRange(min = 1, max = 3_000) int batchRows,
      @ForAll @IntRange(max = 3) int ringSizeLog,
      @ForAll @IntRange(min = 1, max = 5) int producers,
      @ForAll @IntRange(max = 6) int batchesAboveTheFloor)
      throws Exception {
    BatchPlan plan = new BatchPlan(rows, partitions, Math.max(batchRows, rows / 400));
    run(plan, 1 << ringSizeLog, producers, batchesAboveTheFloor);
  }

  /** What a tiny batch takes is mostly rounding, and more of it than there are values. */
  @Example
  void runsOfTinyBatchesEnd() throws Exception {
    run(new BatchPlan(500, 1, 1), 1, 1, 0);
    run(new BatchPlan(500, 3, 7), 1, 16, 0);
    run(new BatchPlan(500, 1, 1), 8, 1, 1_000);
  }

  private static void run(BatchPlan plan, int ringSize, int producers, int batchesAboveTheFloor)
      throws Exception {
    int floor = BatchScheduler.LEAST_ALIVE_PER_FILE * plan.partitions() + producers;
    try (RingFixture fixture = new RingFixture(plan, ringSize, floor + batchesAboveTheFloor)) {
      List<Running<Long>> tasks = new ArrayList<>();
      for (PartitionRing ring : fixture.rings) {
        tasks.add(start(fixture, () -> takeAll(ring)));
      }
      for (int i = 0; i < producers; i++) {
        Producer producer = new Producer(fixture.scheduler, fixture.filler);
        tasks.add(start(fixture, () -> produceAll(producer)));
      }
      long taken = 0;
      for (Running<Long> task : tasks) {
        taken += task.result();
      }
      assertThat(taken).isEqualTo(plan.rows());
      assertThat(fixture.memory.borrowBatchAllocator().getPeakMemoryAllocation())
          .isLessThanOrEqualTo(fixture.memory.borrowBatchAllocator().getLimit());
    }
  }

  @FunctionalInterface
  private interface Task {
    long run() throws Exception;
  }

  /** A failure in one task ends the others, so that it shows at once. */
  private static Running<Long> start(RingFixture fixture, Task task) {
    return RingFixture.start(
        () -> {
          try {
            return task.run();
          } catch (Throwable e) {
            fixture.stop.stop(e);
            throw e;
          }
        });
  }

  private static long produceAll(Producer producer) throws InterruptedException {
    producer.produce();
    return 0;
  }

  /** Takes all batches of a ring and checks that their rows come in order. */
  private static long takeAll(PartitionRing ring) {
    Deque<VectorSchemaRoot> held = new ArrayDeque<>();
    long next = ring.rows().first();
    try {
      VectorSchemaRoot batch;
      while ((batch = ring.take()) != null) {
        held.add(batch);
        if (held.size() > HELD_BY_WRITER) {
          held.remove().close();
        }
        BigIntVector numbers = (BigIntVector) batch.getVector("row");
        for (int i = 0; i < batch.getRowCount(); i++) {
          assertThat(numbers.get(i)).isEqualTo(next++);
        }
      }
    } finally {
      held.forEach(VectorSchemaRoot::close);
    }
    assertThat(next).isEqualTo(ring.rows().end());
    return ring.rows().rows();
  }
}
