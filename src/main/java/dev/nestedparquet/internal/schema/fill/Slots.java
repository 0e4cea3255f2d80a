package dev.nestedparquet.internal.schema.fill;

/**
 * Places for the values of one level of nesting, in a block of rows. Structs have the slots of what
 * they are in; lists and maps make slots of their own, below those of the list.
 *
 * <p><em>Threading:</em> one producer.
 */
final class Slots {
  /** Slots of the lists whose elements these are; null for rows. */
  final Slots parent;

  /** Positions that each list has for its elements. */
  private final long most;

  /** Slots that this is one of; null if these are slots of their own. */
  private final Slots all;

  /** The slot, of all, that this is. */
  private int chosen;

  private int count;
  private long[] positions = new long[Program.BLOCK_ROWS];

  // Computed when they are asked for; the block that they are of.
  private int[] parents = {};
  private int[] lengths;
  private boolean hasParents;
  private long[] rows = {};
  private boolean hasRows;
  private long[] numbers = {};
  private boolean hasNumbers;

  private Slots(Slots parent, long most, Slots all) {
    this.parent = parent;
    this.most = most;
    this.all = all;
  }

  /** Slots for rows, or for keys of an entity. */
  static Slots top() {
    return new Slots(null, 1, null);
  }

  /**
   * Slots for the elements of lists.
   *
   * @param most elements that a list has positions for
   */
  static Slots below(Slots lists, long most) {
    return new Slots(lists, Math.max(1, most), null);
  }

  /** One slot, to be chosen, of some: in the same lists, and with the same row. */
  static Slots oneOf(Slots all) {
    return new Slots(all.parent, all.most, all);
  }

  /** Whether this is a slot of these. */
  boolean isOneOf(Slots slots) {
    return all == slots;
  }

  /** Becomes another one of the slots that this is one of. */
  void choose(int slot) {
    start(1);
    chosen = slot;
    positions[0] = all.positions[slot];
  }

  int count() {
    return count;
  }

  /** Positions of the slots; entries from {@link #count} on mean nothing. */
  long[] positions() {
    return positions;
  }

  /** Makes a slot for each of some rows. */
  void setRows(long first, int rows) {
    start(rows);
    for (int i = 0; i < rows; i++) {
      positions[i] = first + i;
    }
  }

  /** Makes a slot for each position of a level of its own, such as keys of an entity. */
  void setPositions(long[] from, int number) {
    start(number);
    System.arraycopy(from, 0, positions, 0, number);
  }

  /** Makes slots for as many elements as the lists have. */
  void setLengths(int[] lengths) {
    int lists = parent.count;
    int total = 0;
    for (int i = 0; i < lists; i++) {
      total = Math.addExact(total, lengths[i]);
    }
    start(total);
    this.lengths = lengths;
    long[] lists0 = parent.positions;
    long[] positions = this.positions;
    int at = 0;
    for (int i = 0; i < lists; i++) {
      long position = lists0[i] * most;
      int end = at + lengths[i];
      while (at < end) {
        positions[at++] = position++;
      }
    }
  }

  private void start(int slots) {
    count = slots;
    hasParents = false;
    hasRows = false;
    hasNumbers = false;
    if (positions.length < slots) {
      positions = new long[roomFor(slots)];
    }
  }

  /** Entries of an array that is to hold some number of slots, with room to grow. */
  static int roomFor(int slots) {
    return (int) Math.min(Integer.MAX_VALUE - 64, ((long) slots * 5 / 4 + 63) & ~63L);
  }

  /** Slot of the list that each slot is an element of. */
  int[] parents() {
    if (!hasParents) {
      if (parents.length < count) {
        parents = new int[roomFor(count)];
      }
      int at = 0;
      for (int i = 0; i < parent.count; i++) {
        int end = at + lengths[i];
        while (at < end) {
          parents[at++] = i;
        }
      }
      hasParents = true;
    }
    return parents;
  }

  /** Slot of a list further out that each slot is in. */
  int[] ancestors(Slots outer) {
    if (all != null) {
      return new int[] {outer == all ? chosen : all.ancestors(outer)[chosen]};
    } else if (outer == parent) {
      return parents();
    }
    int[] above = parent.ancestors(outer);
    int[] parents = parents();
    int[] ancestors = new int[count];
    for (int i = 0; i < count; i++) {
      ancestors[i] = above[parents[i]];
    }
    return ancestors;
  }

  /** Number of the row that each slot is in. */
  long[] rows() {
    if (all != null) {
      return new long[] {all.rows()[chosen]};
    } else if (parent == null) {
      return positions;
    }
    if (!hasRows) {
      if (rows.length < count) {
        rows = new long[roomFor(count)];
      }
      long[] above = parent.rows();
      int[] parents = parents();
      for (int i = 0; i < count; i++) {
        rows[i] = above[parents[i]];
      }
      hasRows = true;
    }
    return rows;
  }

  /** Number of each slot in its list. */
  long[] numbers() {
    if (all != null) {
      return new long[] {all.numbers()[chosen]};
    }
    if (!hasNumbers) {
      if (numbers.length < count) {
        numbers = new long[roomFor(count)];
      }
      int at = 0;
      for (int i = 0; i < parent.count; i++) {
        for (int number = 0; number < lengths[i]; number++) {
          numbers[at++] = number;
        }
      }
      hasNumbers = true;
    }
    return numbers;
  }
}
