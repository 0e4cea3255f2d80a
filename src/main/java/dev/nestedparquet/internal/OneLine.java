package dev.nestedparquet.internal;

import java.util.Locale;
import java.util.regex.Pattern;

/** Text from files made safe for a terminal, and for whoever reads messages line by line. */
public final class OneLine {
  /** Controls, format characters such as those of direction, halves of surrogate pairs. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private OneLine() {}

  /** The text with escapes for what can't be seen. */
  public static String of(String text) {
    return INVISIBLE
        .matcher(text)
        .replaceAll(match -> String.format(Locale.ROOT, "\\\\u%04x", match.group().codePointAt(0)));
  }
}
