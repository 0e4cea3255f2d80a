package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.draw.OutcomeNumbers;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** Fills a struct, and decides which of its fields are there, if these decide jointly. */
final class StructStep extends Step {
  /**
   * Decides which fields are there.
   *
   * @param numbers of the combinations, from 0 on
   * @param fieldsOf for each field that is named, by combination: 1 if that has it, else 0
   */
  record Presence(long key, OutcomeNumbers numbers, List<long[]> fieldsOf) {}

  private final Presence presence;
  private final long[][] present;

  private long[] chosen = {};

  /** Steps of the fields, in order; set once they are made. */
  private List<Step> fields = List.of();

  /**
   * Makes a step.
   *
   * @param presence null if each field decides for itself
   * @param named number of fields that {@code presence} names
   */
  StructStep(Head head, Presence presence, int named) {
    super(head);
    this.presence = presence;
    present = new long[named][0];
  }

  void setFields(List<Step> fields) {
    this.fields = List.copyOf(fields);
  }

  /** Slots that have a field that presence names. */
  Mask mask(int named) {
    return () -> present[named];
  }

  /** Slots of fields that decide for themselves. */
  Mask mask() {
    return () -> values.valid;
  }

  @Override
  void fill(int count) {
    if (presence == null) {
      return;
    }
    if (chosen.length < count) {
      chosen = new long[Slots.roomFor(count)];
    }
    presence.numbers.choose(presence.key, slots.positions(), count, chosen);
    int words = Values.words(count);
    for (int field = 0; field < present.length; field++) {
      if (present[field].length < words) {
        present[field] = new long[words + words / 4];
      }
      fillPresent(field, count);
    }
  }

  private void fillPresent(int field, int count) {
    long[] has = presence.fieldsOf.get(field);
    long[] bits = present[field];
    for (int from = 0; from < count; from += Long.SIZE) {
      int to = Math.min(count, from + Long.SIZE);
      long word = 0;
      for (int i = from; i < to; i++) {
        word |= has[(int) chosen[i]] << i;
      }
      bits[from >>> 6] = word & values.valid[from >>> 6];
    }
  }

  @Override
  void load(FieldVector vector) {
    super.load(vector);
    List<FieldVector> children = vector.getChildrenFromFields();
    for (int i = 0; i < fields.size(); i++) {
      fields.get(i).load(children.get(i));
    }
  }
}
