package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import java.util.List;

/** Finds the values that names mean where a source stands, and sees to it that they are filled. */
interface Fields {
  /**
   * Values of something else, as they are seen from the slots of a source.
   *
   * @param values of the block, in slots of their own
   * @param slots that the values are in: the same, or those of a list further out
   * @param type of the values
   * @param labels that the values' longs are the numbers of; null if these are the values
   */
  record Operand(Values values, Slots slots, Type type, List<Value> labels) {
    /** Slots of the values, as seen from slots of the same list or one below; null if the same. */
    int[] indices(Slots from) {
      return from == slots ? null : from.ancestors(slots);
    }
  }

  /** What a reference to one value means. */
  Operand one(List<String> names, boolean quoted);

  /** A buffer for texts that are needed for a block alone. */
  Bytes scratch(Sizes bytes);
}
