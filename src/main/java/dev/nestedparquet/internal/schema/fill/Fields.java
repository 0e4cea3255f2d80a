package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.check.Meanings;
import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Node;
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
   * @param bytes sizes of the values, if these are texts or bytes
   * @param failures values that could not be computed; null if the batch fails by them
   */
  record Operand(
      Values values, Slots slots, Type type, List<Value> labels, Sizes bytes, Failures failures) {
    /** Slots of the values, as seen from slots of the same list or one below; null if the same. */
    int[] indices(Slots from) {
      return from == slots ? null : from.ancestors(slots);
    }
  }

  /**
   * Values in lists, which are summed, counted or compared.
   *
   * @param values of the block; of structs and lists, which of them are there
   * @param slots that the values are in
   * @param common slots of what the lists are in, which are those of a source or further out
   * @param leaf as the values are read; null if they are no leaf's
   * @param list whose elements are counted; null if the values are no lists
   */
  record Many(Values values, Slots slots, Slots common, Operand leaf, ListStep list) {}

  /** What the file's expressions mean. */
  Meanings meanings();

  /** The leaf that the source is of. */
  Node.Leaf leaf();

  /** Where to say that a value can't be computed, if nothing may ask for it; null if all are. */
  Failures failures();

  /** Rows that the file can number. */
  long mostRows();

  /** What a reference to one value means, other than a number of the row or slot. */
  Operand one(Expression.Reference reference);

  /** What a reference to many values means. */
  Many many(Expression.Reference reference);

  /** A buffer for texts that are needed for a block alone. */
  Bytes scratch(Sizes bytes);
}
