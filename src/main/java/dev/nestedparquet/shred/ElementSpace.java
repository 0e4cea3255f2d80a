package dev.nestedparquet.shred;

import java.util.Arrays;

/**
 * The elements that some rows have in a list (or the rows themselves), and a slot in the stream of
 * levels for each of them and for each list above that ends early, being null or empty.
 *
 * <p>A slot whose definition level is at least {@link #level} is an element's; these come in the
 * order of the ranges of element indices. There is one range only, unless lists that are null have
 * elements behind them, or lists of fixed size are null.
 *
 * <p><em>Ownership:</em> owns the levels' memory until {@link #close}. <em>Threading:</em> one
 * thread.
 */
final class ElementSpace implements AutoCloseable {
  private final int level;
  private final GrowableBuffer definition;
  private final GrowableBuffer repetition;
  private int slots;
  private long[] starts = new long[1];
  private long[] ends = new long[1];
  private int ranges;

  /** Elements of a list. */
  ElementSpace(int level, GrowableBuffer definition, GrowableBuffer repetition) {
    this.level = level;
    this.definition = definition;
    this.repetition = repetition;
  }

  private ElementSpace() {
    this(0, null, null);
  }

  /** The rows of a batch: no list is above them. */
  static ElementSpace ofRows() {
    return new ElementSpace();
  }

  boolean isRows() {
    return definition == null;
  }

  /** Of rows: which ones. */
  void setRows(int first, int end) {
    slots = end - first;
    starts[0] = first;
    ends[0] = end;
    ranges = 1;
  }

  /** Of rows: the first one. */
  int firstRow() {
    return (int) starts[0];
  }

  /** Of rows: the one after the last. */
  int endRow() {
    return (int) ends[0];
  }

  /** Empties it, and makes room for so many slots. */
  void clear(long mostSlots) {
    ranges = 0;
    slots = 0;
    definition.clear();
    repetition.clear();
    definition.endAt(definition.reserve(mostSlots));
    repetition.endAt(repetition.reserve(mostSlots));
  }

  void addRange(long start, long end) {
    if (ranges > 0 && ends[ranges - 1] == start) {
      ends[ranges - 1] = end;
      return;
    }
    if (ranges == starts.length) {
      starts = Arrays.copyOf(starts, 2 * ranges);
      ends = Arrays.copyOf(ends, 2 * ranges);
    }
    starts[ranges] = start;
    ends[ranges] = end;
    ranges++;
  }

  void setSlots(int slots) {
    this.slots = slots;
  }

  /** Definition level from which on a slot is an element's. */
  int level() {
    return level;
  }

  int slots() {
    return slots;
  }

  int ranges() {
    return ranges;
  }

  long rangeStart(int range) {
    return starts[range];
  }

  long rangeEnd(int range) {
    return ends[range];
  }

  /** How many elements there are. */
  int elements() {
    long elements = 0;
    for (int i = 0; i < ranges; i++) {
      elements += ends[i] - starts[i];
    }
    return Math.toIntExact(elements);
  }

  /** Where the definition levels are, a byte each; 0 if all are {@link #level}. */
  long definitionLevels() {
    return definition == null ? 0 : definition.address();
  }

  /** Where the repetition levels are, a byte each; 0 if all are 0. */
  long repetitionLevels() {
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
