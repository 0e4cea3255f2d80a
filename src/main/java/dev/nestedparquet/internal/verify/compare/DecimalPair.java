package dev.nestedparquet.internal.verify.compare;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * A pair of decimal columns, where expected values have another number of bytes than the 16 in
 * which they are read.
 */
final class DecimalPair extends SinglePair {
  private static final int FOUND_BYTES = DecimalVector.TYPE_WIDTH;

  private final int bytes;
  private final int scale;

  DecimalPair(FieldVector expected, FieldVector found) {
    super(expected, found);
    ArrowType.Decimal type = (ArrowType.Decimal) expected.getField().getType();
    scale = type.getScale();
    int ofFormat = type.getBitWidth() / Byte.SIZE;
    bytes = ofFormat < FOUND_BYTES && isSetByJava(expected, ofFormat) ? FOUND_BYTES : ofFormat;
  }

  /**
   * Tells whether decimals of 32 or 64 bits have 16 bytes each, as Arrow's Java library sets them.
   * Other libraries give them the 4 or 8 bytes of Arrow's format.
   */
  private static boolean isSetByJava(FieldVector vector, int ofFormat) {
    ArrowBuf buffer = vector.getDataBuffer();
    if (buffer.capacity() < (long) vector.getValueCount() * FOUND_BYTES) {
      return false;
    }
    for (int i = 0; i < vector.getValueCount(); i++) {
      long low = buffer.getLong((long) i * FOUND_BYTES);
      long high = buffer.getLong((long) i * FOUND_BYTES + Long.BYTES);
      boolean fits = ofFormat == Long.BYTES || low == (int) low;
      if (!vector.isNull(i) && (high != low >> (Long.SIZE - 1) || !fits)) {
        return false;
      }
    }
    return true;
  }

  /** Unscaled number of a value, which Arrow stores in two's complement, little-endian. */
  private static BigInteger number(FieldVector vector, int bytes, int index) {
    byte[] littleEndian = new byte[bytes];
    vector.getDataBuffer().getBytes((long) index * bytes, littleEndian);
    byte[] bigEndian = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      bigEndian[i] = littleEndian[bytes - 1 - i];
    }
    return new BigInteger(bigEndian);
  }

  @Override
  boolean same(int e, int f) {
    return number(expected, bytes, e).equals(number(found, FOUND_BYTES, f));
  }

  @Override
  String expectedText(int e) {
    return expected.isNull(e)
        ? ValueText.NULL
        : new BigDecimal(number(expected, bytes, e), scale).toString();
  }
}
