package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Values of a file, as they are stored. */
final class Literals {
  static final int UUID_BYTES = 16;

  /** Digits of the widest decimal whose units fit 64 bits. */
  private static final int LONG_DIGITS = 18;

  private Literals() {}

  /** Whether values are texts or bytes. */
  static boolean isText(Type type) {
    return type instanceof Type.Text
        || type instanceof Type.Binary
        || type instanceof Type.FixedBinary
        || type instanceof Type.Uuid;
  }

  /** Whether units are stored in more than 64 bits. */
  static boolean isWide(Type type) {
    return type instanceof Type.Decimal decimal && decimal.precision() > LONG_DIGITS;
  }

  /** Units of a value; of a bool, 0 or 1. */
  static BigInteger units(Value value) {
    if (value instanceof Value.Flag flag) {
      return flag.value() ? BigInteger.ONE : BigInteger.ZERO;
    }
    return ((Value.Units) value).units();
  }

  /** Lower 64 bits of a value's units. */
  static long low(Value value) {
    return units(value).longValue();
  }

  /** Number that a value is, exactly; only of finite ones. */
  static BigDecimal exact(Value value) {
    return value instanceof Value.Real real
        ? real.number()
        : new BigDecimal(((Value.Units) value).units());
  }

  /** The number of a type that is nearest. */
  static double number(Value value, Type.Floating type) {
    if (value instanceof Value.Special special) {
      return switch (special) {
        case NAN -> Double.NaN;
        case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
        case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
        case NEGATIVE_ZERO -> -0.0;
      };
    }
    BigDecimal number = ((Value.Real) value).number();
    return type.bits() == 64 ? number.doubleValue() : FloatKernels.round(number.floatValue(), type);
  }

  /** Bytes of a text, or of bytes. */
  static byte[] bytes(Value value) {
    return value instanceof Value.Text text
        ? text.text().getBytes(StandardCharsets.UTF_8)
        : HexFormat.of().parseHex(((Value.Bytes) value).hex());
  }
}
