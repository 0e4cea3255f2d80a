package dev.nestedparquet.internal.truth;

import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.batch.Truth.Member;
import org.apache.arrow.vector.FieldVector;

/**
 * Gathers what is true of fixed-size lists, which have slots for elements even where they are null.
 */
final class FixedListGatherer extends NodeGatherer {
  private final int size;
  private final NodeGatherer element;
  private long[] present = {};

  FixedListGatherer(int column, int size, NodeGatherer element) {
    super(column);
    this.size = size;
    this.element = element;
  }

  @Override
  void gatherPresent(FieldVector vector, Slots slots, Truth.Builder truth) {
    long lists = validity.values;
    long empty = size == 0 ? lists : 0;
    truth.set(column, Member.EMPTY, empty);
    truth.set(column, Member.ELEMENTS, lists * size);
    truth.set(column, Member.LENGTHS, Truth.lengthClass(size), lists);
    Slots below =
        new Slots(
            slots.first() * size,
            slots.count() * size,
            validity.present() == null ? null : elementsOf(validity.words, slots.count()),
            lists * size,
            absentBelow(slots) + empty);
    element.gather(vector.getChildrenFromFields().get(0), below, truth);
  }

  private long[] elementsOf(long[] lists, int count) {
    int words = (int) (((long) count * size + Long.SIZE - 1) >>> 6);
    if (present.length < words) {
      present = new long[words + words / 4];
    }
    java.util.Arrays.fill(present, 0, words, 0);
    for (int i = 0; i < count; i++) {
      if (((lists[i >>> 6] >>> i) & 1) != 0) {
        Bits.set(present, i * size, size);
      }
    }
    return present;
  }
}
