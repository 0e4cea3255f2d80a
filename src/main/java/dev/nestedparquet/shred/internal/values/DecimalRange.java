package dev.nestedparquet.shred.internal.values;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Tells which of Arrow's decimals have no more digits than their type's precision. If {@code m} is
 * the largest number of so many digits, {@code -m <= v <= m} holds exactly if {@code v + m}, as an
 * unsigned number, is at most {@code 2 m}. The bits of each of Arrow's widths have room for {@code
 * 2 m}.
 */
public final class DecimalRange {
  private final int scale;
  private final int width;
  private final BigInteger largest;

  // Words of 64 bits, lowest first.
  private final long[] most;
  private final long[] twice;

  DecimalRange(ArrowType.Decimal type) {
    scale = type.getScale();
    width = type.getBitWidth() / Byte.SIZE;
    largest = BigInteger.TEN.pow(type.getPrecision()).subtract(BigInteger.ONE);
    int words = Math.max(1, width / Long.BYTES);
    most = words(largest, words);
    twice = words(largest.shiftLeft(1), words);
  }

  private static long[] words(BigInteger number, int count) {
    long[] words = new long[count];
    for (int i = 0; i < count; i++) {
      words[i] = number.shiftRight(i * Long.SIZE).longValue();
    }
    return words;
  }

  /** Whether the decimal at this address is in the range. */
  boolean holds(long address) {
    long carry = 0;
    boolean isWithin = true;
    for (int i = 0; i < most.length; i++) {
      long word = width == Integer.BYTES ? getInt(address) : getLong(address + (long) i * 8);
      long sum = word + most[i] + carry;
      carry = ((word & most[i]) | ((word | most[i]) & ~sum)) >>> 63;
      int order = Long.compareUnsigned(sum, twice[i]);
      isWithin = order < 0 || (order == 0 && isWithin);
    }
    return isWithin;
  }

  /** Text for a message: the decimal at this address, and what is allowed. */
  String refusal(long address) {
    byte[] bytes = new byte[width];
    for (int i = 0; i < width; i++) {
      bytes[width - 1 - i] = getByte(address + i);
    }
    return "the decimal "
        + text(new BigInteger(bytes))
        + " has too many digits; "
        + text(largest.negate())
        + " to "
        + text(largest)
        + " are allowed";
  }

  private String text(BigInteger unscaled) {
    return new BigDecimal(unscaled, scale).toPlainString();
  }
}
