package dev.nestedparquet.internal.ring;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The memory of a partition's batches. What the export of a batch takes is set aside until the next
 * batch is taken, since it has been made then.
 *
 * <p><em>Ownership:</em> of the partition's allocator.
 *
 * <p><em>Threading:</em> any.
 */
final class PartitionMemory implements AutoCloseable {
  private final MemoryBudget budget;
  private final BufferAllocator allocator;

  /** Whether the batch taken last may still have to be exported. */
  private final AtomicBoolean exportPending = new AtomicBoolean();

  /** The memory of one partition, whose allocator belongs to it from here. */
  PartitionMemory(MemoryBudget budget, BufferAllocator allocator) {
    this.budget = budget;
    this.allocator = allocator;
  }

  BufferAllocator borrowAllocator() {
    return allocator;
  }

  /** Bytes that were not released yet. */
  long aliveBytes() {
    return allocator.getAllocatedMemory();
  }

  /** Notes that a batch is filled: of what was set aside for it, its export remains. */
  void noteFilled(long reservedBytes) {
    budget.giveBack(reservedBytes - budget.batch().export());
  }

  /** Notes that a batch was taken: the one before it has been exported. */
  void noteTaken() {
    if (exportPending.getAndSet(true)) {
      budget.giveBack(budget.batch().export());
    }
  }

  /** Notes that nothing is exported any more. */
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
