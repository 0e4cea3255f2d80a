package dev.nestedparquet.internal.preset;

import dev.nestedparquet.internal.contact.CounterRandom;
import dev.nestedparquet.internal.contact.Distribution;

/**
 * Fills the preset {@code null-runs}: contacts with long runs of rows that are alike, in nulls or
 * in values, of names and of phones independently. Whole row groups have no value at all. Levels
 * and values form single runs that are longer than a reader's counters may reach.
 */
final class NullRunsFiller extends PresetFiller {
  static final String NAME = "null-runs";
  static final int DATA_VERSION = 1;

  // Purposes of draws, for keys.
  private static final int ROW = 0x30;
  private static final int NAMES = 0x31;
  private static final int PHONES = 0x32;
  private static final int NAME_RUNS = 0x33;
  private static final int PHONE_RUNS = 0x34;

  // Kinds of runs of names; runs of any other kind repeat one name.
  private static final int NULL_NAMES = 0;
  private static final int EMPTY_NAMES = 1;
  private static final int NAME_KINDS = 3;

  // Kinds of runs of lists; runs of any other kind repeat a list of one phone.
  private static final int NULL_LISTS = 0;
  private static final int EMPTY_LISTS = 1;
  private static final int NULL_PHONES = 2;
  private static final int PHONES_OF_NULLS = 3;
  private static final int LIST_KINDS = 5;

  private final long rowKey;
  private final long nameKey;
  private final long phoneKey;
  private final Runs nameRuns;
  private final Runs phoneRuns;

  NullRunsFiller(long seed) {
    super(
        NAME,
        DATA_VERSION,
        seed,
        new Limits(
            Names.MAX_BYTES, Distribution.MAX_PHONES, Distribution.MAX_PHONES, Long.MAX_VALUE),
        ListLengths.upTo(Distribution.MAX_PHONES));
    rowKey = CounterRandom.key(seed, ROW);
    nameKey = CounterRandom.key(seed, NAMES);
    phoneKey = CounterRandom.key(seed, PHONES);
    nameRuns = new Runs(CounterRandom.key(seed, NAME_RUNS), NAME_KINDS);
    phoneRuns = new Runs(CounterRandom.key(seed, PHONE_RUNS), LIST_KINDS);
  }

  @Override
  NullRunsFiller copy() {
    return new NullRunsFiller(seed());
  }

  @Override
  int nameBytes(long row) {
    return Names.MAX_BYTES;
  }

  @Override
  int phones(long row) {
    return switch (phoneRuns.kind(row)) {
      case Runs.NONE -> ordinaryPhones(CounterRandom.draw(rowKey, row));
      case NULL_LISTS, EMPTY_LISTS -> 0;
      default -> 1;
    };
  }

  private static int ordinaryPhones(long rowDraw) {
    return Distribution.phones(Distribution.high(rowDraw));
  }

  @Override
  void appendName(long row, ContactAppender appender) {
    int kind = nameRuns.kind(row);
    if (kind == Runs.NONE) {
      if (Distribution.hasName(Distribution.low(CounterRandom.draw(rowKey, row))) == 0) {
        appender.addNullName();
      } else {
        Names.append(CounterRandom.draw(nameKey, row), appender);
      }
    } else if (kind == NULL_NAMES) {
      appender.addNullName();
    } else if (kind == EMPTY_NAMES) {
      appender.addEmptyName();
    } else {
      Names.append(CounterRandom.draw(nameKey, nameRuns.firstRow(row)), appender);
    }
  }

  @Override
  void appendPhones(long row, ContactAppender appender) {
    int kind = phoneRuns.kind(row);
    if (kind == Runs.NONE) {
      Phones.appendList(phoneKey, row, phones(row), appender);
      return;
    }
    if (kind == NULL_LISTS) {
      appender.addNullList();
      return;
    }
    long id = phoneRuns.firstRow(row) * Distribution.MAX_PHONES;
    if (kind == NULL_PHONES) {
      appender.addNullPhone(id);
    } else if (kind == PHONES_OF_NULLS) {
      appender.addPhone(id, 0, 0, 0);
    } else if (kind != EMPTY_LISTS) {
      appender.addPhone(id, 1, 1, Distribution.type(CounterRandom.draw(phoneKey, id) >>> 32));
    }
    appender.endList();
  }
}
