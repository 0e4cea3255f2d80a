package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.schema.model.Node;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Fills record batches: steps that run for one block of rows after the other.
 *
 * <p><em>Threading:</em> one producer.
 */
final class Program {
  /**
   * Rows that are filled at a time: enough to spread calls over, few enough for the first cache.
   */
  static final int BLOCK_ROWS = 256;

  private final Slots rows;
  private final Block[] order;
  private final Selection selection;
  private final IdentityHashMap<Node, Step> steps;
  private final IdentityHashMap<Node, StructStep> entries;
  private final IdentityHashMap<Node.Leaf, Compiled> leaves;
  private final List<Bytes> scratch;
  private final Sizing sizing;

  Program(
      Slots rows,
      List<Block> order,
      Selection selection,
      IdentityHashMap<Node, Step> steps,
      IdentityHashMap<Node, StructStep> entries,
      IdentityHashMap<Node.Leaf, Compiled> leaves,
      List<Bytes> scratch,
      Sizing sizing) {
    this.rows = rows;
    this.order = order.toArray(Block[]::new);
    this.selection = selection;
    this.steps = steps;
    this.entries = entries;
    this.leaves = leaves;
    this.scratch = scratch;
    this.sizing = sizing;
  }

  Sizing sizing() {
    return sizing;
  }

  /** What a leaf's values are chosen from; null if it is no choice. */
  Compiled.Choice choice(Node.Leaf leaf) {
    return leaves.get(leaf).choice();
  }

  /** Number of blocks that run for each block of rows. */
  int length() {
    return order.length;
  }

  /** Fills a batch; on failure, closes all buffers that are not the root's. */
  void fill(RowRange range, Amounts amounts, VectorSchemaRoot root) {
    List<Node> columns = selection.columns();
    if (columns.isEmpty()) {
      root.setRowCount((int) range.rows());
      return;
    }
    BufferAllocator allocator = root.getVector(0).getAllocator();
    Slab slab = new Slab(allocator);
    try {
      long blockRows = Math.min(range.rows(), BLOCK_ROWS);
      columns.forEach(node -> start(node, slab, range.rows(), blockRows, amounts));
      slab.allocate();
      scratch.forEach(one -> one.restart(allocator));
      // By what is done: a row's number plus a block's rows may be beyond 2^63.
      for (long done = 0; done < range.rows(); done += BLOCK_ROWS) {
        rows.setRows(range.first() + done, (int) Math.min(BLOCK_ROWS, range.rows() - done));
        for (Block block : order) {
          block.run();
        }
      }
      for (int i = 0; i < columns.size(); i++) {
        steps.get(columns.get(i)).load(root.getVector(i));
      }
      root.setRowCount((int) range.rows());
    } finally {
      steps.values().forEach(Step::close);
      entries.values().forEach(Step::close);
      scratch.forEach(Bytes::close);
    }
  }

  private void start(Node node, Slab slab, long slots, long blockSlots, Amounts amounts) {
    Step step = steps.get(node);
    long below = slots;
    long blockBelow = blockSlots;
    if (step instanceof LeafStep leaf) {
      long bytes = sizing.textBytes((Node.Leaf) node, slots, blockSlots, amounts);
      leaf.start(slab, slots, bytes);
    } else {
      step.start(slab, slots);
    }
    if (step instanceof ListStep) {
      below = sizing.elements(node, slots, amounts);
      blockBelow = sizing.elements(node, blockSlots, amounts);
    }
    if (node instanceof Node.MapNode) {
      entries.get(node).start(slab, below);
    }
    for (Node child : selection.children(node)) {
      start(child, slab, below, blockBelow, amounts);
    }
  }
}
