package dev.nestedparquet.internal.schema.model;

import java.math.BigInteger;

/** The type of a leaf; as text what files have. */
public sealed interface Type {
  /** True and false. */
  record Bool() implements Type {
    @Override
    public String toString() {
      return "bool";
    }
  }

  /** Integers of 8, 16, 32 or 64 bits. */
  record Int(int bits, boolean signed) implements Type {
    @Override
    public String toString() {
      return (signed ? "int" : "uint") + bits;
    }
  }

  /** Binary floating point of 16, 32 or 64 bits. */
  record Floating(int bits) implements Type {
    @Override
    public String toString() {
      return "float" + bits;
    }
  }

  /** Exact numbers of {@code precision} digits, {@code scale} of them after the point. */
  record Decimal(int precision, int scale) implements Type {
    @Override
    public String toString() {
      return "decimal(" + precision + "," + scale + ")";
    }
  }

  /** Days since 1970-01-01. */
  record Date() implements Type {
    @Override
    public String toString() {
      return "date";
    }
  }

  /** Time since midnight. */
  record Time(Unit unit) implements Type {
    @Override
    public String toString() {
      return "time(" + unit + ")";
    }
  }

  /**
   * Time since 1970-01-01T00:00:00.
   *
   * @param zone null for a local time; with one, it is since that time in UTC
   */
  record Timestamp(Unit unit, String zone) implements Type {
    @Override
    public String toString() {
      return "timestamp(" + unit + (zone == null ? "" : ", " + zone) + ")";
    }
  }

  /** A length of time. */
  record Duration(Unit unit) implements Type {
    @Override
    public String toString() {
      return "duration(" + unit + ")";
    }
  }

  /** Text in UTF-8; {@code large} has offsets of 64 bits. */
  record Text(boolean large) implements Type {
    @Override
    public String toString() {
      return large ? "large_string" : "string";
    }
  }

  /** Bytes; {@code large} has offsets of 64 bits. */
  record Binary(boolean large) implements Type {
    @Override
    public String toString() {
      return large ? "large_binary" : "binary";
    }
  }

  /** Always so many bytes. */
  record FixedBinary(int bytes) implements Type {
    @Override
    public String toString() {
      return "fixed_binary(" + bytes + ")";
    }
  }

  /** 16 bytes that are a UUID. */
  record Uuid() implements Type {
    @Override
    public String toString() {
      return "uuid";
    }
  }

  /** Integers of 32 bits, with a sign. */
  static Type int32() {
    return new Int(32, true);
  }

  /** Integers of 64 bits, with a sign. */
  static Type int64() {
    return new Int(64, true);
  }

  /** Text. */
  static Type string() {
    return new Text(false);
  }

  /** Whether it is a point in time or a length of it. */
  default boolean isTemporal() {
    return this instanceof Date
        || this instanceof Time
        || this instanceof Timestamp
        || this instanceof Duration;
  }

  /** Whether values are whole numbers of units, so that arithmetic on them is exact. */
  default boolean hasUnits() {
    return this instanceof Int || this instanceof Decimal || isTemporal();
  }

  /** Digits after the point of what a unit is a part of; 0 for all but decimals. */
  default int scale() {
    return this instanceof Decimal decimal ? decimal.scale() : 0;
  }

  /** The least value, in units; only of types that have units. */
  default BigInteger least() {
    if (this instanceof Time || (this instanceof Int number && !number.signed())) {
      return BigInteger.ZERO;
    } else if (this instanceof Decimal) {
      return greatest().negate();
    }
    return greatest().negate().subtract(BigInteger.ONE);
  }

  /** The greatest value, in units; only of types that have units. */
  default BigInteger greatest() {
    if (this instanceof Int number) {
      return power2(number.signed() ? number.bits() - 1 : number.bits());
    } else if (this instanceof Decimal decimal) {
      return BigInteger.TEN.pow(decimal.precision()).subtract(BigInteger.ONE);
    } else if (this instanceof Date) {
      return power2(31);
    } else if (this instanceof Time time) {
      return BigInteger.valueOf(86_400_000_000_000L / time.unit().nanos() - 1);
    } else if (isTemporal()) {
      return power2(63);
    }
    throw new IllegalStateException(this + " has no units");
  }

  private static BigInteger power2(int bits) {
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }
}
