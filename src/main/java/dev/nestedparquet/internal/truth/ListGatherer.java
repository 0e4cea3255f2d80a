package dev.nestedparquet.internal.truth;

import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;

import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.batch.Truth.Member;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;

/** Gathers what is true of lists and maps, whose elements begin and end where offsets say. */
final class ListGatherer extends NodeGatherer {
  private final boolean isLarge;
  private final NodeGatherer element;

  /** Lists by the class of their length. */
  private final long[] lengths;

  private long[] present = {};

  ListGatherer(int column, int lengths, boolean isLarge, NodeGatherer element) {
    super(column);
    this.isLarge = isLarge;
    this.element = element;
    this.lengths = new long[lengths];
  }

  @Override
  void gatherPresent(FieldVector vector, Slots slots, Truth.Builder truth) {
    long offsets = vector.getOffsetBuffer().memoryAddress();
    int first = slots.first();
    int count = slots.count();
    long start = count == 0 ? 0 : offset(offsets, first);
    long end = count == 0 ? 0 : offset(offsets, first + count);
    Arrays.fill(lengths, 0);
    long elements = countLengths(offsets, first);
    for (int i = 0; i < lengths.length; i++) {
      truth.set(column, Member.LENGTHS, i, lengths[i]);
    }
    truth.set(column, Member.EMPTY, lengths[0]);
    truth.set(column, Member.ELEMENTS, elements);
    Slots below =
        new Slots(
            (int) start,
            (int) (end - start),
            elements == end - start ? null : elementsOf(offsets, slots, start, end),
            elements,
            absentBelow(slots) + lengths[0]);
    element.gather(vector.getChildrenFromFields().get(0), below, truth);
  }

  private long countLengths(long offsets, int first) {
    long[] lengths = this.lengths;
    long elements = 0;
    for (int i = 0; i < validity.wordCount; i++) {
      long word = validity.words[i];
      int slot = first + (i << 6);
      if (word == -1 && !isLarge) {
        elements += countAll(offsets + ((long) slot << 2), lengths);
        continue;
      }
      int[] valid = validity.slotsOf(word);
      int count = Long.bitCount(word);
      for (int k = 0; k < count; k++) {
        int at = slot + valid[k];
        long length = offset(offsets, at + 1) - offset(offsets, at);
        lengths[Truth.lengthClass(length)]++;
        elements += length;
      }
    }
    return elements;
  }

  /** Counts 64 lists that are all there. */
  private static long countAll(long offsets, long[] lengths) {
    int start = getInt(offsets);
    int before = start;
    for (int i = 1; i <= Long.SIZE; i++) {
      int end = getInt(offsets + ((long) i << 2));
      lengths[Truth.lengthClass(end - before)]++;
      before = end;
    }
    return (long) before - start;
  }

  private long offset(long offsets, int at) {
    return isLarge ? getLong(offsets + ((long) at << 3)) : getInt(offsets + ((long) at << 2));
  }

  /** Elements that have a list, where some that are null have elements, too. */
  private long[] elementsOf(long offsets, Slots slots, long start, long end) {
    int words = (int) ((end - start + Long.SIZE - 1) >>> 6);
    if (present.length < words) {
      present = new long[words + words / 4];
    }
    Arrays.fill(present, 0, words, 0);
    for (int i = 0; i < slots.count(); i++) {
      if (((validity.words[i >>> 6] >>> i) & 1) != 0) {
        long from = offset(offsets, slots.first() + i);
        long to = offset(offsets, slots.first() + i + 1);
        Bits.set(present, (int) (from - start), (int) (to - from));
      }
    }
    return present;
  }
}
