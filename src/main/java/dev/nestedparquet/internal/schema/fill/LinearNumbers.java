package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.check.Meanings;
import dev.nestedparquet.internal.schema.check.Target;
import dev.nestedparquet.internal.schema.model.Expression;

/** Makes numbers that grow evenly with those of the row and of the slot: {@code 5 * row + slot}. */
record LinearNumbers(long perRow, long perSlot, long first) implements Kernel {
  /**
   * Numbers that an expression has, if all on the way to them fits 64 bits or wraps around.
   *
   * @return null if the expression is none of this kind
   */
  static LinearNumbers of(Expression expression, Meanings meanings) {
    if (expression instanceof Expression.NumberLiteral number) {
      return number.value().scale() == 0 && number.value().unscaledValue().bitLength() < Long.SIZE
          ? new LinearNumbers(0, 0, number.value().unscaledValue().longValue())
          : null;
    } else if (expression instanceof Expression.Reference reference) {
      Target target = meanings.target(reference);
      return target instanceof Target.Row
          ? new LinearNumbers(1, 0, 0)
          : target instanceof Target.Slot ? new LinearNumbers(0, 1, 0) : null;
    } else if (expression instanceof Expression.Binary binary) {
      LinearNumbers left = of(binary.left(), meanings);
      LinearNumbers right = left == null ? null : of(binary.right(), meanings);
      return right == null ? null : left.combined(binary.operator(), right);
    }
    return null;
  }

  private LinearNumbers combined(String operator, LinearNumbers other) {
    return switch (operator) {
      case "+" -> plus(other);
      case "-" -> plus(other.times(-1));
      case "*" ->
          isConstant() ? other.times(first) : other.isConstant() ? times(other.first) : null;
      default -> null;
    };
  }

  private boolean isConstant() {
    return perRow == 0 && perSlot == 0;
  }

  private LinearNumbers plus(LinearNumbers other) {
    return new LinearNumbers(perRow + other.perRow, perSlot + other.perSlot, first + other.first);
  }

  private LinearNumbers times(long factor) {
    return new LinearNumbers(perRow * factor, perSlot * factor, first * factor);
  }

  @Override
  public void fill(Slots at, long[] positions, Values out) {
    at.linear(perRow, perSlot, first, out.longs(at.count()));
  }
}
