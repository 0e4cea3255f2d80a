package dev.nestedparquet.internal.preset;

import dev.nestedparquet.internal.contact.CounterRandom;
import dev.nestedparquet.internal.contact.Distribution;

/**
 * Fills the preset {@code long-lists}: lists whose lengths have a heavy tail, up to {@value
 * #LONGEST} phones. Most lists are short, and yet most phones are in long ones. A long list crosses
 * pages, and may have more elements than a row group has rows.
 */
final class LongListsFiller extends PresetFiller {
  static final String NAME = "long-lists";
  static final int DATA_VERSION = 1;

  static final int LONGEST = 100_000;

  /**
   * Most rows of a data set, so that ids of phones, up to {@code LONGEST * MAX_ROWS}, fit 64 bits.
   */
  static final long MAX_ROWS = 90_000_000_000_000L;

  /**
   * Lengths around numbers that a reader may count to: values decoded at a time, rows of a row
   * group, 16 bits.
   */
  private static final int[] BOUNDARIES = {
    1_023, 1_024, 1_025, 32_767, 32_768, 32_769, 65_535, 65_536, 65_537
  };

  // Purposes of draws, for keys.
  private static final int ROW = 0x20;
  private static final int NAMES = 0x21;
  private static final int LENGTHS = 0x22;
  private static final int PHONES = 0x23;

  // Outcomes, in the order of their weights.
  private static final int NULL = 0;
  private static final int EMPTY = 1;
  private static final int TAIL = 2;
  private static final int BOUNDARY = 3;
  private static final Choice LIST_STATE = Choice.ofWeights(500, 500, 8_994, 5, 1);

  private final long rowKey;
  private final long nameKey;
  private final long lengthKey;
  private final long phoneKey;

  LongListsFiller(long seed) {
    super(
        NAME,
        DATA_VERSION,
        seed,
        new Limits(Names.MAX_BYTES, LONGEST, LONGEST, MAX_ROWS),
        ListLengths.byMagnitude(LONGEST));
    rowKey = CounterRandom.key(seed, ROW);
    nameKey = CounterRandom.key(seed, NAMES);
    lengthKey = CounterRandom.key(seed, LENGTHS);
    phoneKey = CounterRandom.key(seed, PHONES);
  }

  @Override
  LongListsFiller copy() {
    return new LongListsFiller(seed());
  }

  @Override
  int nameBytes(long row) {
    return Names.MAX_BYTES;
  }

  @Override
  int phones(long row) {
    long draw = CounterRandom.draw(lengthKey, row);
    return switch (listState(row)) {
      case NULL, EMPTY -> 0;
      case TAIL -> tail(Distribution.low(draw));
      case BOUNDARY -> BOUNDARIES[(int) Choice.oneOf(BOUNDARIES.length, Distribution.high(draw))];
      default -> LONGEST;
    };
  }

  private int listState(long row) {
    return LIST_STATE.by(Distribution.high(CounterRandom.draw(rowKey, row)));
  }

  /** Length of a list: at least k with probability 1/k, up to the longest. */
  private static int tail(long bits) {
    return (int) Math.min(LONGEST, (1L << 32) / (bits + 1));
  }

  @Override
  void appendName(long row, ContactAppender appender) {
    if (Distribution.hasName(Distribution.low(CounterRandom.draw(rowKey, row))) == 0) {
      appender.addNullName();
    } else {
      Names.append(CounterRandom.draw(nameKey, row), appender);
    }
  }

  @Override
  void appendPhones(long row, ContactAppender appender) {
    if (listState(row) == NULL) {
      appender.addNullList();
      return;
    }
    long firstId = row * LONGEST;
    int phones = phones(row);
    for (int slot = 0; slot < phones; slot++) {
      Phones.append(phoneKey, firstId + slot, appender);
    }
    appender.endList();
  }
}
