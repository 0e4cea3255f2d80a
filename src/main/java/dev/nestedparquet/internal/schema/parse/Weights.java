package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.read.Located;
import java.math.BigDecimal;
import java.util.List;

/** Weights: numbers in any proportion, of which one is above 0. */
final class Weights {
  private static final int MOST_DIGITS_AFTER_POINT = 9;
  private static final String MOST = "1000000000";

  /** Choices with weights. */
  static final int MOST_CHOICES = 65_536;

  private Weights() {}

  /** A weight; null with a problem if it is none. */
  static BigDecimal read(Located at) {
    BigDecimal weight = Numbers.between(at, "a weight", "0", MOST);
    if (weight != null && weight.stripTrailingZeros().scale() > MOST_DIGITS_AFTER_POINT) {
      at.problem(weight + " has more than " + MOST_DIGITS_AFTER_POINT + " digits after the point");
      return null;
    }
    return weight == null ? null : weight.stripTrailingZeros();
  }

  /** Sees to it that one can be chosen. */
  static <T> void check(Located at, List<Choice<T>> choices, int entries) {
    if (entries == 0) {
      at.problem("is empty; it needs one choice at least");
    } else if (entries > MOST_CHOICES) {
      at.problem("has " + entries + " choices with weights; " + MOST_CHOICES + " are allowed");
    } else if (choices.size() == entries
        && choices.stream().allMatch(choice -> choice.weight().signum() == 0)) {
      at.problem("all weights are 0; one must be above 0");
    }
  }
}
