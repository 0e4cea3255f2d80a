package dev.nestedparquet.internal.preset;

import dev.nestedparquet.internal.contact.Distribution;
import dev.nestedparquet.internal.contact.NameTable;

/** Appends English names as in {@code contacts}, but all equally likely. Immutable. */
final class Names {
  /**
   * Key of the tables of names. All names are equally likely, so ranks, and with them the key, make
   * no difference.
   */
  private static final long ANY_KEY = 0;

  private static final NameTable FIRST = NameTable.firstNames(0, ANY_KEY);
  private static final NameTable LAST = NameTable.lastNames(0, ANY_KEY);

  static final int MAX_BYTES = FIRST.maxLength() + LAST.maxLength();

  private Names() {}

  /**
   * Appends the name of a draw, whose lower half decides on the first name, and whose upper half on
   * the last name.
   */
  static void append(long draw, ContactAppender appender) {
    appender.addName(
        FIRST, FIRST.draw(Distribution.low(draw)), LAST, LAST.draw(Distribution.high(draw)));
  }
}
