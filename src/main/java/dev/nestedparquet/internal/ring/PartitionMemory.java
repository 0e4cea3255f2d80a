package dev.nestedparquet.internal.ring;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Memory of a partition's batches. The bytes of a batch's export are set aside until the next batch
 * is taken, by which time the writer has made the export.
 *
 * <p><em>Ownership:</em> owns the partition's allocator.
 *
 * <p><em>Threading:</em> any thread.
 */
final class PartitionMemory implements AutoCloseable {
  private final MemoryBudget budget;
  private final BufferAllocator allocator;

  /** True while the batch that was taken last may still have to be exported. */
  private final AtomicBoolean exportPending = new AtomicBoolean();

  /** Makes the memory of one partition, which owns the allocator from here. */
  PartitionMemory(MemoryBudget budget, BufferAllocator allocator) {
    this.budget = budget;
    this.allocator = allocator;
  }

  BufferAllocator borrowAllocator() {
    return allocator;
  }

  /** Bytes that are allocated and not released yet. */
  long aliveBytes() {
    return allocator.getAllocatedMemory();
  }

  /**
   * Notes that a batch is filled. Of the bytes that were set aside for it, those of its export
   * remain.
   */
  void noteFilled(long reservedBytes) {
    budget.giveBack(reservedBytes - budget.batch().export());
  }

  /** Notes that a batch was taken, and so the one before it has been exported. */
  void noteTaken() {
    if (exportPending.getAndSet(true)) {
      budget.giveBack(budget.batch().export());
    }
  }

  /** Notes that the writer is done, and so exports no batch any more. */
  void noteWritten() {
    if (exportPending.getAndSet(false)) {
      budget.giveBack(budget.batch().export());
    }
  }

  /** Closes the allocator; all of the partition's memory must have been released. */
  @Override
  public void close() {
    allocator.close();
  }
}
