package dev.nestedparquet.internal.schema.grammar;

import dev.nestedparquet.internal.schema.model.Alphabet;
import dev.nestedparquet.internal.schema.model.Alphabet.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Alphabets that have a name. All their characters are assigned. */
public final class AlphabetNames {
  private static final Map<String, Alphabet> BY_NAME = new LinkedHashMap<>();

  static {
    add("letters", 'a', 'z');
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

  private AlphabetNames() {}

  private static void add(String name, int... ends) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < ends.length; i += 2) {
      ranges.add(new Range(ends[i], ends[i + 1]));
    }
    BY_NAME.put(name, new Alphabet(List.copyOf(ranges)));
  }

  /** All of them. */
  public static Map<String, Alphabet> all() {
    return Collections.unmodifiableMap(BY_NAME);
  }
}
