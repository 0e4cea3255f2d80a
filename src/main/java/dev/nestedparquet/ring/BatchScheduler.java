package dev.nestedparquet.ring;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.RowRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.rounding.SegmentRoundingPolicy;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Decides which producer fills which batch next, and when: the open partition with the fewest
 * batches alive comes first, as soon as its ring has a free slot and the memory budget has room.
 *
 * <p><em>Back-pressure.</em> A batch lives on after its slot was passed: the native writer holds on
 * to it until it is encoded. So producers wait for bytes, not only for slots. Three rules bound
 * what is alive: all batches together, and those being filled at their largest, stay within the
 * memory budget; a file has no more batches alive than its ring holds and {@value #HELD_BY_WRITER};
 * and a claim sets aside the most that its batch can take, so that filling never waits for memory.
 * What its export takes stays set aside until the next batch is taken, since it has been made then.
 *
 * <p><em>Why it ends.</em> A writer may hold on to 2 batches until the next one comes. With room
 * for 3 per open file, and one per producer, some file can always get its next batch.
 *
 * <p><em>Threading:</em> any. The lock is never held while memory is allocated or released, since
 * the allocator calls back into this class when it releases.
 */
public final class BatchScheduler implements AutoCloseable {
  /** Batches per open file that must fit the memory budget, or the run can stand still. */
  public static final int LEAST_ALIVE_PER_FILE = 3;

  /** Batches of a file that may be alive besides those that its ring can hold. */
  private static final int HELD_BY_WRITER = 2;

  /** What the C structs of an exported field take, each of them rounded up; and of the stream. */
  private static final long EXPORT_BYTES_PER_FIELD = 4 * 1024;

  private static final long EXPORT_BYTES_PER_STREAM = 16 * 1024;

  /** Empty batches that writers may be shown meanwhile, which nothing is set aside for. */
  private static final int EMPTY_BATCHES = 32;

  /** Buffers are rounded up to this; Arrow's default, the next power of two, wastes a third. */
  private static final long ALLOCATION_SEGMENT_BYTES = 1024;

  private final BatchPlan plan;
  private final int ringSize;
  private final long memoryBytes;
  private final BatchFiller filler;
  private final StopSignal stop;
  private final long patienceNanos;
  private final long exportBytes;
  private final long largestReservation;
  private final RootAllocator allocator;
  private final RootAllocator sharedAllocator = new RootAllocator();

  private final LongAdder takenRows = new LongAdder();

  private final ReentrantLock lock = new ReentrantLock();

  /** A slot or memory fell free, a partition was opened, or the run was stopped. */
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private final List<PartitionRing> open = new ArrayList<>();
  private long unclaimedRows;
  private long reservedBytes;

  /**
   * A scheduler without open partitions.
   *
   * @param rows how many rows will be claimed in all
   * @param ringSize slots of each ring, a power of two
   * @param memoryBytes most bytes that are alive at any time
   * @param filler tells how much a batch takes at most; not used to fill
   */
  public BatchScheduler(
      BatchPlan plan,
      long rows,
      int ringSize,
      long memoryBytes,
      BatchFiller filler,
      StopSignal stop) {
    this(plan, rows, ringSize, memoryBytes, filler, stop, StallDetector.FIRST_PATIENCE_NANOS);
  }

  /**
   * Likewise.
   *
   * @param patienceNanos how long a writer may keep batches, and wait for another, before it is
   *     told
   */
  BatchScheduler(
      BatchPlan plan,
      long rows,
      int ringSize,
      long memoryBytes,
      BatchFiller filler,
      StopSignal stop,
      long patienceNanos) {
    this.plan = plan;
    this.ringSize = ringSize;
    this.memoryBytes = memoryBytes;
    this.filler = filler;
    this.stop = stop;
    this.patienceNanos = patienceNanos;
    unclaimedRows = rows;
    exportBytes = exportBytes(filler, plan);
    largestReservation = reservationBytes(filler, plan);
    AllocationListener onRelease =
        new AllocationListener() {
          @Override
          public void onRelease(long bytes) {
            signalChange();
          }
        };
    allocator =
        new RootAllocator(
            onRelease,
            memoryBytes + EMPTY_BATCHES * emptyExportBytes(filler),
            new SegmentRoundingPolicy(ALLOCATION_SEGMENT_BYTES));
    stop.onStop(this::signalChange);
  }

  /**
   * Bytes to set aside for the largest batch of a plan: what its buffers take at most, and its
   * export to C, which the writer allocates from the same budget.
   */
  public static long reservationBytes(BatchFiller filler, BatchPlan plan) {
    return filler.maxBatchBytes(plan.largestBatch()) + exportBytes(filler, plan);
  }

  /** The most that the export of a batch takes, the validity of its top-level struct included. */
  private static long exportBytes(BatchFiller filler, BatchPlan plan) {
    return emptyExportBytes(filler) + plan.largestBatch().rows() / Byte.SIZE;
  }

  private static long emptyExportBytes(BatchFiller filler) {
    return EXPORT_BYTES_PER_FIELD * countFields(filler.schema().getFields())
        + EXPORT_BYTES_PER_STREAM;
  }

  private static long countFields(List<Field> fields) {
    return fields.stream().mapToLong(field -> 1 + countFields(field.getChildren())).sum();
  }

  /** The allocator of all batches, which stay within the memory budget; borrowed. */
  public BufferAllocator borrowBatchAllocator() {
    return allocator;
  }

  /** An allocator for what batches share, dictionaries, outside the budget; borrowed. */
  public BufferAllocator borrowSharedAllocator() {
    return sharedAllocator;
  }

  /** Opens a partition: from now on producers fill its batches. */
  public PartitionRing open(int partition) {
    BufferAllocator child =
        allocator.newChildAllocator("partition-" + partition, 0, allocator.getLimit());
    PartitionRing ring =
        new PartitionRing(
            partition,
            plan,
            filler,
            child,
            ringSize,
            stop,
            this::batchTaken,
            this::holdsTooMany,
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
  public BatchClaim claim() throws InterruptedException {
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
    PartitionRing neediest = null;
    int fewest = ringSize + HELD_BY_WRITER;
    for (PartitionRing ring : open) {
      if (ring.hasUnclaimed() && ring.hasRoom()) {
        int alive = ring.aliveBatches();
        if (alive < fewest) {
          neediest = ring;
          fewest = alive;
        }
      }
    }
    if (neediest == null) {
      return null;
    }
    RowRange rows = neediest.nextRows();
    long bytes = filler.maxBatchBytes(rows) + exportBytes;
    if (bytes > largestReservation) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "filler %s says that rows from %,d on take more bytes than the plan's last rows",
              filler.name(),
              rows.first()));
    }
    if (allocator.getAllocatedMemory() + reservedBytes + bytes > memoryBytes) {
      return null;
    }
    reservedBytes += bytes;
    unclaimedRows -= rows.rows();
    return new BatchClaim(neediest, neediest.claim(), rows, bytes);
  }

  /** Publishes a filled batch; the ring's taker owns it from here. */
  public void transfer(BatchClaim claim, Batch batch) {
    lock.lock();
    try {
      reservedBytes -= claim.reservedBytes() - exportBytes; // It is yet to be exported.
      claim.ring().noteFilled(batch);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    claim.ring().transfer(claim.sequence(), batch);
  }

  /** Forgets a partition that its writer is done with; the ring stays the caller's. */
  public void retire(PartitionRing ring) {
    lock.lock();
    try {
      open.remove(ring);
      if (ring.exchangeExportPending(false)) {
        reservedBytes -= exportBytes;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A batch is exported after it was taken, and has been when the next one is. */
  private void batchTaken(PartitionRing ring, Batch batch) {
    takenRows.add(batch.rows().rows());
    lock.lock();
    try {
      if (ring.exchangeExportPending(true)) {
        reservedBytes -= exportBytes;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A writer that waits for a batch may hold on to fewer until it comes. */
  private boolean holdsTooMany(PartitionRing ring) {
    lock.lock();
    try {
      return ring.heldBatches() >= LEAST_ALIVE_PER_FILE;
    } finally {
      lock.unlock();
    }
  }

  /** Rows that writers have taken so far. */
  public long takenRows() {
    return takenRows.sum();
  }

  private void signalChange() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Closes the allocators, which fails if memory leaked. After a stopped run what the native side
   * still holds is not closed under it: a failed write never lets go of it.
   */
  @Override
  public void close() {
    for (BufferAllocator each : List.of(allocator, sharedAllocator)) {
      if (!stop.isStopped() || each.getAllocatedMemory() == 0) {
        each.close();
      }
    }
  }
}
