package dev.nestedparquet.shred;

import org.apache.arrow.memory.BufferAllocator;

/**
 * The page of a column that still takes rows: its levels and extremes, and how much is in it. Its
 * values are in the encoder.
 *
 * <p><em>Ownership:</em> the levels are its own until {@link #close}.
 */
final class PageAtHand implements AutoCloseable {
  /** Long lists of values that take next to no room take room for their levels all the same. */
  static final int MOST_SLOTS = 1 << 20;

  /** So that the page index of a narrow column is of use, too: as many as a batch has. */
  static final int MOST_ROWS = 32_768;

  final int highestDefinition;
  final int highestRepetition;
  final Extremes extremes;

  /** Definition levels, a byte each; void if the highest is 0. */
  final GrowableBuffer definition;

  /** Repetition levels, likewise. */
  final GrowableBuffer repetition;

  private int rows;
  private int slots;
  private int values;

  PageAtHand(LeafNode leaf, BufferAllocator allocator) {
    highestDefinition = leaf.presentLevel;
    highestRepetition = leaf.repetitionLevel;
    extremes = Extremes.of(leaf.type);
    definition = new GrowableBuffer(allocator);
    repetition = new GrowableBuffer(allocator);
  }

  /**
   * Appends the levels of rows.
   *
   * @param space the rows' elements in the leaf's space
   * @param levels afterwards tells which of the elements are present
   */
  void appendLevels(ElementSpace space, Levels levels, ColumnNode[] chain) {
    int more = space.slots();
    long target = definition.reserve(more);
    levels.walk(space, chain, target);
    if (highestDefinition > 0) {
      definition.endAt(target + more);
    }
    if (highestRepetition > 0) {
      repetition.append(space.repetitionLevels(), more);
    }
  }

  /** Counts what was appended: its levels here, its values to the encoder. */
  void count(int moreRows, int moreSlots, int moreValues) {
    rows += moreRows;
    slots += moreSlots;
    values += moreValues;
  }

  /** Whether it takes no more rows, however few bytes its values have. */
  boolean isFull() {
    return rows >= MOST_ROWS || slots >= MOST_SLOTS;
  }

  int rows() {
    return rows;
  }

  /** Levels, that is values and nulls. */
  int slots() {
    return slots;
  }

  /** Those that are not null. */
  int values() {
    return values;
  }

  /** Bytes that the levels of so many slots take in a page, if they don't make runs. */
  long levelBytes(long slots) {
    int bits = Hybrid.bitWidth(highestDefinition) + Hybrid.bitWidth(highestRepetition);
    return slots * bits / Byte.SIZE;
  }

  /** Begins the next page, and keeps the memory. */
  void clear() {
    extremes.clear();
    definition.clear();
    repetition.clear();
    rows = 0;
    slots = 0;
    values = 0;
  }

  @Override
  public void close() {
    definition.close();
    repetition.close();
  }
}
