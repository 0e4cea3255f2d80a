package dev.nestedparquet.internal.truth;

import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.batch.Truth.Member;
import org.apache.arrow.vector.FieldVector;

/** Gathers what is true of a leaf: its extremes, sums, labels. Goes over 64 slots at a time. */
abstract class LeafGatherer extends NodeGatherer {
  /** Counts labels; null if they are not told one by one. */
  final LabelCounter labels;

  LeafGatherer(int column, Labels labels) {
    super(column);
    this.labels = labels == null || !labels.areTold() ? null : LabelCounter.of(labels);
  }

  /** Gatherer of a leaf. */
  static NodeGatherer of(GatheredColumn column, int index) {
    if (column.field().getDictionary() != null) {
      return new DictionaryGatherer(column, index);
    }
    return switch (column.values().shape()) {
      case BOOL -> new BoolGatherer(index, column.labels());
      case DECIMAL -> new DecimalGatherer(index, column.labels());
      case TEXT, BINARY, FIXED_BINARY, UUID -> new BytesGatherer(column, index);
      default -> new NumberGatherer(column, index);
    };
  }

  @Override
  final void gatherPresent(FieldVector vector, Slots slots, Truth.Builder truth) {
    start(vector);
    long[] words = validity.words;
    for (int i = 0; i < validity.wordCount; i++) {
      long word = words[i];
      if (word != 0) {
        gather(slots.first() + (i << 6), validity.slotsOf(word), Long.bitCount(word));
      }
    }
    if (validity.values > 0) {
      finish(truth);
      if (labels != null) {
        labels.finish(truth, column);
      }
    }
  }

  /** Begins a vector. */
  abstract void start(FieldVector vector);

  /**
   * Gathers from some of 64 slots.
   *
   * @param slot the first of the 64
   * @param slots those that have a value, counted from there
   * @param count how many have one; at least one has
   */
  abstract void gather(int slot, int[] slots, int count);

  /** Sets what is true of all slots; called only if there are values. */
  abstract void finish(Truth.Builder truth);

  /** Sets extremes that are numbers. */
  final void setExtremes(Truth.Builder truth, long smallest, long largest) {
    truth.set(column, Member.SMALLEST, smallest);
    truth.set(column, Member.LARGEST, largest);
  }
}
