package dev.nestedparquet.shred;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveComparator;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The order of a column's values, as parquet-java has it; values are as {@link FileLevels} has
 * them.
 */
final class ValueOrder {
  private final PrimitiveType type;

  ValueOrder(PrimitiveType type) {
    this.type = type;
  }

  int compare(Object left, Object right) {
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
      case INT32 -> comparator().compare((int) left, (int) right);
      case INT64 -> comparator().compare((long) left, (long) right);
      case FLOAT -> comparator().compare(toFloat(left), toFloat(right));
      case DOUBLE -> comparator().compare(toDouble(left), toDouble(right));
      default -> binaryComparator().compare(toBinary(left), toBinary(right));
    };
  }

  private PrimitiveComparator<?> comparator() {
    return (PrimitiveComparator<?>) type.comparator();
  }

  @SuppressWarnings("unchecked") // That of a type of this kind.
  private Comparator<Binary> binaryComparator() {
    return (Comparator<Binary>) (Comparator<?>) type.comparator();
  }

  private static float toFloat(Object bits) {
    return Float.intBitsToFloat((int) bits);
  }

  private static double toDouble(Object bits) {
    return Double.longBitsToDouble((long) bits);
  }

  private static Binary toBinary(Object bytes) {
    return Binary.fromConstantByteBuffer((ByteBuffer) bytes);
  }

  /** Which has no place in the order. */
  boolean isNan(Object value) {
    return switch (type.getPrimitiveTypeName()) {
      case FLOAT -> Float.isNaN(toFloat(value));
      case DOUBLE -> Double.isNaN(toDouble(value));
      case FIXED_LEN_BYTE_ARRAY -> isHalf() && (half(value) & 0x7FFF) > 0x7C00;
      default -> false;
    };
  }

  private boolean isHalf() {
    return "FLOAT16".equals(String.valueOf(type.getLogicalTypeAnnotation()));
  }

  private static int half(Object value) {
    ByteBuffer bytes = (ByteBuffer) value;
    return (bytes.get(0) & 0xFF) | (bytes.get(1) & 0xFF) << 8;
  }

  /** Whether values are the same; 0 and -0 are, of which a bound is the one that is further out. */
  boolean isSame(Object left, Object right) {
    return compare(left, right) == 0 || (isZero(left) && isZero(right));
  }

  private boolean isZero(Object value) {
    return switch (type.getPrimitiveTypeName()) {
      case FLOAT -> toFloat(value) == 0;
      case DOUBLE -> toDouble(value) == 0;
      case FIXED_LEN_BYTE_ARRAY -> isHalf() && (half(value) & 0x7FFF) == 0;
      default -> false;
    };
  }

  /** Whether a bound may have so many bytes; one of fixed length that is cut is no value. */
  boolean mayBoundHave(int bytes) {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
        ? bytes == type.getTypeLength()
        : bytes <= BytesExtremes.MOST_BOUND_BYTES;
  }

  /** A value out of the bytes of a bound: PLAIN, without a length. */
  Object decode(ByteBuffer bound) {
    ByteBuffer bytes = bound.slice().order(ByteOrder.LITTLE_ENDIAN);
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> bytes.get() != 0;
      case INT32, FLOAT -> bytes.getInt();
      case INT64, DOUBLE -> bytes.getLong();
      default -> bytes;
    };
  }
}
