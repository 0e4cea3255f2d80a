package dev.nestedparquet.internal.ring;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.PartitionBatches.StoppedException;
import dev.nestedparquet.batch.RowRange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides which batch a producer fills next, and when. The open partition with the fewest batches
 * alive comes first, as soon as its ring has a free slot and the memory budget has room.
 *
 * <p><em>Back-pressure.</em> A batch stays alive after it was taken from its slot: the native
 * writer holds it until it is encoded. So producers wait for bytes, not only for slots. Three rules
 * bound the batches that are alive. First, all batches together stay within the {@link
 * MemoryBudget}, where a batch that is being filled counts by its upper bound. Second, a partition
 * has no more batches alive than its ring has slots, and {@value #HELD_BY_WRITER} more. Third, a
 * claim sets aside the upper bound of its batch, so that filling never waits for memory.
 *
 * <p><em>Why it ends.</em> A writer may hold 2 batches until the next one comes. With room for 3
 * batches of each open file, and one of each producer, some file can always get its next batch.
 *
 * <p><em>Threading:</em> any thread. The lock guards open partitions and claims. A claim also
 * depends on free slots and free memory, which change without the lock; whoever changes them takes
 * the lock afterwards to signal it. So a producer that looked before the change waits by then, and
 * looks again. The lock is never held while memory is allocated or released, since the allocator
 * calls back into this class when it releases.
 */
public final class BatchScheduler {
  /**
   * Number of batches of each open file that must fit the memory budget, or the run could stand
   * still.
   */
  public static final int LEAST_ALIVE_PER_FILE = 3;

  /** Number of batches of a file that may be alive besides those that fit its ring. */
  private static final int HELD_BY_WRITER = 2;

  private final BatchPlan plan;
  private final int ringSize;
  private final MemoryBudget memory;
  private final BatchFiller filler;
  private final StopSignal stop;
  private final long patienceNanos;

  private final LongAdder takenRows = new LongAdder();

  private final ReentrantLock lock = new ReentrantLock();

  /**
   * Signalled when a slot or memory is free again, a partition was opened, or the run was stopped.
   */
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private final List<PartitionRing> open = new ArrayList<>();
  private long unclaimedRows;

  /**
   * Makes a scheduler without open partitions.
   *
   * @param rows number of rows that will be claimed in all
   * @param ringSize slots of each ring, a power of two
   * @param memory budget of the batches of this scheduler alone; borrowed
   * @param filler tells the upper bounds on batches; not used to fill
   */
  public BatchScheduler(
      BatchPlan plan,
      long rows,
      int ringSize,
      MemoryBudget memory,
      BatchFiller filler,
      StopSignal stop) {
    this(plan, rows, ringSize, memory, filler, stop, StallDetector.FIRST_PATIENCE_NANOS);
  }

  /**
   * Makes a scheduler without open partitions, with another patience.
   *
   * @param patienceNanos how long a writer may keep too many batches, and wait for another one,
   *     before its wait fails by {@link dev.nestedparquet.batch.PartitionBatches.StalledException}
   */
  BatchScheduler(
      BatchPlan plan,
      long rows,
      int ringSize,
      MemoryBudget memory,
      BatchFiller filler,
      StopSignal stop,
      long patienceNanos) {
    this.plan = plan;
    this.ringSize = ringSize;
    this.memory = memory;
    this.filler = filler;
    this.stop = stop;
    this.patienceNanos = patienceNanos;
    unclaimedRows = rows;
    memory.onRelease(this::signalChange);
    stop.onStop(this::signalChange);
  }

  /**
   * Opens a partition: from now on producers fill its batches.
   *
   * @param writerBytes bytes that are set aside for the partition's writer besides batches; only
   *     handed on
   */
  public PartitionRing open(int partition, long writerBytes) {
    PartitionRing ring =
        new PartitionRing(
            partition,
            plan,
            filler,
            memory.open(partition),
            writerBytes,
            ringSize,
            stop,
            this::batchTaken,
            patienceNanos);
    lock.lock();
    try {
      open.add(ring);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    return ring;
  }

  /**
   * Claims a batch to fill, and waits until there is one that may be filled.
   *
   * @return the claim; null once all rows are claimed
   * @throws StoppedException if the run is stopped
   */
  BatchClaim claim() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        stop.check();
        if (unclaimedRows == 0) {
          return null;
        }
        BatchClaim claim = tryClaim();
        if (claim != null) {
          return claim;
        }
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private BatchClaim tryClaim() {
    PartitionRing ring = neediest();
    if (ring == null) {
      return null;
    }
    RowRange rows = ring.nextRows();
    long bytes = memory.batch().of(rows);
    if (!memory.tryReserve(bytes)) {
      return null;
    }
    unclaimedRows -= rows.rows();
    return ring.claim(bytes);
  }

  /** Open partition with the fewest batches alive, of those that may have another one. */
  private PartitionRing neediest() {
    PartitionRing neediest = null;
    int fewest = ringSize + HELD_BY_WRITER;
    for (PartitionRing ring : open) {
      if (ring.canClaim()) {
        int alive = ring.aliveBatches();
        if (alive < fewest) {
          neediest = ring;
          fewest = alive;
        }
      }
    }
    return neediest;
  }

  /** Publishes a filled batch, which the ring's taker owns from here. */
  void transfer(BatchClaim claim, Batch batch) {
    claim.ring().noteFilled(claim, batch);
    signalChange();
    claim.ring().transfer(claim.sequence(), batch);
  }

  /**
   * Closes a partition to producers, since its writer is done with it. The ring stays the caller's.
   */
  public void retire(PartitionRing ring) {
    ring.noteWritten();
    lock.lock();
    try {
      open.remove(ring);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void batchTaken(long rows) {
    takenRows.add(rows);
    signalChange();
  }

  /** Number of rows that writers have taken so far. */
  public long takenRows() {
    return takenRows.sum();
  }

  private void signalChange() {
    assert !lock.isHeldByCurrentThread() : "memory is released, or the run stopped, under the lock";
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Number of producers that have looked for a batch in vain since the last change, and wait. */
  int waitingClaims() {
    lock.lock();
    try {
      return lock.getWaitQueueLength(changed);
    } finally {
      lock.unlock();
    }
  }
}
