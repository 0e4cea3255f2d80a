package dev.nestedparquet.internal.schema.read;

import dev.nestedparquet.internal.OneLine;
import java.util.Collection;
import java.util.stream.Collectors;

/** Text of a file in messages. */
public final class Quoted {
  private static final int MOST_CHARACTERS = 60;

  private static final int MOST_WORDS = 20;

  private Quoted() {}

  /** The first words of several; a message can't hold thousands. */
  public static String some(Collection<String> words) {
    if (words.isEmpty()) {
      return "none";
    }
    String first =
        words.stream().limit(MOST_WORDS).map(Quoted::shortened).collect(Collectors.joining(", "));
    int more = words.size() - MOST_WORDS;
    return more <= 0 ? first : first + " and " + more + " more";
  }

  /** The text in a line, cut where it gets long. */
  public static String shortened(String text) {
    if (text.codePointCount(0, text.length()) <= MOST_CHARACTERS) {
      return OneLine.of(text);
    }
    return OneLine.of(text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS))) + "...";
  }
}
