package dev.nestedparquet.internal;

import java.util.Locale;
import java.util.regex.Pattern;

/** Makes text from files safe for a terminal, and for programs that read messages line by line. */
public final class OneLine {
  /**
   * Control characters, format characters such as those of direction, halves of surrogate pairs,
   * and separators of lines and paragraphs.
   */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private OneLine() {}

  /** Whether a text has printable characters of ASCII alone, as most have. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /** Text with escapes in the place of characters that can't be seen. */
  public static String of(String text) {
    if (isPlain(text)) {
      return text;
    }
    return INVISIBLE
        .matcher(text)
        .replaceAll(match -> String.format(Locale.ROOT, "\\\\u%04x", match.group().codePointAt(0)));
  }
}
