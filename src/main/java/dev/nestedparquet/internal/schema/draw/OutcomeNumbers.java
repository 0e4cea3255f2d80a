package dev.nestedparquet.internal.schema.draw;

/**
 * Numbers that the outcomes of a choice stand for. Where they differ by less than 2^16, as numbers
 * of values and lengths of lists mostly do, a column of the choice is one word, and a choice among
 * few is made by one comparison. Immutable.
 */
public final class OutcomeNumbers {
  private static final long MOST_NARROW = 0xFFFF;

  private final AliasTable table;
  private final long[] numbers;
  private final long least;

  /** A word for each column; null if numbers differ by too much. */
  private final long[] columns;

  /** Null if there are more than a few outcomes. */
  private final GuideTable guide;

  /**
   * Makes a choice among numbers.
   *
   * @param numbers by outcome
   */
  public OutcomeNumbers(AliasTable table, long[] numbers) {
    this.table = table;
    this.numbers = numbers;
    long smallest = Long.MAX_VALUE;
    long largest = Long.MIN_VALUE;
    for (long number : numbers) {
      smallest = Math.min(smallest, number);
      largest = Math.max(largest, number);
    }
    least = smallest;
    boolean isNarrow = largest - smallest >= 0 && largest - smallest <= MOST_NARROW;
    columns = isNarrow ? table.columns(numbers, smallest) : null;
    guide = columns == null ? null : GuideTable.of(columns);
  }

  /** The same choice, among what its numbers are the indices of. */
  public OutcomeNumbers mapped(long[] values) {
    long[] mapped = new long[numbers.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = values[(int) numbers[i]];
    }
    return new OutcomeNumbers(table, mapped);
  }

  /** Chooses by the draws at the first {@code count} of some positions. */
  public void choose(long key, long[] positions, int count, long[] chosen) {
    if (columns == null) {
      table.choose(key, positions, count, numbers, chosen);
      return;
    }
    if (guide != null) {
      guide.choose(key, positions, count, least, chosen);
      return;
    }
    // C1 keeps locals in registers, but not fields.
    long[] columns = this.columns;
    long least = this.least;
    long width = columns.length;
    for (int i = 0; i < count; i++) {
      long draw = Draws.draw(key, positions[i]);
      long scaled = (draw >>> 32) * width + (((draw & AliasTable.LOWER_HALF) * width) >>> 32);
      long column = columns[(int) (scaled >>> 32)];
      int half = (int) (((scaled & AliasTable.LOWER_HALF) - (column >>> 32)) >> 59) & 16;
      chosen[i] = (((int) column >>> half) & 0xFFFF) + least;
    }
  }
}
