package dev.nestedparquet.internal.schema.model;

import java.math.BigDecimal;
import java.util.List;

/** An expression as it is written; its types follow from where it stands. */
public sealed interface Expression {
  Place place();

  /** A whole or decimal number; its digits after the point are its scale. */
  record NumberLiteral(Place place, BigDecimal value) implements Expression {}

  /** A text in single quotes. */
  record TextLiteral(Place place, String text) implements Expression {}

  /** {@code true} or {@code false}. */
  record Truth(Place place, boolean value) implements Expression {}

  /** {@code null}. */
  record Null(Place place) implements Expression {}

  /**
   * A field, a let, {@code row}, {@code slot} or {@code key}.
   *
   * @param quoted whether the first name was in backticks, so that it is a field's
   */
  record Reference(Place place, List<String> names, boolean quoted) implements Expression {
    @Override
    public String toString() {
      return String.join(".", names);
    }
  }

  /** {@code -}, {@code not}, or {@code is null}. */
  record Unary(Place place, String operator, Expression operand) implements Expression {}

  /** An operator between two operands. */
  record Binary(Place place, String operator, Expression left, Expression right)
      implements Expression {}

  /** A function of arguments. */
  record Call(Place place, String function, List<Expression> arguments) implements Expression {}

  /** {@code cast(x as type)}. */
  record Cast(Place place, Expression operand, Type type) implements Expression {}
}
