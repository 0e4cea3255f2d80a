package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.schema.draw.Draws;
import dev.nestedparquet.internal.schema.draw.Purpose;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Nulls;
import dev.nestedparquet.internal.schema.model.Runs;
import dev.nestedparquet.internal.schema.model.Source;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Counts the elements of lists and the bytes of texts that some rows have, at most, without filling
 * them: draws lengths alone. Cuts batches where rows are of very different lengths.
 *
 * <p>It does not ask which fields a struct's {@code present} leaves out: these count, too.
 *
 * <p><em>Threading:</em> one thread at a time; takes no memory off-heap.
 */
final class LengthCounter {
  /** Slots of a level that are counted at once, unless one row has more. */
  private static final int MOST_SLOTS = 1 << 20;

  private final DataSetFile file;
  private final long seed;
  private final Sizing sizing;
  private final LengthCompiler lengths;
  private final Slots rows = Slots.top();
  private final List<Level> columns = new ArrayList<>();
  private final IdentityHashMap<Node, Level> levels = new IdentityHashMap<>();

  /** A node whose length is drawn, or a struct with such ones. */
  private final class Level {
    private final Slots slots;
    private final NullRule nulls;
    private final RunPositions runs;
    private final List<Level> below = new ArrayList<>();
    private final Values values = new Values();
    private final Values drawn = new Values();

    /** Draws the lengths; null for a struct. */
    private Kernel kernel;

    /** Slots of the elements; null for a text. */
    private Slots elements;

    /** What one of the length counts for: bytes of a character, or an element. */
    private long unit = 1;

    private long total;

    private Level(Slots slots, Node node, Runs runs, Purpose purpose) {
      this.slots = slots;
      String text = node.head().sequence();
      Nulls nullsOf = node.head().nulls();
      nulls = nullsOf.share().signum() == 0 ? null : NullRule.of(nullsOf, seed, text);
      this.runs = RunPositions.of(runs, Draws.key(seed, text, purpose));
    }

    /**
     * Adds a block's lengths.
     *
     * @param wanted slots that have a parent; null if all have
     * @return whether there were not too many elements to go on
     */
    private boolean count(long[] wanted, boolean isOneRow) {
      int number = slots.count();
      if (wanted == null) {
        values.wantAll(number);
      } else {
        values.want(wanted, number);
      }
      if (nulls != null) {
        nulls.apply(slots, values);
      }
      if (kernel == null) {
        return below.stream().allMatch(one -> one.count(values.valid, isOneRow));
      }
      drawn.want(values.valid, number);
      kernel.fill(slots, runs == null ? slots.positions() : runs.of(slots), drawn);
      long sum = 0;
      for (int i = 0; i < number; i++) {
        sum += values.isValid(i) ? drawn.longs[i] : 0;
      }
      total += sum * unit;
      if (below.isEmpty()) {
        return true;
      } else if (sum > MOST_SLOTS && !isOneRow) {
        return false;
      }
      elements.setLengths(drawn.longs, values.valid);
      return below.stream().allMatch(one -> one.count(null, isOneRow));
    }
  }

  /** What rows have, by the levels' totals at some time. */
  private final class Counted implements Amounts {
    private final IdentityHashMap<Node, Long> totals = new IdentityHashMap<>();

    private Counted() {
      levels.forEach((node, level) -> totals.put(node, level.total));
    }

    @Override
    public long sum(Node what, Sizes sizes, long count) {
      Long total = what == null ? null : totals.get(what);
      long bound = sizes.sumBound(count);
      return total == null ? bound : Math.min(total, bound);
    }

    @Override
    public long slack(Node.Leaf leaf, long bytes) {
      return totals.containsKey(leaf) ? 0 : bytes;
    }

    private void restore() {
      levels.forEach((node, level) -> level.total = totals.get(node));
    }
  }

  /** Makes a counter; {@code sizing} is that of the program that fills the rows. */
  LengthCounter(DataSetFile file, long seed, Sizing sizing) {
    this.file = file;
    this.seed = seed;
    this.sizing = sizing;
    lengths = new LengthCompiler(new SourceCompiler(file));
    file.columns().forEach(column -> add(column, rows, columns));
  }

