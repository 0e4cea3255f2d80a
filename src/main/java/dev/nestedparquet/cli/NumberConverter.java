package dev.nestedparquet.cli;

import java.math.BigInteger;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a number. Its messages say in words what is allowed, where picocli's would name a type of
 * Java.
 */
final class NumberConverter {
  private NumberConverter() {}

  /** Reads a whole number of 64 bits. */
  static final class OfLong implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      BigInteger number;
      try {
        number = new BigInteger(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' is no whole number such as 42 or -7");
      }
      if (number.bitLength() >= Long.SIZE) {
        throw new TypeConversionException(
            String.format(
                Locale.ROOT,
                "'%s' is out of range; it can be from %,d to %,d",
                text,
                Long.MIN_VALUE,
                Long.MAX_VALUE));
      }
      return number.longValue();
    }
  }

  /** Reads a number that may have a decimal point. */
  static final class OfDouble implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      try {
        return Double.valueOf(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' is no number such as 1.5");
      }
    }
  }

  /** Reads a version of Parquet's data pages. */
  static final class OfPageVersion implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return switch (text) {
        case "1" -> 1;
        case "2" -> 2;
        default ->
            throw new TypeConversionException(
                "'" + text + "' is no version of data pages; say 1 or 2");
      };
    }
  }
}
