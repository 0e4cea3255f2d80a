package dev.nestedparquet.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A range of partitions to make, counted from 0.
 *
 * @param first first partition
 * @param last last partition, inclusive
 */
record PartRange(int first, int last) {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

  static final class Converter implements ITypeConverter<PartRange> {
    @Override
    public PartRange convert(String text) {
      Matcher matcher = RANGE.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is neither a partition such as 3 nor a range such as 0-24");
      }
      int first = Integer.parseInt(matcher.group(1));
      return new PartRange(
          first, matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2)));
    }
  }
}
