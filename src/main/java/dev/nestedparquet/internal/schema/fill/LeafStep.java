package dev.nestedparquet.internal.schema.fill;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** Fills the values of a leaf. */
final class LeafStep extends Step {
  private final Kernel kernel;
  private final RunPositions runs;
  private final LeafColumn column;

  /**
   * Makes a step.
   *
   * @param runs null if each value is drawn by itself
   */
  LeafStep(Head head, Kernel kernel, RunPositions runs, LeafColumn column) {
    super(head);
    this.kernel = kernel;
    this.runs = runs;
    this.column = column;
  }

  /**
   * Allocates buffers.
   *
   * @param textBytes room for texts
   */
  void start(BufferAllocator allocator, long slots, long textBytes) {
    start(allocator, slots);
    column.start(allocator, slots, textBytes);
  }

  @Override
  void fill(int count) {
    column.prepare(values);
    kernel.fill(slots, runs == null ? slots.positions() : runs.of(slots), values);
    column.append(values, count);
  }

  @Override
  void takeInto(List<ArrowBuf> buffers) {
    column.takeInto(buffers);
  }

  @Override
  public void close() {
    super.close();
    column.close();
  }
}
