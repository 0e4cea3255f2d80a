package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.Type;

/** Which arrays of {@link Values} have the values of a type. */
enum Storage {
  /** {@code longs}. */
  LONGS,
  /** {@code longs} and {@code highs}. */
  WIDE,
  /** {@code doubles}. */
  DOUBLES,
  /** {@code text} and {@code ends}. */
  TEXT;

  static Storage of(Type type) {
    if (Literals.isText(type)) {
      return TEXT;
    } else if (type instanceof Type.Floating) {
      return DOUBLES;
    }
    return Literals.isWide(type) ? WIDE : LONGS;
  }
}
