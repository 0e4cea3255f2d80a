package dev.nestedparquet.internal.truth;

import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.batch.Truth.Member;
import org.apache.arrow.vector.FieldVector;

/**
 * Gathers what is true of a column, and of those below it.
 *
 * <p><em>Threading:</em> one thread.
 */
abstract class NodeGatherer {
  /** Index of a column of which nothing is told. */
  static final int UNTOLD = -1;

  final int column;
  final Validity validity = new Validity();

  NodeGatherer(int column) {
    this.column = column;
  }

  /** Gathers from slots of a vector, and sets what is true of them. */
  final void gather(FieldVector vector, Slots slots, Truth.Builder truth) {
    validity.read(vector, slots);
    if (column != UNTOLD) {
      truth.set(column, Member.VALUES, validity.values);
      truth.set(column, Member.NULLS, slots.presentCount() - validity.values);
      truth.set(column, Member.ABSENT, slots.absent());
    }
    gatherPresent(vector, slots, truth);
  }

  /** Gathers from the slots that have a value. */
  abstract void gatherPresent(FieldVector vector, Slots slots, Truth.Builder truth);

  /** Values below that are not there: whatever was absent, and a value for each null. */
  final long absentBelow(Slots slots) {
    return slots.absent() + slots.presentCount() - validity.values;
  }
}
