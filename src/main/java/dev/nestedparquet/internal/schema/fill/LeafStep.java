package dev.nestedparquet.internal.schema.fill;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;

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
   * Asks for buffers.
   *
   * @param textBytes room for texts
   */
  void start(Slab slab, long slots, long textBytes) {
    start(slab, slots);
    column.start(slab, slots, textBytes);
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
