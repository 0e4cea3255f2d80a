package dev.nestedparquet.internal.preset;

import dev.nestedparquet.internal.contact.CounterRandom;
import dev.nestedparquet.internal.contact.Distribution;

/**
 * Appends phones as in {@code contacts}: with number and type, with one of them, or with neither;
 * never a null phone.
 */
final class Phones {
  private Phones() {}

  /** Appends the phone with an id. */
  static void append(long key, long id, ContactAppender appender) {
    long draw = CounterRandom.draw(key, id);
    long nulls = Distribution.phoneNulls(Distribution.low(draw));
    appender.addPhone(
        id,
        Distribution.hasNumber(nulls),
        Distribution.hasType(nulls),
        Distribution.type(Distribution.high(draw)));
  }

  /**
   * Appends a contact's list: null, or of 1 to 5 phones.
   *
   * @param phones number of phones; 0 stands for a null list
   */
  static void appendList(long key, long row, int phones, ContactAppender appender) {
    if (phones == 0) {
      appender.addNullList();
      return;
    }
    for (int slot = 0; slot < phones; slot++) {
      append(key, row * Distribution.MAX_PHONES + slot, appender);
    }
    appender.endList();
  }
}
