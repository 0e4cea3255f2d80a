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

  /**
   * Elements of a list that are stored whether it has them or not: a branch for each of most lists'
   * few elements would be mispredicted, which costs more.
   */
  private static final int FEW = 4;

  /** Positions that each list has for its elements. */
  private final long most;

  /** Slots that this is one of; null if these are slots of their own. */
  private final Slots all;

  /** The slot, of all, that this is. */
  private int chosen;

  private int count;
  private long[] positions = new long[Program.BLOCK_ROWS];
  private int[] lengths = {};

  // Computed when they are asked for; the block that they are of.
  private int[] parents = {};
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

  /**
   * Makes a slot for each position that is wanted.
   *
   * @param wanted bit i tells it of position i; {@code number} bits of the first {@code count}
   */
  void setWanted(long[] from, long[] wanted, int count, int number) {
    start(number);
    // C1 keeps locals in registers, but not fields.
    long[] positions = this.positions;
    int at = 0;
    for (int first = 0; first < count; first += Long.SIZE) {
      long bits = wanted[first >>> 6];
      int last = Math.min(count, first + Long.SIZE);
      for (int i = first; i < last; i++, bits >>>= 1) {
        positions[at] = from[i]; // One that isn't wanted is stored, too, and then the next instead.
        at += (int) bits & 1;
      }
    }
  }

  /**
   * Makes slots for the elements of lists.
   *
   * @param drawn length of each list, if it is there
   * @param there bit i tells whether list i is there; where not, it has no elements
   */
  void setLengths(long[] drawn, long[] there) {
    int lists = parent.count;
    if (lengths.length < lists) {
      lengths = new int[roomFor(lists)];
    }
    start(maskLengths(drawn, there, lists));
    spread(parent.positions, most, 0, 1, positions);
  }

  /** Sets the lengths, and returns their sum. */
  private int maskLengths(long[] drawn, long[] there, int lists) {
    // C1 keeps locals in registers, but not fields.
    int[] lengths = this.lengths;
    long total = 0;
    for (int from = 0; from < lists; from += Long.SIZE) {
      long bits = there[from >>> 6];
      int to = Math.min(lists, from + Long.SIZE);
      for (int i = from; i < to; i++, bits >>>= 1) {
        int length = (int) (drawn[i] & -(bits & 1));
        lengths[i] = length;
        total += length;
      }
    }
    return Math.toIntExact(total);
  }

  private void start(int slots) {
    count = slots;
    hasParents = false;
    hasRows = false;
    hasNumbers = false;
    positions = withRoom(positions, slots);
  }

  /** An array for a number of each slot, and what is stored behind the last one. */
  private static long[] withRoom(long[] array, int slots) {
    return array.length - FEW < slots ? new long[roomFor(slots) + FEW] : array;
  }

  /**
   * Computes {@code factor * n + offset + step * e} for each slot: n of its list, e its number in
   * that.
   *
   * @param perList n by list
   */
  private void spread(long[] perList, long factor, long offset, long step, long[] to) {
    // C1 keeps locals in registers, but not fields.
    int[] lengths = this.lengths;
    int lists = parent.count;
    int at = 0;
    for (int i = 0; i < lists; i++) {
      long number = factor * perList[i] + offset;
      int length = lengths[i];
      to[at] = number;
      to[at + 1] = number += step;
      to[at + 2] = number += step;
      to[at + 3] = number += step;
      if (length > FEW) {
        for (int end = at + length, next = at + FEW; next < end; next++) {
          to[next] = number += step;
        }
      }
      at += length;
    }
  }

  /** Number of elements that each list has. */
  int[] lengths() {
    return lengths;
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
      rows = withRoom(rows, count);
      spread(parent.rows(), 1, 0, 0, rows);
      hasRows = true;
    }
    return rows;
  }

  /** Computes {@code a * row + b * number + c} for each slot: its row, its number in its list. */
  void linear(long a, long b, long c, long[] result) {
    boolean followsPosition = parent == null || (parent.parent == null && a == most * b);
    if (!followsPosition) {
      long[] rows = rows();
      long[] numbers = numbers();
      for (int i = 0; i < count; i++) {
        result[i] = a * rows[i] + b * numbers[i] + c;
      }
      return;
    }
    long[] positions = this.positions;
    long factor = parent == null ? a : b;
    for (int i = 0; i < count; i++) {
      result[i] = factor * positions[i] + c;
    }
  }

  /** Number of each slot in its list. */
  long[] numbers() {
    if (all != null) {
      return new long[] {all.numbers()[chosen]};
    }
    if (!hasNumbers) {
      numbers = withRoom(numbers, count);
      spread(parent.positions, 0, 0, 1, numbers);
      hasNumbers = true;
    }
    return numbers;
  }
}
