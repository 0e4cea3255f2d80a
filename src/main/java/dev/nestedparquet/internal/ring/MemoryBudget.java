package dev.nestedparquet.internal.ring;

import java.util.List;
import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.rounding.SegmentRoundingPolicy;

/**
 * The memory of a run's batches. Bytes are set aside before a batch is filled, and given back as
 * soon as they are allocated; what is allocated and what is set aside never exceed the budget
 * together. So filling never waits for memory, and never runs out of it.
 *
 * <p><em>Ownership:</em> of the allocators; closed once all batches are.
 *
 * <p><em>Threading:</em> any. Who waits for memory, waits for {@link #onRelease}. The lock is the
 * innermost: nothing else is locked, and no memory allocated or released, while it is held.
 */
public final class MemoryBudget implements AutoCloseable {
  /** Empty batches that writers may be shown meanwhile, which nothing is set aside for. */
  private static final int EMPTY_BATCHES = 32;

  /** Buffers are rounded up to this; Arrow's default, the next power of two, wastes a third. */
  private static final long ALLOCATION_SEGMENT_BYTES = 1024;

  private final long bytes;
  private final BatchBytes batch;
  private final StopSignal stop;
  private final RootAllocator allocator;
  private final RootAllocator sharedAllocator = new RootAllocator();
  private volatile Runnable onRelease = () -> {};

  private final Object lock = new Object();

  // Guarded by the lock.
  private long reservedBytes;

  /**
   * A budget that nothing is taken from yet.
   *
   * @param bytes most bytes that are alive at any time
   * @param batch what batches take at most
   * @param stop tells, on closing, whether the run was stopped
   */
  public MemoryBudget(long bytes, BatchBytes batch, StopSignal stop) {
    this.bytes = bytes;
    this.batch = batch;
    this.stop = stop;
    AllocationListener listener =
        new AllocationListener() {
          @Override
          public void onRelease(long released) {
            assert !Thread.holdsLock(lock) : "memory is released under the lock";
            onRelease.run();
          }
        };
    allocator =
        new RootAllocator(
            listener,
            bytes + EMPTY_BATCHES * batch.emptyExport(),
            new SegmentRoundingPolicy(ALLOCATION_SEGMENT_BYTES));
  }

  /** What batches take at most. */
  BatchBytes batch() {
    return batch;
  }

  /** The allocator of all batches, which stay within the memory budget; borrowed. */
  public BufferAllocator borrowBatchAllocator() {
    return allocator;
  }

  /** An allocator for what batches share, dictionaries, outside the budget; borrowed. */
  public BufferAllocator borrowSharedAllocator() {
    return sharedAllocator;
  }

  /** The memory of a partition; its ring closes it. */
  PartitionMemory open(int partition) {
    return new PartitionMemory(
        this, allocator.newChildAllocator("partition-" + partition, 0, allocator.getLimit()));
  }

  /** Has the listener called after each release of memory, on the thread that releases. */
  void onRelease(Runnable listener) {
    onRelease = listener;
  }

  /** Sets bytes aside if the budget has room for them. */
  boolean tryReserve(long more) {
    synchronized (lock) {
      // In this order of events, a batch that is being filled counts twice, but never not at all.
      if (allocator.getAllocatedMemory() + reservedBytes + more > bytes) {
        return false;
      }
      reservedBytes += more;
      return true;
    }
  }

  /** Gives back what was set aside for memory that is allocated by now, or won't be. */
  void giveBack(long reserved) {
    synchronized (lock) {
      reservedBytes -= reserved;
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
