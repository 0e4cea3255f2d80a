package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.model.Type;

/**
 * What kind of value an expression has.
 *
 * @param scale digits after the point, of {@link Base#DECIMAL}
 * @param type of {@link Base#OTHER}: a time or bytes, as they are
 * @param many whether there are many, of a list below
 */
record Kind(Base base, int scale, Type type, boolean many) {
  /** Kinds of values. */
  enum Base {
    /** Not known, since something is wrong already. */
    ANY,
    NULL,
    BOOL,
    INTEGER,
    DECIMAL,
    /** A quotient, exact, that is to be rounded. */
    QUOTIENT,
    FLOATING,
    TEXT,
    OTHER
  }

  static final Kind ANY = new Kind(Base.ANY, 0, null, false);
  static final Kind NULL = new Kind(Base.NULL, 0, null, false);
  static final Kind BOOL = new Kind(Base.BOOL, 0, null, false);
  static final Kind INTEGER = new Kind(Base.INTEGER, 0, null, false);
  static final Kind QUOTIENT = new Kind(Base.QUOTIENT, 0, null, false);
  static final Kind FLOATING = new Kind(Base.FLOATING, 0, null, false);
  static final Kind TEXT = new Kind(Base.TEXT, 0, null, false);

  static Kind decimal(int scale) {
    return new Kind(Base.DECIMAL, scale, null, false);
  }

  static Kind other(Type type) {
    return new Kind(Base.OTHER, 0, type, false);
  }

  /** The kind of a leaf's values; any if its type isn't known. */
  static Kind of(Type type) {
    if (type == null) {
      return ANY;
    } else if (type instanceof Type.Bool) {
      return BOOL;
    } else if (type instanceof Type.Int) {
      return INTEGER;
    } else if (type instanceof Type.Decimal decimal) {
      return decimal(decimal.scale());
    } else if (type instanceof Type.Floating) {
      return FLOATING;
    } else if (type instanceof Type.Text) {
      return TEXT;
    }
    return other(type);
  }

  Kind asMany() {
    return new Kind(base, scale, type, true);
  }

  Kind asOne() {
    return new Kind(base, scale, type, false);
  }

  boolean isUnknown() {
    return base == Base.ANY || base == Base.NULL;
  }

  /** Whether arithmetic on it is exact. */
  boolean isExact() {
    return base == Base.INTEGER || base == Base.DECIMAL;
  }

  boolean isDuration() {
    return type instanceof Type.Duration;
  }

  /** The kind that has both; null if there is none. */
  Kind with(Kind other) {
    if (isUnknown()) {
      return base == Base.ANY ? this : other;
    } else if (other.isUnknown()) {
      return other.base == Base.ANY ? other : this;
    } else if (isExact() && other.isExact()) {
      return base == Base.INTEGER && other.base == Base.INTEGER
          ? INTEGER
          : decimal(Math.max(scale, other.scale));
    }
    return equals(other) ? this : null;
  }

  @Override
  public String toString() {
    return switch (base) {
      case ANY, NULL -> "null";
      case BOOL -> "a bool";
      case INTEGER -> "an integer";
      case DECIMAL -> "a decimal of " + scale + " digits after the point";
      case QUOTIENT -> "a quotient";
      case FLOATING -> "a floating-point number";
      case TEXT -> "a text";
      case OTHER -> "a " + type;
    };
  }
}
