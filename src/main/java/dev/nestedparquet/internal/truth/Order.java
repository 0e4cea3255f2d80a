package dev.nestedparquet.internal.truth;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Longs and bytes that compare as values do, and the values that they stand for. */
public final class Order {
  /**
   * Most characters of a text, or bytes of bytes, that an extreme is told by. Of a longer one these
   * are kept, and one byte of 0 more: it is still less or greater than what the whole is less or
   * greater than, unless that is equal in all that is kept.
   */
  static final int MOST_KEPT = 128;

  private static final int DECIMAL_BYTES = 16;

  private Order() {}

  /** Order of the bits of a double, and the other way round. */
  static long flipped(long bits) {
    return bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE);
  }

  /** Order of a double. */
  public static long of(double value) {
    return flipped(Double.doubleToRawLongBits(value));
  }

  /** Order of the units of a decimal of 128 bits. */
  static byte[] bytesOf(long high, long low) {
    return ByteBuffer.allocate(DECIMAL_BYTES).putLong(high ^ Long.MIN_VALUE).putLong(low).array();
  }

  /**
   * Order of the units of a decimal.
   *
   * @throws ArithmeticException if they take more than 128 bits
   */
  public static byte[] bytesOf(BigInteger units) {
    if (units.bitLength() >= 2 * Long.SIZE) {
      throw new ArithmeticException(units + " takes more than 128 bits");
    }
    return bytesOf(units.shiftRight(Long.SIZE).longValue(), units.longValue());
  }

  /** Units of a decimal. */
  static BigInteger integerOf(byte[] order) {
    byte[] twos = order.clone();
    twos[0] ^= (byte) 0x80;
    return new BigInteger(twos);
  }

  /** What is kept of a text of UTF-8, or of bytes. */
  static byte[] kept(byte[] bytes, boolean isText) {
    int end = keptBytes(bytes, isText);
    if (end == bytes.length) {
      return bytes;
    }
    byte[] kept = Arrays.copyOf(bytes, end + 1);
    kept[end] = 0;
    return kept;
  }

  /** Whether it was cut. */
  static boolean isCut(byte[] kept, boolean isText) {
    return keptBytes(kept, isText) < kept.length;
  }

  private static int keptBytes(byte[] bytes, boolean isText) {
    if (!isText) {
      return Math.min(bytes.length, MOST_KEPT);
    }
    int characters = 0;
    for (int i = 0; i < bytes.length; i++) {
      boolean starts = (bytes[i] & 0xC0) != 0x80;
      if (starts && characters++ == MOST_KEPT) {
        return i;
      }
    }
    return bytes.length;
  }
}
