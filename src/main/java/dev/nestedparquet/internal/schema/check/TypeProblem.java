package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Place;

/** What is wrong with an expression, and where. */
final class TypeProblem extends Exception {
  private static final long serialVersionUID = 1;
  private final transient Place place;

  TypeProblem(Expression at, String message) {
    super(message);
    this.place = at.place();
  }

  Place place() {
    return place;
  }
}
