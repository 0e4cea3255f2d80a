package dev.nestedparquet.shred.internal.levels;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.values.ElementRanges;

/**
 * The elements that some rows have in a list, or the rows themselves, with their slots in the
 * stream of levels: one slot for each element, and one for each list above that is null or empty.
 *
 * <p>A slot whose definition level is at least {@link #level} is an element's. These slots are in
 * the order of the elements in {@link #ranges}.
 *
 * <p><em>Ownership:</em> owns the levels' memory until {@link #close}. <em>Threading:</em> one
 * thread.
 */
public final class ElementSpace implements AutoCloseable {
  private final int level;
  private final GrowableBuffer definition;
  private final GrowableBuffer repetition;
  private int slots;
  private final ElementRanges ranges = new ElementRanges();

  /**
   * A space for the elements of a list.
   *
   * @param level definition level from which on a slot is an element's
   * @param definition buffer of the definition levels; belongs to this space from here
   * @param repetition buffer of the repetition levels; belongs to this space from here
   */
  public ElementSpace(int level, GrowableBuffer definition, GrowableBuffer repetition) {
    this.level = level;
    this.definition = definition;
    this.repetition = repetition;
  }

  private ElementSpace() {
    this(0, null, null);
  }

  /** A space for the rows of a batch, which no list is above. */
  public static ElementSpace ofRows() {
    return new ElementSpace();
  }

  public boolean isRows() {
    return definition == null;
  }

  /** Makes it these rows of the batch; for a space of rows only. */
  public void setRows(int first, int end) {
    slots = end - first;
    ranges.set(first, end);
  }

  /** Index of the first row in the batch; for a space of rows only. */
  public int firstRow() {
    return (int) ranges.start(0);
  }

  /** Index after the last row in the batch; for a space of rows only. */
  public int endRow() {
    return (int) ranges.end(0);
  }

  /** Removes all elements, and makes room for so many slots. */
  public void clear(long mostSlots) {
    ranges.clear();
    slots = 0;
    definition.clear();
    repetition.clear();
    definition.endAt(definition.reserve(mostSlots));
    repetition.endAt(repetition.reserve(mostSlots));
  }

  /** Bytes by which its memory grows at most for so many slots. */
  long growthBytes(long slots) {
    return definition.growthBytes(slots) + repetition.growthBytes(slots);
  }

  public void setSlots(int slots) {
    this.slots = slots;
  }

  /** Definition level from which on a slot is an element's. */
  public int level() {
    return level;
  }

  public int slots() {
    return slots;
  }

  /** The elements, as ranges of their indices in the vectors. */
  public ElementRanges ranges() {
    return ranges;
  }

  /** Address of the definition levels, a byte each; 0 if all are {@link #level}. */
  public long definitionLevels() {
    return definition == null ? 0 : definition.address();
  }

  /** Address of the repetition levels, a byte each; 0 if all are 0. */
  public long repetitionLevels() {
    return repetition == null ? 0 : repetition.address();
  }

  @Override
  public void close() {
    if (definition != null) {
      definition.close();
      repetition.close();
    }
  }
}
