package dev.nestedparquet.internal;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads counts as people write them: {@code 10000000}, {@code 10_000_000}, {@code 10M}, {@code
 * 1.5G}; and sizes in bytes.
 */
public final class CountText {
  private static final Pattern COUNT = Pattern.compile("(-?\\d[\\d_]*(?:\\.\\d+)?)([kKMGTP]?)");

  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "k", 1_000L,
          "K", 1_000L,
          "M", 1_000_000L,
          "G", 1_000_000_000L,
          "T", 1_000_000_000_000L,
          "P", 1_000_000_000_000_000L);

  private static final Pattern SIZE =
      Pattern.compile("(-?\\d[\\d_]*(?:\\.\\d+)?)(B|[kK]i?B|[MGT]i?B)?");

  private static final Map<String, Long> BYTES =
      Map.of(
          "B", 1L,
          "KB", 1_000L,
          "MB", 1_000_000L,
          "GB", 1_000_000_000L,
          "TB", 1_000_000_000_000L,
          "KiB", 1L << 10,
          "MiB", 1L << 20,
          "GiB", 1L << 30,
          "TiB", 1L << 40);

  private CountText() {}

  /**
   * Reads a count.
   *
   * @throws IllegalArgumentException if the text is no count, or the count doesn't fit 64 bits; the
   *     message starts with the text
   */
  public static long parse(String text) {
    Matcher matcher = COUNT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a count such as 10000000, 10_000_000 or 10M");
    }
    return exact(matcher.group(1), UNITS.get(matcher.group(2)), text);
  }

  /** Reads a count that must fit 32 bits. */
  public static int parseInt(String text) {
    long count = parse(text);
    if (count != (int) count) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              count > 0
                  ? "'%s' is out of range; it can be %,d at most"
                  : "'%s' is out of range; it can be %,d at least",
              text,
              count > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE));
    }
    return (int) count;
  }

  /**
   * Reads a size in bytes: {@code 128MiB}, {@code 64KiB}, {@code 500kB}, {@code 65536}.
   *
   * @throws IllegalArgumentException if the text is no size, or it doesn't fit 64 bits; the message
   *     starts with the text
   */
  public static long parseBytes(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a size such as 128MiB or 500kB; its unit can be B, KiB, MiB, GiB, TiB"
              + " (of 1024) or kB, MB, GB, TB (of 1000)");
    }
    String unit = matcher.group(2) == null ? "B" : matcher.group(2).replace('k', 'K');
    return exact(matcher.group(1), BYTES.get(unit), text);
  }

  /**
   * Product of a number and a unit.
   *
   * @param text the text that both were read from, for the message
   * @throws IllegalArgumentException if the product is no whole number, or doesn't fit 64 bits
   */
  public static long exact(String number, long unit, String text) {
    try {
      return new BigDecimal(number.replace("_", ""))
          .multiply(BigDecimal.valueOf(unit))
          .longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("'" + text + "' is no whole number below 2^63", e);
    }
  }
}
