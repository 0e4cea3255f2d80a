package dev.nestedparquet.internal.schema.explain;

import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Unit;
import dev.nestedparquet.internal.schema.model.Value;
import dev.nestedparquet.internal.truth.ValueSpelling;
import java.math.BigInteger;
import java.util.HexFormat;

/** Writes values as files have them. */
final class ValueTexts {
  private ValueTexts() {}

  /** The value of a type, as a literal. */
  static String of(Value value, Type type) {
    if (value instanceof Value.Units units) {
      return of(units.units(), type);
    } else if (value instanceof Value.Flag flag) {
      return String.valueOf(flag.value());
    } else if (value instanceof Value.Real real) {
      int digits = real.number().precision() - real.number().scale();
      return Math.abs(digits) > 20 ? real.number().toString() : real.number().toPlainString();
    } else if (value instanceof Value.Special special) {
      return switch (special) {
        case NAN -> ".nan";
        case POSITIVE_INFINITY -> ".inf";
        case NEGATIVE_INFINITY -> "-.inf";
        case NEGATIVE_ZERO -> "-0.0";
      };
    } else if (value instanceof Value.Text text) {
      return text.text();
    }
    String hex = ((Value.Bytes) value).hex();
    return type instanceof Type.Uuid
        ? ValueSpelling.uuid(HexFormat.of().parseHex(hex))
        : "0x" + hex;
  }

  /** So many units of a type: a point in time, or a number. */
  static String of(BigInteger units, Type type) {
    if (type instanceof Type.Date) {
      return ValueSpelling.date(units);
    } else if (type instanceof Type.Timestamp timestamp) {
      return ValueSpelling.timestamp(units, timestamp.unit().digits(), timestamp.zone() != null);
    } else if (type instanceof Type.Time time) {
      return ValueSpelling.time(units.longValueExact(), time.unit().digits());
    }
    return length(units, type);
  }

  /** A difference of two values of a type: a length of time, or a number. */
  static String length(BigInteger units, Type type) {
    if (type instanceof Type.Date) {
      return units + "d";
    } else if (type.isTemporal()) {
      return length(units.multiply(BigInteger.valueOf(unit(type).nanos())));
    }
    return ValueSpelling.decimal(units, type.scale());
  }

  private static Unit unit(Type type) {
    if (type instanceof Type.Time time) {
      return time.unit();
    }
    return type instanceof Type.Timestamp timestamp
        ? timestamp.unit()
        : ((Type.Duration) type).unit();
  }

  /** A length of time in the largest unit that it is a whole number of. */
  private static String length(BigInteger nanos) {
    String[] names = {"d", "h", "m", "s", "ms", "us"};
    long[] sizes = {
      86_400_000_000_000L, 3_600_000_000_000L, 60_000_000_000L, 1_000_000_000, 1_000_000, 1_000
    };
    for (int i = 0; i < names.length; i++) {
      BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(sizes[i]));
      if (nanos.signum() != 0 && parts[1].signum() == 0) {
        return parts[0] + names[i];
      }
    }
    return nanos.signum() == 0 ? "0s" : nanos + "ns";
  }
}
