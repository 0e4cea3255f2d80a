package dev.nestedparquet.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number, and says in words what it isn't: picocli would name a type of Java. */
final class NumberConverter {
  private NumberConverter() {}

  /** A whole number of 64 bits. */
  static final class OfLong implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' is no whole number of 64 bits");
      }
    }
  }

  /** A whole number of 32 bits. */
  static final class OfInt implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      try {
        return Integer.valueOf(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' is no whole number of 32 bits");
      }
    }
  }

  /** A number with a decimal point. */
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
}
