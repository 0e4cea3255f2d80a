package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates, times and lengths of time, exact to the nanosecond. */
final class Times {
  private static final BigInteger DAY = BigInteger.valueOf(86_400_000_000_000L);

  private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)");
  private static final Pattern CLOCK =
      Pattern.compile("(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?");
  private static final Pattern OFFSET = Pattern.compile("Z|([-+])(\\d\\d):(\\d\\d)");
  private static final Pattern TIMESTAMP =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:[T ]([\\d:.]+)(Z|[-+]\\d\\d:\\d\\d)?)?");

  private static final int MOST_CHARACTERS = 100;
  private static final Pattern STEP = Pattern.compile("(\\d+(?:\\.\\d{1,9})?)(d|h|ms|us|ns|m|s)");

  private static final Map<String, Long> NANOS =
      Map.of(
          "d", 86_400_000_000_000L,
          "h", 3_600_000_000_000L,
          "m", 60_000_000_000L,
          "s", 1_000_000_000L,
          "ms", 1_000_000L,
          "us", 1_000L,
          "ns", 1L);

  private Times() {}

  /** A point in time or a length of it, in the type's units. */
  static BigInteger units(String text, Type type) throws BadLiteralException {
    if (type instanceof Type.Date) {
      return date(text);
    } else if (type instanceof Type.Time time) {
      return inUnits(clock(text), time.unit().nanos(), text, type);
    } else if (type instanceof Type.Timestamp timestamp) {
      return inUnits(timestamp(text, timestamp), timestamp.unit().nanos(), text, type);
    }
    return duration(text, type);
  }

  /** A length of time such as {@code 1h30m} or {@code -250ms}, in the type's units. */
  static BigInteger duration(String text, Type type) throws BadLiteralException {
    boolean negative = text.startsWith("-");
    Matcher step = STEP.matcher(text);
    int end = negative ? 1 : 0;
    BigDecimal nanos = BigDecimal.ZERO;
    while (text.length() <= MOST_CHARACTERS && step.find(end) && step.start() == end) {
      BigDecimal factor = BigDecimal.valueOf(NANOS.get(step.group(2)));
      nanos = nanos.add(new BigDecimal(step.group(1)).multiply(factor));
      end = step.end();
    }
    if (end < text.length() || end == (negative ? 1 : 0)) {
      throw new BadLiteralException(
          "'" + Quoted.shortened(text) + "' is no length of time such as 250ms, 2s, 1h30m or 1d");
    }
    try {
      BigInteger whole = nanos.toBigIntegerExact();
      return inUnits(negative ? whole.negate() : whole, nanosOf(type), text, type);
    } catch (ArithmeticException e) {
      throw new BadLiteralException(Quoted.shortened(text) + " is finer than a nanosecond");
    }
  }

  private static long nanosOf(Type type) {
    if (type instanceof Type.Time time) {
      return time.unit().nanos();
    } else if (type instanceof Type.Timestamp timestamp) {
      return timestamp.unit().nanos();
    } else if (type instanceof Type.Duration duration) {
      return duration.unit().nanos();
    }
    return DAY.longValueExact();
  }

  private static BigInteger inUnits(BigInteger nanos, long unitNanos, String text, Type type)
      throws BadLiteralException {
    BigInteger[] units = nanos.divideAndRemainder(BigInteger.valueOf(unitNanos));
    if (units[1].signum() != 0) {
      throw new BadLiteralException(Quoted.shortened(text) + " is finer than " + type + " counts");
    }
    return units[0];
  }

  private static BigInteger date(String text) throws BadLiteralException {
    Matcher matcher = DATE.matcher(text);
    if (!matcher.matches()) {
      throw new BadLiteralException(
          "'" + Quoted.shortened(text) + "' is no date such as 2024-01-31");
    }
    try {
      int year = Integer.parseInt(matcher.group(1));
      int month = Integer.parseInt(matcher.group(2));
      LocalDate date = LocalDate.of(year, month, Integer.parseInt(matcher.group(3)));
      if (year == 0) {
        throw new BadLiteralException(text + " is out of range; years are 0001 to 9999");
      }
      return BigInteger.valueOf(date.toEpochDay());
    } catch (DateTimeException e) {
      throw new BadLiteralException("there is no date " + text);
    }
  }

  private static BigInteger clock(String text) throws BadLiteralException {
    Matcher matcher = CLOCK.matcher(text);
    if (!matcher.matches()) {
      throw new BadLiteralException(
          "'" + Quoted.shortened(text) + "' is no time such as 13:45 or 13:45:30.25");
    }
    int hour = Integer.parseInt(matcher.group(1));
    int minute = Integer.parseInt(matcher.group(2));
    int second = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    if (hour > 23 || minute > 59 || second > 59) {
      throw new BadLiteralException("there is no time " + text + "; the last is 23:59:59");
    }
    String fraction = matcher.group(4) == null ? "" : matcher.group(4);
    long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
    return BigInteger.valueOf((hour * 3_600L + minute * 60L + second) * 1_000_000_000L + nanos);
  }

  private static BigInteger timestamp(String text, Type.Timestamp type) throws BadLiteralException {
    Matcher matcher = TIMESTAMP.matcher(text);
    if (!matcher.matches()) {
      throw new BadLiteralException(
          "'"
              + Quoted.shortened(text)
              + "' is no timestamp such as "
              + (type.zone() == null ? "2024-01-31T13:45:00" : "2024-01-31T13:45:00Z"));
    }
    String offset = matcher.group(3);
    if (offset == null && type.zone() != null) {
      throw new BadLiteralException(
          text + " says no offset, and " + type + " has a zone; add Z for UTC, or one as +02:00");
    } else if (offset != null && type.zone() == null) {
      throw new BadLiteralException(
          text + " says an offset, and " + type + " has no zone; leave out " + offset);
    }
    BigInteger nanos = date(matcher.group(1)).multiply(DAY);
    if (matcher.group(2) != null) {
      nanos = nanos.add(clock(matcher.group(2)));
    }
    return offset == null ? nanos : nanos.subtract(offsetNanos(offset));
  }

  private static BigInteger offsetNanos(String text) throws BadLiteralException {
    Matcher matcher = OFFSET.matcher(text);
    if (!matcher.matches() || text.equals("Z")) {
      return BigInteger.ZERO;
    }
    int hours = Integer.parseInt(matcher.group(2));
    int minutes = Integer.parseInt(matcher.group(3));
    if (hours > 18 || minutes > 59) {
      throw new BadLiteralException("there is no offset " + text + "; they go up to 18:00");
    }
    long nanos = (hours * 60L + minutes) * 60_000_000_000L;
    return BigInteger.valueOf(matcher.group(1).equals("-") ? -nanos : nanos);
  }
}
