package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Type;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Bounds what batches take. Numbers of elements follow from the numbers of lists, level by level,
 * and bytes of texts from the numbers of their values; see {@link Sizes#sumBound}.
 *
 * <p><em>Threading:</em> immutable once the program is compiled.
 */
final class Sizing {
  /** Arrow rounds each buffer up to so many bytes. */
  private static final long ROUNDING = 1_024;

  /** Texts up to this many bytes are reserved by the block, longer ones each by itself. */
  static final int SHORT_TEXT = 1_024;

  private final DataSetFile file;
  private final Selection selection;
  private final IdentityHashMap<Node, Sizes> lengths = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Sizes> bytes = new IdentityHashMap<>();

  /** Buffers for texts that are needed for a block alone; of entities' fields, by null. */
  private final IdentityHashMap<Node, List<Sizes>> scratch = new IdentityHashMap<>();

  Sizing(DataSetFile file, Selection selection) {
    this.file = file;
    this.selection = selection;
  }

  void setLengths(Node list, Sizes sizes) {
    lengths.put(list, sizes);
  }

  /**
   * Adds a buffer for texts that are needed for a block alone.
   *
   * @param leaf whose slots have the texts; null if it is a field of an entity
   */
  void addScratch(Node.Leaf leaf, Sizes sizes) {
    scratch.computeIfAbsent(leaf, unused -> new ArrayList<>()).add(sizes);
  }

  void setBytes(Node.Leaf leaf, Sizes sizes) {
    bytes.put(leaf, sizes);
  }

  /** Elements of some lists. */
  long elements(Node list, long lists, Amounts amounts) {
    return amounts.sum(list, lengths.get(list), lists);
  }

  /**
   * Room for the texts of a leaf, with what a block may reserve and not use.
   *
   * @param slots of a batch
   * @param blockSlots of a block of rows
   */
  long textBytes(Node.Leaf leaf, long slots, long blockSlots, Amounts amounts) {
    Sizes sizes = bytes.get(leaf);
    if (sizes == null) {
      return 0;
    }
    long slack =
        sizes.most() <= SHORT_TEXT ? Math.min(slots, blockSlots) * sizes.most() : sizes.most();
    return add(amounts.sum(leaf, sizes, slots), amounts.slack(leaf, slack));
  }

  /** Upper bound on the buffers of a batch. */
  long batchBytes(long rows) {
    return batchBytes(rows, Amounts.BOUNDS);
  }

  /** The buffers of a batch that has some amounts of elements and texts. */
  long batchBytes(long rows, Amounts amounts) {
    long sum = 0;
    long blockRows = Math.min(rows, Program.BLOCK_ROWS);
    long blockSlots = blockRows;
    for (Node column : selection.columns()) {
      sum = add(sum, node(column, rows, blockRows, amounts));
    }
    for (Node column : file.columns()) {
      blockSlots = Math.max(blockSlots, mostSlots(column, blockRows, amounts));
      sum = add(sum, scratchBelow(column, blockRows, amounts));
    }
    return add(sum, scratch(null, blockSlots, amounts));
  }

  private long scratchBelow(Node node, long slots, Amounts amounts) {
    long sum = scratch(node, slots, amounts);
    long below = lengths.containsKey(node) ? elements(node, slots, amounts) : slots;
    for (Node child : node.children()) {
      sum = add(sum, scratchBelow(child, below, amounts));
    }
    return sum;
  }

  /** Scratch of a leaf, or of all entities, for texts of so many slots. */
  private long scratch(Node leaf, long slots, Amounts amounts) {
    long sum = 0;
    for (Sizes sizes : scratch.getOrDefault(leaf, List.of())) {
      // Room for a block of short texts is reserved beforehand.
      boolean isShort = sizes.most() <= SHORT_TEXT;
      long bytes = amounts.sum(null, isShort ? sizes.dependent() : sizes, slots);
      long slack = isShort ? 0 : amounts.slack(null, sizes.most());
      sum = add(sum, buffer(Bytes.restartedBytes(add(bytes, slack))));
    }
    return sum;
  }

  /** Upper bound on what the buffers of a batch are filled with. */
  long filledBytes(long rows) {
    long sum = 0;
    for (Node column : selection.columns()) {
      sum = add(sum, filled(column, rows));
    }
    return sum;
  }

  private long filled(Node node, long slots) {
    long sum = BitColumn.bytes(slots);
    long below = slots;
    if (node instanceof Node.Leaf leaf) {
      Sizes sizes = bytes.get(leaf);
      long texts = sizes == null ? 0 : Amounts.BOUNDS.sum(leaf, sizes, slots);
      return add(add(sum, slotBytes(leaf, slots)), texts);
    } else if (lengths.containsKey(node)) {
      below = elements(node, slots, Amounts.BOUNDS);
      sum = add(sum, (slots + 1) * Long.BYTES + BitColumn.bytes(below));
    }
    for (Node child : selection.children(node)) {
      sum = add(sum, filled(child, below));
    }
    return sum;
  }

  /** Bytes of a leaf's buffer with an entry for each slot. */
  private static long slotBytes(Node.Leaf leaf, long slots) {
    Type type = leaf.type();
    if (leaf.dictionary() != null) {
      return slots * leaf.dictionary().bits() / Byte.SIZE;
    } else if (type instanceof Type.Bool) {
      return BitColumn.bytes(slots);
    } else if (type instanceof Type.FixedBinary fixed) {
      return slots * fixed.bytes();
    } else if (type instanceof Type.Uuid) {
      return slots * Literals.UUID_BYTES;
    } else if (Literals.isText(type)) {
      return (slots + 1) * Long.BYTES;
    }
    return slots * NumberColumn.Storage.of(type).bytes();
  }

  /** Whether lists are filled, be they kept or not. */
  boolean hasLengths(Node list) {
    return lengths.containsKey(list);
  }

  /** Whether a leaf has texts or bytes that are kept. */
  boolean hasTexts(Node.Leaf leaf) {
    return bytes.containsKey(leaf);
  }

  /** Most slots that a level of nesting has. */
  private long mostSlots(Node node, long slots, Amounts amounts) {
    long below = lengths.containsKey(node) ? elements(node, slots, amounts) : slots;
    long most = below;
    for (Node child : node.children()) {
      most = Math.max(most, mostSlots(child, below, amounts));
    }
    return most;
  }

  private long node(Node node, long slots, long blockSlots, Amounts amounts) {
    long sum = buffer(BitColumn.bytes(slots));
    if (node instanceof Node.Leaf leaf) {
      return add(sum, leaf(leaf, slots, blockSlots, amounts));
    }
    long below = slots;
    long blockBelow = blockSlots;
    Lengths lengthsOf =
        node instanceof Node.ListNode list
            ? list.lengths()
            : node instanceof Node.MapNode map ? map.lengths() : null;
    if (lengthsOf != null) {
      below = elements(node, slots, amounts);
      blockBelow = elements(node, blockSlots, amounts);
      boolean isFixed = lengthsOf instanceof Lengths.Fixed && node instanceof Node.ListNode;
      boolean isLarge = node instanceof Node.ListNode list && list.large();
      sum = add(sum, isFixed ? 0 : buffer((slots + 1) * (isLarge ? Long.BYTES : Integer.BYTES)));
      sum = add(sum, node instanceof Node.MapNode ? buffer(BitColumn.bytes(below)) : 0);
    }
    for (Node child : selection.children(node)) {
      sum = add(sum, node(child, below, blockBelow, amounts));
    }
    return sum;
  }

  private long leaf(Node.Leaf leaf, long slots, long blockSlots, Amounts amounts) {
    long sum = buffer(slotBytes(leaf, slots));
    if (leaf.dictionary() != null) {
      return sum;
    } else if (leaf.type() instanceof Type.FixedBinary || leaf.type() instanceof Type.Uuid) {
      return sum + buffer(Bytes.restartedBytes(slotBytes(leaf, blockSlots)));
    }
    return Literals.isText(leaf.type())
        ? add(sum, buffer(textBytes(leaf, slots, blockSlots, amounts)))
        : sum;
  }

  private static long buffer(long bytes) {
    return bytes > Long.MAX_VALUE - 2 * ROUNDING
        ? Long.MAX_VALUE
        : (bytes + Bytes.SPARE + ROUNDING - 1) / ROUNDING * ROUNDING;
  }

  private static long add(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}
