package dev.nestedparquet.internal.preset;

import dev.nestedparquet.internal.contact.CounterRandom;
import dev.nestedparquet.internal.contact.Distribution;

/**
 * Fills the preset {@code null-states}: anything that can be null or empty sometimes is, at each
 * level and in all combinations. A null list is no empty list, a null phone is no phone with null
 * fields, and a null name is no empty name. A reader that mixes them up gives other counts.
 */
final class NullStatesFiller extends PresetFiller {
  static final String NAME = "null-states";
  static final int DATA_VERSION = 1;

  private static final int MAX_PHONES = 4;

  // Purposes of draws, for keys.
  private static final int ROW = 0x10;
  private static final int NAMES = 0x11;
  private static final int PHONES = 0x12;

  // Outcomes, in the order of their weights in percent.
  private static final int NULL = 0;
  private static final int EMPTY = 1;
  private static final Choice NAME_STATE = Choice.ofWeights(30, 20, 50);
  private static final Choice LIST_STATE = Choice.ofWeights(25, 25, 20, 12, 10, 8);

  private static final int NULL_PHONE = 0;
  private static final int ALL_NULL = 1;
  private static final int ONLY_NUMBER = 2;
  private static final int ONLY_TYPE = 3;
  private static final Choice PHONE_STATE = Choice.ofWeights(25, 25, 15, 15, 20);

  private final long rowKey;
  private final long nameKey;
  private final long phoneKey;

  NullStatesFiller(long seed) {
    super(
        NAME,
        DATA_VERSION,
        seed,
        new Limits(Names.MAX_BYTES, MAX_PHONES, Distribution.MAX_PHONES, Long.MAX_VALUE),
        ListLengths.upTo(MAX_PHONES));
    rowKey = CounterRandom.key(seed, ROW);
    nameKey = CounterRandom.key(seed, NAMES);
    phoneKey = CounterRandom.key(seed, PHONES);
  }

  @Override
  NullStatesFiller copy() {
    return new NullStatesFiller(seed());
  }

  @Override
  int nameBytes(long row) {
    return nameState(row) <= EMPTY ? 0 : Names.MAX_BYTES;
  }

  @Override
  int phones(long row) {
    return Math.max(0, listState(row) - EMPTY);
  }

  private int nameState(long row) {
    return NAME_STATE.by(Distribution.low(CounterRandom.draw(rowKey, row)));
  }

  private int listState(long row) {
    return LIST_STATE.by(Distribution.high(CounterRandom.draw(rowKey, row)));
  }

  @Override
  void appendName(long row, ContactAppender appender) {
    switch (nameState(row)) {
      case NULL -> appender.addNullName();
      case EMPTY -> appender.addEmptyName();
      default -> Names.append(CounterRandom.draw(nameKey, row), appender);
    }
  }

  @Override
  void appendPhones(long row, ContactAppender appender) {
    if (listState(row) == NULL) {
      appender.addNullList();
      return;
    }
    long firstId = row * Distribution.MAX_PHONES;
    for (int slot = 0; slot < phones(row); slot++) {
      appendPhone(firstId + slot, appender);
    }
    appender.endList();
  }

  private void appendPhone(long id, ContactAppender appender) {
    long draw = CounterRandom.draw(phoneKey, id);
    long type = Distribution.type(Distribution.high(draw));
    switch (PHONE_STATE.by(Distribution.low(draw))) {
      case NULL_PHONE -> appender.addNullPhone(id);
      case ALL_NULL -> appender.addPhone(id, 0, 0, type);
      case ONLY_NUMBER -> appender.addPhone(id, 1, 0, type);
      case ONLY_TYPE -> appender.addPhone(id, 0, 1, type);
      default -> appender.addPhone(id, 1, 1, type);
    }
  }
}
