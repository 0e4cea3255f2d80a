package dev.nestedparquet.internal.preset;

import dev.nestedparquet.internal.contact.Distribution;
import dev.nestedparquet.internal.contact.NameTable;

/** English names as contacts have them, but all equally likely. Immutable. */
final class Names {
  /**
   * Ranks make no difference where all names are alike; so the tables are the same for any seed.
   */
  private static final long ANY_KEY = 0;

  private static final NameTable FIRST = NameTable.firstNames(0, ANY_KEY);
  private static final NameTable LAST = NameTable.lastNames(0, ANY_KEY);

  static final int MAX_BYTES = FIRST.maxLength() + LAST.maxLength();

  private Names() {}

  /**
   * Appends the name of a draw: the lower half decides on the first name, the upper on the last.
   */
  static void append(long draw, ContactAppender appender) {
    appender.addName(
        FIRST, FIRST.draw(Distribution.low(draw)), LAST, LAST.draw(Distribution.high(draw)));
  }
}
