package dev.nestedparquet.internal.verify.compare;

import java.util.Locale;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;

/**
 * A pair of columns of times or dates, with expected values in one unit, and read values in
 * another.
 */
final class NumberPair extends SinglePair {
  /**
   * Conversion of an expected number to the number that is read.
   *
   * @param factor factor to multiply it by
   * @param divisor divisor to divide it by, rounding towards zero
   * @param unit unit of the number that is read
   */
  record Conversion(long factor, long divisor, String unit) {
    private static final String MICROS = "microseconds";

    static final Conversion SECONDS_TO_MICROS = new Conversion(1_000_000, 1, MICROS);
    static final Conversion MILLIS_TO_MICROS = new Conversion(1_000, 1, MICROS);
    static final Conversion NANOS_TO_MICROS = new Conversion(1, 1_000, MICROS);
    static final Conversion MILLIS_TO_DAYS = new Conversion(1, 86_400_000, "days");

    static Conversion same(String unit) {
      return new Conversion(1, 1, unit);
    }
  }

  private final int width;
  private final int foundWidth;
  private final Conversion conversion;

  NumberPair(FieldVector expected, FieldVector found, Conversion conversion) {
    super(expected, found);
    width = ((BaseFixedWidthVector) expected).getTypeWidth();
    foundWidth = ((BaseFixedWidthVector) found).getTypeWidth();
    this.conversion = conversion;
  }

  private static long number(ArrowBuf buffer, int width, int index) {
    return width == Integer.BYTES
        ? buffer.getInt((long) index * width)
        : buffer.getLong((long) index * width);
  }

  private long found(int f) {
    return number(found.getDataBuffer(), foundWidth, f);
  }

  private long expected(int e) {
    return number(expected.getDataBuffer(), width, e);
  }

  private long converted(int e) {
    return expected(e) * conversion.factor / conversion.divisor;
  }

  /**
   * Compares the converted number, without a remainder that the reader doesn't keep. A product
   * beyond 64 bits equals no number.
   */
  @Override
  boolean same(int e, int f) {
    long number = expected(e);
    long sign = (number * conversion.factor) >> (Long.SIZE - 1);
    return converted(e) == found(f) && Math.multiplyHigh(number, conversion.factor) == sign;
  }

  @Override
  String expectedText(int e) {
    return expected.isNull(e) ? ValueText.NULL : text(converted(e));
  }

  @Override
  String foundText(int f) {
    return found.isNull(f) ? ValueText.NULL : text(found(f));
  }

  private String text(long number) {
    return String.format(Locale.ROOT, "%d %s", number, conversion.unit);
  }
}
