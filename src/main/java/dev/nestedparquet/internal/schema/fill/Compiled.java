package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.Value;
import java.util.List;

/**
 * A source as it is run.
 *
 * @param bytes sizes of its values, if these are texts or bytes
 * @param canBeNull whether the kernel may find a value to be null
 * @param isPositional whether values follow from positions alone, not from other fields
 * @param choice what the values are chosen from; null if it is no choice
 */
record Compiled(
    Kernel kernel, Sizes bytes, boolean canBeNull, boolean isPositional, Choice choice) {
  /**
   * A choice among values.
   *
   * @param numbers kernel of the numbers of the values
   * @param texts the values, if they are texts or bytes; else null
   */
  record Choice(Kernel numbers, List<Value> values, TextTable texts) {}

  /** Values of a fixed width that follow from positions alone. */
  static Compiled ofNumbers(Kernel kernel) {
    return new Compiled(kernel, null, false, true, null);
  }

  /** Texts or bytes that follow from positions alone. */
  static Compiled ofTexts(Kernel kernel, Sizes bytes) {
    return new Compiled(kernel, bytes, false, true, null);
  }

  Compiled withChoice(Choice from) {
    return new Compiled(kernel, bytes, canBeNull, isPositional, from);
  }

  /** The same; whether values follow from positions alone. */
  Compiled positional(boolean positional) {
    return new Compiled(kernel, bytes, canBeNull, positional, choice);
  }
}
