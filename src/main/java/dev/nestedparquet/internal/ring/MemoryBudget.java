package dev.nestedparquet.internal.ring;

import java.util.List;
import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.rounding.SegmentRoundingPolicy;

/**
 * Budget of the memory of a run's batches. The upper bound of a batch is set aside before the batch
 * is filled, and given back once its buffers are allocated. Bytes that are allocated and bytes that
 * are set aside never exceed the budget together. So filling neither waits for memory nor runs out
 * of it.
 *
 * <p><em>Ownership:</em> owns the allocators. Is closed once all batches are.
 *
 * <p><em>Threading:</em> any thread. A thread that waits for memory is told by {@link #onRelease}.
 * While the lock is held, no other lock is taken, and no memory is allocated or released.
 */
public final class MemoryBudget implements AutoCloseable {
  /**
   * Number of empty batches that writers may be shown while they wait. Nothing is set aside for
   * them, so the allocator's limit exceeds the budget by the bytes of their export.
   */
  private static final int EMPTY_BATCHES = 32;

  /**
   * Buffers are rounded up to a multiple of this. Arrow's default, the next power of two, wastes a
   * third of the memory.
   */
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
   * Makes a budget of which nothing is taken yet.
   *
   * @param bytes most bytes that are allocated or set aside at any time
   * @param batch upper bounds on batches
   * @param stop tells, when the budget is closed, whether the run was stopped
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

  /** Upper bounds on batches. */
  BatchBytes batch() {
    return batch;
  }

  /** Allocator of all batches, which keeps them within the budget; borrowed. */
  public BufferAllocator borrowBatchAllocator() {
    return allocator;
  }

  /**
   * Allocator of the dictionaries, which batches share and which don't count against the budget;
   * borrowed.
   */
  public BufferAllocator borrowSharedAllocator() {
    return sharedAllocator;
  }

  /** Opens the memory of a partition, which the partition's ring closes. */
  PartitionMemory open(int partition) {
    return new PartitionMemory(
        this, allocator.newChildAllocator("partition-" + partition, 0, allocator.getLimit()));
  }

  /** Sets the listener to call after each release of memory, on the thread that releases. */
  void onRelease(Runnable listener) {
    onRelease = listener;
  }

  /** Sets bytes aside if the budget has room for them; returns whether it had. */
  boolean tryReserve(long more) {
    synchronized (lock) {
      // Bytes are given back after they are allocated: so a batch may count twice meanwhile, but it
      // is never left out.
      if (allocator.getAllocatedMemory() + reservedBytes + more > bytes) {
        return false;
      }
      reservedBytes += more;
      return true;
    }
  }

  /** Gives back bytes that were set aside for memory that is allocated by now, or won't be. */
  void giveBack(long reserved) {
    synchronized (lock) {
      reservedBytes -= reserved;
    }
  }

  /**
   * Closes the allocators, which fails if memory leaked. After a stopped run, an allocator whose
   * memory the native side still holds is left open: a failed write never releases it.
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
