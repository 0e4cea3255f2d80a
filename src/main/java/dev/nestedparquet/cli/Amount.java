package dev.nestedparquet.cli;

import java.util.Locale;

/** Writes a number of things as text. */
final class Amount {
  private Amount() {}

  /** Text such as {@code 1 row} or {@code 20,000 rows}. */
  static String of(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
