package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Locale;

/** Values as templates write them. */
final class TextForms {
  private static final BigInteger NANOS_OF_DAY = BigInteger.valueOf(86_400_000_000_000L);

  private TextForms() {}

  static String of(Object value, Type type) {
    if (type instanceof Type.Decimal decimal) {
      return new BigDecimal((BigInteger) value, decimal.scale()).toPlainString();
    } else if (type instanceof Type.Floating floating) {
      return FloatingPoint.text(((Number) value).doubleValue(), floating.bits());
    } else if (type instanceof Type.Date) {
      return date((BigInteger) value);
    } else if (type instanceof Type.Time time) {
      BigInteger nanos = ((BigInteger) value).multiply(BigInteger.valueOf(time.unit().nanos()));
      return clock(nanos, time.unit());
    } else if (type instanceof Type.Timestamp timestamp) {
      BigInteger unit = BigInteger.valueOf(timestamp.unit().nanos());
      BigInteger nanos = ((BigInteger) value).multiply(unit);
      BigInteger ofDay = nanos.mod(NANOS_OF_DAY);
      BigInteger days = nanos.subtract(ofDay).divide(NANOS_OF_DAY);
      String zone = timestamp.zone() == null ? "" : "Z";
      return date(days) + "T" + clock(ofDay, timestamp.unit()) + zone;
    } else if (type instanceof Type.Duration duration) {
      return value.toString() + duration.unit();
    } else if (type instanceof Type.Uuid) {
      return value.toString().replaceAll("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }
    return value.toString();
  }

  /**
   * By the proleptic Gregorian calendar, which repeats itself every 400 years, 146,097 days: so
   * years that Java's dates don't have are counted from those that they have.
   */
  private static String date(BigInteger days) {
    BigInteger[] cycles = days.divideAndRemainder(BigInteger.valueOf(146_097));
    LocalDate date = LocalDate.ofEpochDay(cycles[1].longValueExact());
    BigInteger year =
        cycles[0].multiply(BigInteger.valueOf(400)).add(BigInteger.valueOf(date.getYear()));
    String sign = year.signum() < 0 ? "-" : year.compareTo(BigInteger.valueOf(9999)) > 0 ? "+" : "";
    return String.format(
        Locale.ROOT,
        "%s%04d-%02d-%02d",
        sign,
        year.abs(),
        date.getMonthValue(),
        date.getDayOfMonth());
  }

  private static String clock(BigInteger nanosOfDay, Unit unit) {
    long nanos = nanosOfDay.longValueExact();
    long seconds = nanos / 1_000_000_000;
    String clock =
        String.format(
            Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    String fraction = String.format(Locale.ROOT, "%09d", nanos % 1_000_000_000);
    return switch (unit) {
      case S -> clock;
      case MS -> clock + "." + fraction.substring(0, 3);
      case US -> clock + "." + fraction.substring(0, 6);
      case NS -> clock + "." + fraction;
    };
  }

  /** Zeros in front, behind a minus, up to so many characters. */
  static String padded(String number, int width) {
    boolean negative = number.startsWith("-");
    String digits = negative ? number.substring(1) : number;
    String zeros = "0".repeat(Math.max(0, width - number.length()));
    return (negative ? "-" : "") + zeros + digits;
  }
}
