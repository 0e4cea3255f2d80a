package dev.nestedparquet.cli;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a count: {@code 10000000}, {@code 10_000_000}, {@code 10M}, {@code 1.5G}. */
final class CountConverter implements ITypeConverter<Long> {
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

  @Override
  public Long convert(String text) {
    Matcher matcher = COUNT.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is not a count such as 10000000, 10_000_000 or 10M");
    }
    return exact(matcher.group(1), UNITS.get(matcher.group(2)), text);
  }

  /** The number times the unit, if that is a whole number that fits 64 bits. */
  static long exact(String number, long unit, String text) {
    try {
      return new BigDecimal(number.replace("_", ""))
          .multiply(BigDecimal.valueOf(unit))
          .longValueExact();
    } catch (ArithmeticException e) {
      throw new TypeConversionException("'" + text + "' is no whole number below 2^63");
    }
  }

  /** Counts that must fit 32 bits. */
  static final class OfInt implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      long count = new CountConverter().convert(text);
      if (count != (int) count) {
        throw new TypeConversionException("'" + text + "' is out of range");
      }
      return (int) count;
    }
  }
}
