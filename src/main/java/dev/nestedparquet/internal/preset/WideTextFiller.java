package dev.nestedparquet.internal.preset;

import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.internal.contact.CounterRandom;
import dev.nestedparquet.internal.contact.Distribution;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Fills the preset {@code wide-text}, with names of all widths: names in many scripts, texts that
 * are legal and yet break readers, empty texts, and texts of up to {@value #LONGEST} bytes, in
 * characters of 1 to 4 bytes. Phones are as in {@code contacts}.
 */
final class WideTextFiller extends PresetFiller {
  static final String NAME = "wide-text";
  static final int DATA_VERSION = 1;

  static final int LONGEST = 100_000;

  /** Most bytes of a text of medium length. */
  private static final int MEDIUM = 4_096;

  // Purposes of draws, for keys.
  private static final int ROW = 0x40;
  private static final int TEXTS = 0x41;
  private static final int SCRIPTS = 0x42;
  private static final int PHONES = 0x43;

  // Outcomes, in the order of their weights.
  private static final int NULL = 0;
  private static final int EMPTY = 1;
  private static final int SCRIPT = 2;
  private static final int CORNER_CASE = 3;
  private static final int MEDIUM_TEXT = 4;
  private static final Choice NAME_STATE = Choice.ofWeights(1_000, 1_000, 7_000, 800, 195, 5);

  private static final int LONGEST_SHORT = WideTexts.longest();

  private final long rowKey;
  private final long textKey;
  private final long scriptKey;
  private final long phoneKey;

  private final long[] charactersByBytes = new long[4];
  private int longestName;

  WideTextFiller(long seed) {
    super(
        NAME,
        DATA_VERSION,
        seed,
        new Limits(LONGEST, Distribution.MAX_PHONES, Distribution.MAX_PHONES, Long.MAX_VALUE),
        ListLengths.upTo(Distribution.MAX_PHONES));
    rowKey = CounterRandom.key(seed, ROW);
    textKey = CounterRandom.key(seed, TEXTS);
    scriptKey = CounterRandom.key(seed, SCRIPTS);
    phoneKey = CounterRandom.key(seed, PHONES);
  }

  @Override
  WideTextFiller copy() {
    return new WideTextFiller(seed());
  }

  @Override
  int nameBytes(long row) {
    return switch (nameState(row)) {
      case NULL, EMPTY -> 0;
      case SCRIPT, CORNER_CASE -> LONGEST_SHORT;
      case MEDIUM_TEXT -> mediumBytes(CounterRandom.draw(textKey, row));
      default -> LONGEST;
    };
  }

  @Override
  int phones(long row) {
    return Distribution.phones(Distribution.high(CounterRandom.draw(rowKey, row)));
  }

  private int nameState(long row) {
    return NAME_STATE.by(Distribution.low(CounterRandom.draw(rowKey, row)));
  }

  private static int mediumBytes(long textDraw) {
    return 1 + (int) Choice.oneOf(MEDIUM, Distribution.high(textDraw));
  }

  @Override
  void appendName(long row, ContactAppender appender) {
    long draw = CounterRandom.draw(textKey, row);
    switch (nameState(row)) {
      case NULL -> appender.addNullName();
      case EMPTY -> appendText(0, appender);
      case SCRIPT -> appendScriptName(draw, CounterRandom.draw(scriptKey, row), appender);
      case CORNER_CASE -> {
        List<Text> texts = WideTexts.CORNER_CASES;
        appendText(append(texts, Distribution.low(draw), 0, appender), appender);
      }
      case MEDIUM_TEXT -> appendLetters(draw, mediumBytes(draw), appender);
      default -> appendLetters(draw, LONGEST, appender);
    }
  }

  @Override
  void appendPhones(long row, ContactAppender appender) {
    Phones.appendList(phoneKey, row, phones(row), appender);
  }

  /** Appends a name. One draw decides on its parts, the other on their script. */
  private void appendScriptName(long draw, long scriptDraw, ContactAppender appender) {
    int index = (int) Choice.oneOf(WideTexts.SCRIPTS.size(), Distribution.low(scriptDraw));
    WideTexts.Script script = WideTexts.SCRIPTS.get(index);
    int given = append(script.given(), Distribution.low(draw), 0, appender);
    int family = append(script.family(), Distribution.high(draw), given, appender);
    appendText(given + family, appender);
  }

  /**
   * Stores one of the texts behind the bytes that are stored of the name already; returns the
   * number of its bytes.
   */
  private int append(List<Text> texts, long bits, int stored, ContactAppender appender) {
    Text text = texts.get((int) Choice.oneOf(texts.size(), bits));
    byte[] utf8 = text.utf8();
    appender.borrowNameData().setBytes(appender.nameIndex() + stored, utf8, 0, utf8.length);
    for (int i = 0; i < charactersByBytes.length; i++) {
      charactersByBytes[i] += text.charactersByBytes()[i];
    }
    return utf8.length;
  }

  /**
   * Appends a text of so many bytes. The lower half of the draw decides on alphabet and first
   * letter.
   */
  private void appendLetters(long draw, int bytes, ContactAppender appender) {
    Alphabet alphabet = Alphabet.ofBytes(1 + (int) (draw & 3));
    int start = (int) Choice.oneOf(alphabet.size(), Distribution.low(draw));
    alphabet.write(appender.borrowNameData(), appender.nameIndex(), start, bytes);
    charactersByBytes[alphabet.bytes() - 1] += bytes / alphabet.bytes();
    charactersByBytes[0] += bytes % alphabet.bytes();
    appendText(bytes, appender);
  }

  private void appendText(int bytes, ContactAppender appender) {
    appender.addText(bytes);
    longestName = Math.max(longestName, bytes);
  }

  @Override
  void clearCounts() {
    Arrays.fill(charactersByBytes, 0);
    longestName = -1;
  }

  @Override
  void addCounts(Map<String, Long> counts) {
    for (int bytes = 1; bytes <= charactersByBytes.length; bytes++) {
      counts.put("nameCharactersByBytes/" + bytes, charactersByBytes[bytes - 1]);
    }
    if (longestName >= 0) {
      counts.put("nameLength/" + Counts.LARGEST, (long) longestName);
    }
  }
}
