package dev.nestedparquet.internal.truth;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Spells values that texts have in more than one way: with all digits of their unit, as in ISO
 * 8601, at any year. It is the same in manifests, in rows that are printed, and in texts that are
 * made of values, so that one is found in the other.
 */
public final class ValueSpelling {
  static final int SECONDS_OF_DAY = 86_400;

  /** Years and days after which the calendar repeats; {@link LocalDate} has not all years. */
  static final int CYCLE_YEARS = 400;

  static final int CYCLE_DAYS = 146_097;

  private static final BigInteger LAST_PLAIN_YEAR = BigInteger.valueOf(9_999);

  private ValueSpelling() {}

  /** A decimal of so many units, with all digits of its scale. */
  public static String decimal(BigInteger units, int scale) {
    return new BigDecimal(units, scale).toPlainString();
  }

  /** A day since 1970-01-01. */
  public static String date(BigInteger day) {
    BigInteger inCycle = day.mod(BigInteger.valueOf(CYCLE_DAYS));
    LocalDate date = LocalDate.ofEpochDay(inCycle.longValueExact());
    BigInteger year =
        day.subtract(inCycle)
            .divide(BigInteger.valueOf(CYCLE_DAYS))
            .multiply(BigInteger.valueOf(CYCLE_YEARS))
            .add(BigInteger.valueOf(date.getYear()));
    String sign = year.signum() < 0 ? "-" : year.compareTo(LAST_PLAIN_YEAR) > 0 ? "+" : "";
    return String.format(
        Locale.ROOT,
        "%s%04d-%02d-%02d",
        sign,
        year.abs(),
        date.getMonthValue(),
        date.getDayOfMonth());
  }

  /**
   * A time of day.
   *
   * @param units since midnight
   * @param digits of the seconds after the point: 0, 3, 6 or 9, by the unit
   */
  public static String time(long units, int digits) {
    long perSecond = perSecond(digits);
    long second = units / perSecond;
    String time =
        String.format(Locale.ROOT, "%02d:%02d:%02d", second / 3_600, second / 60 % 60, second % 60);
    return digits == 0
        ? time
        : time + String.format(Locale.ROOT, ".%0" + digits + "d", units % perSecond);
  }

  /**
   * A point in time.
   *
   * @param units since 1970-01-01T00:00:00
   * @param digits of the seconds after the point
   * @param inUtc whether it is one in UTC, which a Z tells
   */
  public static String timestamp(BigInteger units, int digits, boolean inUtc) {
    BigInteger perDay = BigInteger.valueOf(SECONDS_OF_DAY * perSecond(digits));
    BigInteger inDay = units.mod(perDay);
    return date(units.subtract(inDay).divide(perDay))
        + "T"
        + time(inDay.longValueExact(), digits)
        + (inUtc ? "Z" : "");
  }

  /** A UUID of 16 bytes. */
  public static String uuid(byte[] bytes) {
    String hex = HexFormat.of().formatHex(bytes);
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }

  /** Units of a second of so many digits. */
  static long perSecond(int digits) {
    long units = 1;
    for (int i = 0; i < digits; i++) {
      units *= 10;
    }
    return units;
  }
}
