package dev.nestedparquet.internal.schema.check;

import dev.nestedparquet.internal.schema.model.Type;

/**
 * What kind of value an expression has.
 *
 * @param scale digits after the point, of {@link Base#DECIMAL}
 * @param type of {@link Base#FLOATING} and {@link Base#OTHER}: what it is; else null
 */
public record Kind(Base base, int scale, Type type) {
  /** Kinds of values. */
  public enum Base {
    /** Not known; only in a file that is refused. */
    ANY,
    /** Nothing but null. */
    NULL,
    BOOL,
    /** A whole number of any size. */
    INTEGER,
    /** A number of any size, with {@link #scale} digits after the point. */
    DECIMAL,
    /** A quotient, exact, that is to be rounded. */
    QUOTIENT,
    /** A floating-point number of {@link #type}; arithmetic has {@code float64}. */
    FLOATING,
    TEXT,
    /** A time or bytes, of {@link #type}. */
    OTHER
  }

  static final Kind ANY = new Kind(Base.ANY, 0, null);
  static final Kind NULL = new Kind(Base.NULL, 0, null);
  static final Kind BOOL = new Kind(Base.BOOL, 0, null);
  static final Kind INTEGER = new Kind(Base.INTEGER, 0, null);
  static final Kind QUOTIENT = new Kind(Base.QUOTIENT, 0, null);
  static final Kind FLOAT64 = new Kind(Base.FLOATING, 0, new Type.Floating(64));
  static final Kind TEXT = new Kind(Base.TEXT, 0, null);

  static Kind decimal(int scale) {
    return new Kind(Base.DECIMAL, scale, null);
  }

  static Kind other(Type type) {
    return new Kind(Base.OTHER, 0, type);
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
      return new Kind(Base.FLOATING, 0, type);
    } else if (type instanceof Type.Text) {
      return TEXT;
    }
    return other(type);
  }

  /** Whether nothing more is known than that it can be null. */
  boolean isUnknown() {
    return base == Base.ANY || base == Base.NULL;
  }

  /** Whether arithmetic on it is exact. */
  boolean isExact() {
    return base == Base.INTEGER || base == Base.DECIMAL;
  }

  /** Whether it is exact, or a quotient of what is. */
  boolean isRational() {
    return isExact() || base == Base.QUOTIENT;
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
    } else if (isRational() && other.isRational()) {
      if (base == Base.QUOTIENT || other.base == Base.QUOTIENT) {
        return QUOTIENT;
      }
      return base == Base.INTEGER && other.base == Base.INTEGER
          ? INTEGER
          : decimal(Math.max(scale, other.scale));
    } else if (type instanceof Type.Floating one && other.type instanceof Type.Floating two) {
      return one.bits() < two.bits() ? other : this;
    }
    return equals(other) ? this : null;
  }

  /** What keeps it from being a value of the type; null if nothing does. */
  String problem(Type to) {
    if (isUnknown() || to == null) {
      return null;
    }
    boolean fits =
        switch (base) {
          case INTEGER -> to instanceof Type.Int || to instanceof Type.Decimal;
          case DECIMAL -> to instanceof Type.Decimal decimal && decimal.scale() >= scale;
          case FLOATING ->
              to instanceof Type.Floating floating
                  && floating.bits() >= ((Type.Floating) type).bits();
          case TEXT -> to instanceof Type.Text;
          case BOOL -> to instanceof Type.Bool;
          case OTHER -> to.equals(type);
          default -> false;
        };
    if (fits) {
      return null;
    }
    String way =
        base == Base.QUOTIENT || (base == Base.DECIMAL && to instanceof Type.Decimal)
            ? "; use round(x, " + to.scale() + ")"
            : isExact() || base == Base.FLOATING
                ? "; use cast(x as " + to + ") if it should be"
                : "";
    return "is " + this + ", no " + to + way;
  }

  @Override
  public String toString() {
    return switch (base) {
      case ANY, NULL -> "null";
      case BOOL -> "a bool";
      case INTEGER -> "an integer";
      case DECIMAL -> "a decimal of " + scale + " digits after the point";
      case QUOTIENT -> "a quotient";
      case FLOATING, OTHER -> "a " + type;
      case TEXT -> "a text";
    };
  }
}
