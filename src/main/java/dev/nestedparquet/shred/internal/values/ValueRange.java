package dev.nestedparquet.shred.internal.values;

import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;

import java.util.Locale;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * The values of an Arrow type of fixed width that Parquet can hold, for types of which it can't
 * hold all. A value outside the range would become another one if it were written.
 *
 * <ul>
 *   <li>Decimals have as many digits as their precision says.
 *   <li>Seconds become milliseconds, which have to fit 64 bits.
 *   <li>Dates in milliseconds are whole days, as Arrow's Schema.fbs has it, and fit 32 bits as
 *       such.
 *   <li>Times are within a day. Its end, 24:00, is none: Schema.fbs excludes it, and readers make
 *       00:00, a null or an error of it.
 * </ul>
 */
public final class ValueRange {
  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final long SECONDS_PER_DAY = 86_400;

  private final int width;
  private final long min;
  private final long max;
  private final long divisor;
  private final DecimalRange decimals;
  private final String name;
  private final String unit;

  private ValueRange(int width, long min, long max, long divisor, String name, String unit) {
    this.width = width;
    this.min = min;
    this.max = max;
    this.divisor = divisor;
    this.name = name;
    this.unit = unit;
    decimals = null;
  }

  private ValueRange(ArrowType.Decimal type) {
    width = type.getBitWidth() / Byte.SIZE;
    min = 0;
    max = 0;
    divisor = 1;
    name = "decimal";
    unit = "";
    decimals = new DecimalRange(type);
  }

  /** The range of a type; null if Parquet can hold all its values. */
  static ValueRange of(ArrowType type) {
    if (type instanceof ArrowType.Decimal decimal) {
      return new ValueRange(decimal);
    }
    if (type instanceof ArrowType.Time time) {
      long last = SECONDS_PER_DAY * perSecond(time.getUnit()) - 1;
      int width = time.getBitWidth() / Byte.SIZE;
      return new ValueRange(width, 0, last, 1, "time", unit(time.getUnit()));
    }
    if (LeafType.isDateOfMillis(type)) {
      long min = Integer.MIN_VALUE * MILLIS_PER_DAY;
      long max = Integer.MAX_VALUE * MILLIS_PER_DAY;
      return new ValueRange(Long.BYTES, min, max, MILLIS_PER_DAY, "date", "ms");
    }
    long scale = LeafType.scaleOf(type);
    if (scale != 1) {
      long most = Long.MAX_VALUE / scale;
      return new ValueRange(Long.BYTES, -most, most, 1, "timestamp", "s");
    }
    return null;
  }

  private static long perSecond(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> 1;
      case MILLISECOND -> 1_000;
      case MICROSECOND -> 1_000_000;
      case NANOSECOND -> 1_000_000_000;
    };
  }

  private static String unit(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> "s";
      case MILLISECOND -> "ms";
      case MICROSECOND -> "us";
      case NANOSECOND -> "ns";
    };
  }

  /**
   * Sees to it that Parquet can hold the selected values.
   *
   * @param data where the first element of the vector is
   * @param stride bytes from one element to the next
   * @throws RefusedValueException if there is one that it can't hold
   */
  void require(long data, int stride, Selection selection) {
    int count = selection.count();
    if (decimals != null) {
      for (int i = 0; i < count; i++) {
        if (!decimals.holds(data + selection.index(i) * stride)) {
          long element = selection.index(i);
          throw new RefusedValueException(element, decimals.refusal(data + element * stride));
        }
      }
      return;
    }
    boolean isNarrow = width == Integer.BYTES;
    for (int i = 0; i < count; i++) {
      long address = data + selection.index(i) * stride;
      long value = isNarrow ? getInt(address) : getLong(address);
      if (value < min || value > max || (divisor != 1 && value % divisor != 0)) {
        throw new RefusedValueException(selection.index(i), refusal(value));
      }
    }
  }

  /** Whether the decimal at this address has no more digits than the type allows. */
  boolean holds(long address) {
    return decimals.holds(address);
  }

  private String refusal(long value) {
    if (value < min || value > max) {
      return String.format(
          Locale.ROOT,
          "the %s %,d %s is out of range; %,d to %,d %s are allowed",
          name,
          value,
          unit,
          min,
          max,
          unit);
    }
    return String.format(
        Locale.ROOT,
        "the %s %,d %s is no whole day; multiples of %,d %s are allowed, or a timestamp takes it",
        name,
        value,
        unit,
        divisor,
        unit);
  }
}
