package dev.nestedparquet.internal.ring;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.batch.StoppedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides which producer fills which batch next, and when: the open partition with the fewest
 * batches alive comes first, as soon as its ring has a free slot and the memory budget has room.
 *
 * <p><em>Back-pressure.</em> A batch lives on after its slot was passed: the native writer holds on
 * to it until it is encoded. So producers wait for bytes, not only for slots. Three rules bound
 * what is alive: all batches together, and those being filled at their largest, stay within the
 * {@link MemoryBudget}; a file has no more batches alive than its ring holds and {@value
 * #HELD_BY_WRITER}; and a claim sets aside the most that its batch can take, so that filling never
 * waits for memory.
 *
 * <p><em>Why it ends.</em> A writer may hold on to 2 batches until the next one comes. With room
 * for 3 per open file, and one per producer, some file can always get its next batch.
 *
 * <p><em>Threading:</em> any. The lock guards who claims what. Whatever else a claim depends on (a
 * free slot, memory) changes first, and then the lock is taken to signal it: a producer that has
 * looked in vain waits by then, and looks again. The lock is never held while memory is allocated
 * or released, since the allocator calls back into this class when it releases.
 */
public final class BatchScheduler {
  /** Batches per open file that must fit the memory budget, or the run can stand still. */
  public static final int LEAST_ALIVE_PER_FILE = 3;

  /** Batches of a file that may be alive besides those that its ring can hold. */
  private static final int HELD_BY_WRITER = 2;

  private final BatchPlan plan;
  private final int ringSize;
  private final MemoryBudget memory;
  private final BatchFiller filler;
  private final StopSignal stop;
  private final long patienceNanos;

  private final LongAdder takenRows = new LongAdder();

  private final ReentrantLock lock = new ReentrantLock();

  /** A slot or memory fell free, a partition was opened, or the run was stopped. */
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private final List<PartitionRing> open = new ArrayList<>();
  private long unclaimedRows;

  /**
   * A scheduler without open partitions.
   *
   * @param rows how many rows will be claimed in all
   * @param ringSize slots of each ring, a power of two
   * @param memory of the batches of this scheduler alone; borrowed
   * @param filler tells how much a batch takes at most; not used to fill
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
   * A scheduler without open partitions, with another patience.
   *
   * @param patienceNanos how long a writer may keep batches, and wait for another, before it is
   *     told
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
   * @param writerBytes what is set aside for its writer besides batches, for the writer to know
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
   * Claims a batch to fill; waits until one may be filled.
   *
   * @return null once all rows are claimed
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

  /** The open partition with the fewest batches alive, of those that may have another. */
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

  /** Publishes a filled batch; the ring's taker owns it from here. */
  void transfer(BatchClaim claim, Batch batch) {
    claim.ring().noteFilled(claim, batch);
    signalChange();
    claim.ring().transfer(claim.sequence(), batch);
  }

  /** Forgets a partition that its writer is done with; the ring stays the caller's. */
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

  /** Rows that writers have taken so far. */
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

  /** Producers that have looked for a batch since the last change in vain, and wait. */
  int waitingClaims() {
    lock.lock();
    try {
      return lock.getWaitQueueLength(changed);
    } finally {
      lock.unlock();
    }
  }
}
