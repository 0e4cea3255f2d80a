package dev.nestedparquet.shred.internal.levels;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.values.ElementRanges;

/**
 * The elements that some rows have in a list (or the rows themselves), and a slot in the stream of
 * levels for each of them and for each list above that ends early, being null or empty.
 *
 * <p>A slot whose definition level is at least {@link #level} is an element's; these come in the
 * order of the ranges of element indices.
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

  /** Elements of a list. */
  public ElementSpace(int level, GrowableBuffer definition, GrowableBuffer repetition) {
    this.level = level;
    this.definition = definition;
    this.repetition = repetition;
  }

  private ElementSpace() {
    this(0, null, null);
  }

  /** The rows of a batch: no list is above them. */
  public static ElementSpace ofRows() {
    return new ElementSpace();
  }

  public boolean isRows() {
    return definition == null;
  }

  /** Of rows: which ones. */
  public void setRows(int first, int end) {
    slots = end - first;
    ranges.set(first, end);
  }

  /** Of rows: the first one. */
  public int firstRow() {
    return (int) ranges.start(0);
  }

  /** Of rows: the one after the last. */
  public int endRow() {
    return (int) ranges.end(0);
  }

  /** Empties it, and makes room for so many slots. */
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

  /** The elements. */
  public ElementRanges ranges() {
    return ranges;
  }

  /** Where the definition levels are, a byte each; 0 if all are {@link #level}. */
  public long definitionLevels() {
    return definition == null ? 0 : definition.address();
  }

  /** Where the repetition levels are, a byte each; 0 if all are 0. */
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
