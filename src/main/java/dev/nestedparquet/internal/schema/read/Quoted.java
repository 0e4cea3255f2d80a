package dev.nestedparquet.internal.schema.read;

import dev.nestedparquet.internal.OneLine;

/** Text of a file in messages. */
public final class Quoted {
  private static final int MOST_CHARACTERS = 60;

  private Quoted() {}

  /** The text in a line, cut where it gets long. */
  public static String shortened(String text) {
    if (text.codePointCount(0, text.length()) <= MOST_CHARACTERS) {
      return OneLine.of(text);
    }
    return OneLine.of(text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS))) + "...";
  }
}
