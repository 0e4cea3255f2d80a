package dev.nestedparquet.shred.internal.encode;

import dev.nestedparquet.shred.internal.levels.ColumnNode;
import dev.nestedparquet.shred.internal.levels.ElementSpace;
import dev.nestedparquet.shred.internal.levels.LeafNode;
import dev.nestedparquet.shred.internal.levels.Levels;
import dev.nestedparquet.shred.internal.levels.RleBitPackingEncoder;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.statistics.MinMax;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The page of a column that still takes rows: its levels, its smallest and largest value, and how
 * much is in it. Its values are in the encoder.
 *
 * <p><em>Ownership:</em> the levels are its own until {@link #close}.
 */
public final class OpenPage implements AutoCloseable {
  /** Long lists of values that take next to no room take room for their levels all the same. */
  public static final int MOST_SLOTS = 1 << 20;

  public final int highestDefinition;
  public final int highestRepetition;
  public final MinMax minMax;

  /** Definition levels, a byte each; void if the highest is 0. */
  public final GrowableBuffer definition;

  /** Repetition levels, likewise. */
  public final GrowableBuffer repetition;

  private final int mostRows;
  private int rows;
  private int slots;
  private int values;

  public OpenPage(LeafNode leaf, int mostRows, BufferAllocator allocator) {
    this.mostRows = mostRows;
    highestDefinition = leaf.presentLevel;
    highestRepetition = leaf.repetitionLevel;
    minMax = MinMax.of(leaf.type);
    definition = new GrowableBuffer(allocator);
    repetition = new GrowableBuffer(allocator);
  }

  /**
   * Appends the levels of rows.
   *
   * @param space the rows' elements in the leaf's space
   * @param levels afterwards tells which of the elements are present
   */
  public void appendLevels(ElementSpace space, Levels levels, ColumnNode[] chain) {
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
  public void count(int moreRows, int moreSlots, int moreValues) {
    rows += moreRows;
    slots += moreSlots;
    values += moreValues;
  }

  /** Whether it takes no more rows, however few bytes its values have. */
  public boolean isFull() {
    return rows >= mostRows || slots >= MOST_SLOTS;
  }

  public int rows() {
    return rows;
  }

  /** Levels, that is values and nulls. */
  public int slots() {
    return slots;
  }

  /** Those that are not null. */
  public int values() {
    return values;
  }

  /** Bytes that the levels of so many slots take in a page, if they don't make runs. */
  public long levelBytes(long slots) {
    int bits =
        RleBitPackingEncoder.bitWidth(highestDefinition)
            + RleBitPackingEncoder.bitWidth(highestRepetition);
    return slots * bits / Byte.SIZE;
  }

  /** Bytes by which its memory grows at most with so many more slots. */
  public long growthBytes(long more) {
    long bytes = slots + more + Long.BYTES; // Levels are packed eight at a time.
    return definition.growthBytes(bytes)
        + (highestRepetition > 0 ? repetition.growthBytes(bytes) : 0);
  }

  /** Begins the next page, and keeps the memory. */
  public void clear() {
    minMax.clear();
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