  private void add(Node node, Slots slots, List<Level> to) {
    Level level = null;
    if (node instanceof Node.Struct struct) {
      level = new Level(slots, node, null, Purpose.VALUE_RUNS);
      for (Node child : struct.children()) {
        add(child, slots, level.below);
      }
      if (level.below.isEmpty()) {
        return;
      }
    } else if (!(node instanceof Node.Leaf) && !sizing.hasLengths(node)) {
      return; // Nothing needs them.
    } else if (node instanceof Node.ListNode list) {
      level = list(node, list.lengths(), slots);
      add(list.element(), level.elements, level.below);
    } else if (node instanceof Node.MapNode map) {
      level = list(node, map.lengths(), slots);
      if (map.duplicates()) {
        // Other keys are drawn again until they differ, with lengths of their own.
        add(map.key(), level.elements, level.below);
      }
      add(map.value(), level.elements, level.below);
    } else if (node instanceof Node.Leaf leaf && sizing.hasTexts(leaf) && isDrawn(leaf)) {
      level = text(leaf, slots);
    }
    if (level != null) {
      to.add(level);
    }
  }

  private Level list(Node node, Lengths of, Slots slots) {
    boolean isFixed = of instanceof Lengths.Fixed && node instanceof Node.ListNode;
    Level level = new Level(slots, node, of.runs(), Purpose.LENGTH_RUNS);
    String text = node.head().sequence();
    level.kernel = lengths.compile(of, new Context(seed, text, Purpose.LENGTH, 0, null)).kernel();
    level.elements = Slots.below(slots, of.most());
    if (!isFixed) {
      // A fixed-size list has elements where it is null, too: these follow from its size.
      levels.put(node, level);
    }
    return level;
  }

  /** Whether its values are texts, or bytes, of a length that is drawn. */
  private static boolean isDrawn(Node.Leaf leaf) {
    return leaf.edgeCases() == null
        && Literals.isText(leaf.type())
        && lengthOf(leaf.source()) != null;
  }

  private static Lengths lengthOf(Source source) {
    return source instanceof Source.Text text
        ? text.length()
        : source instanceof Source.Bytes bytes ? bytes.length() : null;
  }

  private Level text(Node.Leaf leaf, Slots slots) {
    Lengths of = lengthOf(leaf.source());
    boolean hasOwnRuns = of.runs() != null;
    Level level =
        new Level(
            slots,
            leaf,
            hasOwnRuns ? of.runs() : leaf.runs(),
            hasOwnRuns ? Purpose.LENGTH_RUNS : Purpose.VALUE_RUNS);
    String text = leaf.head().sequence();
    level.kernel = lengths.compile(of, new Context(seed, text, Purpose.LENGTH, 0, null)).kernel();
    level.unit = TextCompiler.longestUnit(leaf.source(), file);
    levels.put(leaf, level);
    return level;
  }

  /** Whether any length is drawn, so that there is something to count. */
  boolean canCount() {
    return !levels.isEmpty();
  }

  /** What some rows have, at most. */
  Amounts count(RowRange range) {
    levels.values().forEach(level -> level.total = 0);
    long block = Program.BLOCK_ROWS;
    long done = 0;
    while (done < range.rows()) {
      long next = Math.min(block, range.rows() - done);
      if (addRows(range.first() + done, (int) next)) {
        done += next;
      } else {
        block = next / 2;
      }
    }
    return new Counted();
  }

  /** Adds what rows have; if that is too much at once, adds nothing and returns false. */
  private boolean addRows(long first, int number) {
    Counted before = new Counted();
    rows.setRows(first, number);
    for (Level column : columns) {
      if (!column.count(null, number == 1)) {
        before.restore();
        return false;
      }
    }
    return true;
  }

  /**
   * The most rows, from the first on, whose batch takes no more than some bytes; at least one.
   *
   * @param usual number of rows that a batch is expected to have
   */
  long cut(RowRange range, long usual, long bytes) {
    levels.values().forEach(level -> level.total = 0);
    long block = Math.max(1, Math.min(Program.BLOCK_ROWS, usual / 4));
    boolean isTooLarge = false;
    long done = 0;
    while (done < range.rows()) {
      int next = (int) Math.min(block, range.rows() - done);
      Counted before = new Counted();
      if (addRows(range.first() + done, next)
          && sizing.batchBytes(done + next, new Counted()) <= bytes) {
        done += next;
        block = isTooLarge ? Math.max(1, next / 2) : Math.min(Program.BLOCK_ROWS, 2L * next);
      } else if (next == 1) {
        break;
      } else {
        before.restore();
        isTooLarge = true;
        block = next / 2;
      }
    }
    return Math.max(1, done);
  }
}
