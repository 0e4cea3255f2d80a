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
 * The page of a column that still takes rows: its levels, smallest and largest value, and the
 * number of rows, slots and values. Its values are in the encoder.
 *
 * <p><em>Ownership:</em> owns the levels until {@link #close}.
 */
public final class OpenPage implements AutoCloseable {
  /**
   * Slots with which a page is full, however few bytes its values take: levels take memory, too.
   */
  public static final int MOST_SLOTS = 1 << 20;

  public final int highestDefinition;
  public final int highestRepetition;
  public final MinMax minMax;

  /** Definition levels, a byte each; empty if the highest is 0. */
  public final GrowableBuffer definition;

  /** Repetition levels, a byte each; empty if the highest is 0. */
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
   * @param space the elements that the rows have in the leaf's element space
   * @param levels computes the levels, and tells afterwards which elements are present
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

  /**
   * Adds to the numbers of rows, slots and values. The caller has appended the levels here, and the
   * values to the encoder.
   */
  public void count(int moreRows, int moreSlots, int moreValues) {
    rows += moreRows;
    slots += moreSlots;
    values += moreValues;
  }

  /** Whether the page takes no more rows, however few bytes its values have. */
  public boolean isFull() {
    return rows >= mostRows || slots >= MOST_SLOTS;
  }

  public int rows() {
    return rows;
  }

  /** Number of slots: elements, and null or empty lists. */
  public int slots() {
    return slots;
  }

  /** Number of values that are not null. */
  public int values() {
    return values;
  }

  /** Bytes that the levels of so many slots take in a page if there are no runs. */
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
