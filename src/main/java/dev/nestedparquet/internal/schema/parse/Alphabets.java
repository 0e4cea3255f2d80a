package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Alphabet;
import dev.nestedparquet.internal.schema.model.Alphabet.Range;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Alphabets by name, or by their characters. All their characters are assigned. */
final class Alphabets {
  private static final Alphabet LETTERS = new Alphabet(List.of(new Range('a', 'z')));
  private static final Map<String, Alphabet> BY_NAME = new LinkedHashMap<>();

  static {
    BY_NAME.put("letters", LETTERS);
    add("digits", '0', '9');
    add("ascii", ' ', '~');
    add("latin", 0xC0, 0xD6, 0xD8, 0xF6, 0xF8, 0x17F);
    add("greek", 0x391, 0x3A1, 0x3A3, 0x3C9);
    add("cyrillic", 0x410, 0x44F);
    add("hebrew", 0x5D0, 0x5EA);
    add("arabic", 0x621, 0x63A, 0x641, 0x64A);
    add("devanagari", 0x905, 0x939);
    add("thai", 0xE01, 0xE2E);
    add("hiragana", 0x3041, 0x3096);
    add("katakana", 0x30A1, 0x30FA);
    add("hangul", 0xAC00, 0xD7A3);
    add("han", 0x4E00, 0x9FA5);
    add("emoji", 0x1F600, 0x1F64F);
    add("gothic", 0x10330, 0x1034A);
  }

  private Alphabets() {}

  private static void add(String name, int... ends) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < ends.length; i += 2) {
      ranges.add(new Range(ends[i], ends[i + 1]));
    }
    BY_NAME.put(name, new Alphabet(List.copyOf(ranges)));
  }

  /** One name, several, or {@code {characters: ACGT}}; a to z if there is nothing. */
  static Alphabet read(Located at) {
    if (at == null) {
      return LETTERS;
    } else if (at.isMapping()) {
      at.allow(List.of("characters"));
      Located characters = at.require("characters", "what texts consist of");
      String text = characters == null ? null : characters.text("characters");
      return text == null ? null : ofCharacters(text);
    }
    List<Range> ranges = new ArrayList<>();
    for (Located name : at.isSequence() ? at.items("names") : List.of(at)) {
      String text = name.text("an alphabet's name");
      if (text != null && !BY_NAME.containsKey(text)) {
        name.problem(
            "there is no alphabet '"
                + Quoted.shortened(text)
                + "'"
                + LikelyWord.hint(text, BY_NAME.keySet())
                + "; allowed: "
                + String.join(", ", BY_NAME.keySet())
                + ", {characters: ACGT}");
      } else if (text != null) {
        ranges.addAll(BY_NAME.get(text).ranges());
      }
    }
    if (at.isSequence() && ranges.isEmpty()) {
      at.problem("names no alphabet");
    }
    return Alphabet.of(ranges);
  }

  /** Each character once, in the order of code points. */
  static Alphabet ofCharacters(String text) {
    return Alphabet.of(text.codePoints().mapToObj(c -> new Range(c, c)).toList());
  }
}
