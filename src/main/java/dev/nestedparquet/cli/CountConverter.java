package dev.nestedparquet.cli;

import dev.nestedparquet.internal.CountText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a count: {@code 10000000}, {@code 10_000_000}, {@code 10M}, {@code 1.5G}. */
final class CountConverter implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    try {
      return CountText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** Reads a count that must fit 32 bits. */
  static final class OfInt implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      try {
        return CountText.parseInt(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
