package dev.nestedparquet.internal.schema.draw;

import java.math.BigInteger;

/**
 * Choice among few numbers by one comparison (Chen, Asau: On generating random variates from an
 * empirical distribution, 1974). The upper bits of a draw find a cell, in which one bound at most
 * separates two numbers. It chooses exactly what the alias table does that it is made of, in three
 * quarters of the time. Immutable.
 */
final class GuideTable {
  private static final int MOST_COLUMNS = 64;
  private static final int LEAST_CELL_BITS = 6;
  private static final int MOST_CELL_BITS = 10;

  private final int shift;

  /** Draw of each cell from which on it has its other number. */
  private final long[] bounds;

  /** Both numbers of each cell: in the upper half the one of draws below the bound. */
  private final int[] numbers;

  private GuideTable(int cellBits) {
    shift = Long.SIZE - cellBits;
    bounds = new long[1 << cellBits];
    numbers = new int[1 << cellBits];
  }

  /**
   * The table of a choice.
   *
   * @param columns of the choice, as {@link AliasTable#columns} makes them
   * @return null if there are too many columns, or bounds too near to each other
   */
  static GuideTable of(long[] columns) {
    if (columns.length > MOST_COLUMNS) {
      return null;
    }
    Pieces pieces = new Pieces(columns);
    for (int bits = LEAST_CELL_BITS; bits <= MOST_CELL_BITS; bits++) {
      GuideTable table = new GuideTable(bits);
      if (table.fill(pieces)) {
        return table;
      }
    }
    return null;
  }

  /** Draws in order, cut where another number begins. */
  private static final class Pieces {
    /** First draw of each piece, unsigned. */
    private final long[] from;

    private final int[] number;
    private int count;

    Pieces(long[] columns) {
      from = new long[2 * columns.length];
      number = new int[2 * columns.length];
      for (int i = 0; i < columns.length; i++) {
        long start = (long) i << 32;
        add(firstDraw(start, columns.length), AliasTable.own(columns[i]));
        long kept = AliasTable.kept(columns[i]);
        add(firstDraw(start + kept, columns.length), AliasTable.other(columns[i]));
      }
    }

    /** Least draw that is as much or more when it is scaled to some columns. */
    private static long firstDraw(long scaled, int columns) {
      BigInteger by = BigInteger.valueOf(columns);
      return BigInteger.valueOf(scaled)
          .shiftLeft(32)
          .add(by.subtract(BigInteger.ONE))
          .divide(by)
          .longValue();
    }

    private void add(long first, int next) {
      if (count > 0 && from[count - 1] == first) {
        count--; // The piece before has no draw.
      }
      if (count == 0 || number[count - 1] != next) {
        from[count] = first;
        number[count++] = next;
      }
    }

    private boolean beginsBy(int piece, long draw) {
      return piece < count && Long.compareUnsigned(from[piece], draw) <= 0;
    }
  }

  /** Fills the cells; false if there is one with more than one bound. */
  private boolean fill(Pieces pieces) {
    int piece = 0;
    for (int cell = 0; cell < bounds.length; cell++) {
      long first = (long) cell << shift;
      long last = first + (1L << shift) - 1;
      while (pieces.beginsBy(piece + 1, first)) {
        piece++;
      }
      if (pieces.beginsBy(piece + 2, last)) {
        return false;
      }
      int above = pieces.beginsBy(piece + 1, last) ? piece + 1 : piece;
      bounds[cell] = above == piece ? first : pieces.from[above];
      numbers[cell] = (pieces.number[piece] << 16) | pieces.number[above];
    }
    return true;
  }

  /** Chooses by the draws at the first {@code count} of some positions; adds a number to each. */
  void choose(long key, long[] positions, int count, long least, long[] chosen) {
    // C1 keeps locals in registers, but not fields.
    long[] bounds = this.bounds;
    int[] numbers = this.numbers;
    int shift = this.shift;
    for (int i = 0; i < count; i++) {
      long draw = Draws.draw(key, positions[i]);
      int cell = (int) (draw >>> shift);
      // Both have the cell's upper bits, so that the difference has a sign.
      int half = (int) ((draw - bounds[cell]) >> 59) & 16;
      chosen[i] = ((numbers[cell] >>> half) & 0xFFFF) + least;
    }
  }
}
