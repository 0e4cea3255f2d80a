package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.grammar.AlphabetNames;
import dev.nestedparquet.internal.schema.grammar.SourceKeys;
import dev.nestedparquet.internal.schema.model.Alphabet;
import dev.nestedparquet.internal.schema.model.Alphabet.Range;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Alphabets by name, or by their characters. */
final class Alphabets {
  private static final Map<String, Alphabet> BY_NAME = AlphabetNames.all();

  private Alphabets() {}

  /** One name, several, or {@code {characters: ACGT}}; a to z if there is nothing. */
  static Alphabet read(Located at) {
    if (at == null) {
      return BY_NAME.get("letters");
    } else if (at.isMapping()) {
      at.allow(SourceKeys.CHARACTERS.names());
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
