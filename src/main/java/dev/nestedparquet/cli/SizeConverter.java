package dev.nestedparquet.cli;

import dev.nestedparquet.internal.CountText;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a size in bytes: {@code 128MiB}, {@code 64KiB}, {@code 500kB}, {@code 65536}. */
final class SizeConverter implements ITypeConverter<Long> {
  private static final Pattern SIZE =
      Pattern.compile("(-?\\d[\\d_]*(?:\\.\\d+)?)(B|[kK]i?B|[MGT]i?B)?");

  private static final Map<String, Long> UNITS =
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

  @Override
  public Long convert(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is not a size such as 128MiB or 500kB; its unit can be B, KiB, MiB, GiB, TiB"
              + " (of 1024) or kB, MB, GB, TB (of 1000)");
    }
    String unit = matcher.group(2) == null ? "B" : matcher.group(2).replace('k', 'K');
    try {
      return CountText.exact(matcher.group(1), UNITS.get(unit), text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
