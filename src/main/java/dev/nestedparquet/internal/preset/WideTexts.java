package dev.nestedparquet.internal.preset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Names of preset {@code wide-text} that come from lists, not from an {@link Alphabet}. Immutable.
 */
final class WideTexts {
  /**
   * Names of one script.
   *
   * @param given given names, with which a name begins
   * @param family family names, with which it ends, each with a space in front
   */
  record Script(List<Text> given, List<Text> family) {}

  /** Names in many scripts; the resource describes its own format. */
  static final List<Script> SCRIPTS = loadScripts();

  /**
   * Texts that are legal and yet break readers: first and last characters of 1 to 4 bytes; NUL;
   * texts that look like a null, a number, a quote or a separator; the same text composed and
   * decomposed; joined and invisible characters; and texts that change their length in another
   * case.
   */
  static final List<Text> CORNER_CASES =
      List.of(
              "\0",
              "a\0b",
              " ",
              "  both ends  ",
              "\t\r\n",
              "line\nbreak",
              "\"quoted\"",
              "it's",
              "back\\slash",
              "a,b;c|d",
              "null",
              "NULL",
              "None",
              "NaN",
              "0",
              "-0",
              "true",
              "[]",
              "{}",
              "\u007F",
              "\u0080",
              "\u07FF",
              "\u0800",
              "\uD7FF",
              "\uE000",
              "\uFFFD",
              "\uFFFF",
              "\uD800\uDC00",
              "\uDBFF\uDFFF",
              "\uFEFFbyte order mark",
              "caf\u00E9",
              "cafe\u0301",
              "\u2126",
              "\u03A9",
              "\u212B",
              "\u0130stanbul",
              "stra\u00DFe",
              "\uFB03",
              "a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307",
              "zero\u200Bwidth",
              "\u202Eright to left",
              "\u2028",
              "\u00A0",
              "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66",
              "\uD83C\uDDEE\uD83C\uDDF3",
              "\uD83D\uDC4B\uD83C\uDFFD",
              "\uD835\uDD4F\uD835\uDD50",
              "\uD840\uDC00\uD869\uDED6")
          .stream()
          .map(Text::of)
          .toList();

  private WideTexts() {}

  static int longest() {
    int names =
        SCRIPTS.stream()
            .mapToInt(script -> longest(script.given) + longest(script.family))
            .max()
            .orElseThrow();
    return Math.max(names, longest(CORNER_CASES));
  }

  private static int longest(List<Text> texts) {
    return texts.stream().mapToInt(text -> text.utf8().length).max().orElseThrow();
  }

  private static List<Script> loadScripts() {
    try (InputStream in = WideTexts.class.getResourceAsStream("scripts.tsv")) {
      if (in == null) {
        throw new IllegalStateException("scripts.tsv is missing from the jar");
      }
      List<Script> scripts = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (!line.startsWith("#")) {
          String[] columns = line.split("\t", -1);
          scripts.add(new Script(texts("", columns[1]), texts(" ", columns[2])));
        }
      }
      return List.copyOf(scripts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Text> texts(String prefix, String list) {
    return Arrays.stream(list.split(" ", -1)).map(text -> Text.of(prefix + text)).toList();
  }
}
