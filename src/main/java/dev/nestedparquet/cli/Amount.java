package dev.nestedparquet.cli;

import java.util.Locale;

/** How many of something, as text. */
final class Amount {
  private Amount() {}

  /** {@code 1 row}, {@code 20,000 rows}. */
  static String of(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
