package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Alphabet;
import dev.nestedparquet.internal.schema.model.Alphabet.Range;
import dev.nestedparquet.internal.schema.model.TextPattern;
import dev.nestedparquet.internal.schema.read.Located;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads bounded regular expressions: characters, {@code [a-z0-9]}, {@code \d}, groups, {@code |},
 * {@code ?}, {@code {n}} and {@code {m,n}}. What has no bound is refused.
 */
final class PatternReader {
  private static final int MOST_DEPTH = 50;
  private static final int MOST_CHARACTERS = 10_000;
  private static final int MOST_LONGEST = 65_536;
  private static final String ESCAPABLE = "\\[](){}|?*+.^$-/";

  /** What is wrong, and at which character. */
  private static final class BadPattern extends Exception {
    private static final long serialVersionUID = 1;
    private final int index;

    BadPattern(int index, String message) {
      super(message);
      this.index = index;
    }
  }

  private final int[] text;
  private int next;

  private PatternReader(int[] text) {
    this.text = text;
  }

  /** The pattern; null with a problem if it is none. */
  static TextPattern read(Located at, String text) {
    PatternReader reader = new PatternReader(text.codePoints().toArray());
    try {
      if (text.length() > MOST_CHARACTERS) {
        throw new BadPattern(0, "has more than " + MOST_CHARACTERS + " characters");
      }
      TextPattern pattern = reader.alternatives(0);
      if (reader.next < reader.text.length) {
        throw new BadPattern(reader.next, ") closes nothing; for the character, write \\)");
      }
      return pattern;
    } catch (BadPattern e) {
      at.problems().add(at.placeOf(e.index), at.path(), "pattern: " + e.getMessage());
      return null;
    }
  }

  private boolean at(int character) {
    return next < text.length && text[next] == character;
  }

  private TextPattern alternatives(int depth) throws BadPattern {
    if (depth > MOST_DEPTH) {
      throw new BadPattern(next, "groups are nested more than " + MOST_DEPTH + " deep");
    }
    List<TextPattern> options = new ArrayList<>(List.of(concatenation(depth)));
    while (at('|')) {
      next++;
      options.add(concatenation(depth));
    }
    return options.size() == 1
        ? options.get(0)
        : new TextPattern.Alternatives(List.copyOf(options));
  }

  private TextPattern concatenation(int depth) throws BadPattern {
    List<TextPattern> parts = new ArrayList<>();
    long longest = 0;
    while (next < text.length && !at('|') && !at(')')) {
      int start = next;
      TextPattern part = repeated(one(depth));
      longest += part.longest();
      if (longest > MOST_LONGEST) {
        throw new BadPattern(start, "texts would have more than " + MOST_LONGEST + " characters");
      }
      parts.add(part);
    }
    return new TextPattern.Concatenation(List.copyOf(parts));
  }

  private TextPattern one(int depth) throws BadPattern {
    int start = next;
    int character = text[next++];
    switch (character) {
      case '(' -> {
        if (at('?')) {
          throw new BadPattern(start, "(? is not allowed; a group is ( and )");
        }
        TextPattern group = alternatives(depth + 1);
        if (!at(')')) {
          throw new BadPattern(start, "( is not closed; for the character, write \\(");
        }
        next++;
        return group;
      }
      case '[' -> {
        return new TextPattern.OneOf(characterClass(start));
      }
      case '\\' -> {
        return new TextPattern.OneOf(Alphabet.of(escaped()));
      }
      case '.', '^', '$', '*', '+', '?', '{', '}', ']' ->
          throw new BadPattern(
              start,
              Character.toString(character)
                  + (character == '*' || character == '+'
                      ? " has no bound; write {0,9} or so, or for the character \\"
                          + Character.toString(character)
                      : " means nothing here; for the character, write \\"
                          + Character.toString(character)));
      default -> {
        return single(character);
      }
    }
  }

  private static TextPattern single(int character) {
    return new TextPattern.OneOf(new Alphabet(List.of(new Range(character, character))));
  }

  private List<Range> escaped() throws BadPattern {
    int start = next - 1;
    if (next == text.length) {
      throw new BadPattern(start, "\\ escapes nothing");
    }
    int character = text[next++];
    if (character == 'd') {
      return List.of(new Range('0', '9'));
    } else if (character == 'w') {
      return List.of(
          new Range('0', '9'), new Range('A', 'Z'), new Range('_', '_'), new Range('a', 'z'));
    } else if (ESCAPABLE.indexOf(character) < 0) {
      throw new BadPattern(
          start,
          "\\"
              + Character.toString(character)
              + " means nothing; allowed: \\d, \\w, and \\ before "
              + ESCAPABLE);
    }
    return List.of(new Range(character, character));
  }

  private Alphabet characterClass(int start) throws BadPattern {
    List<Range> ranges = new ArrayList<>();
    if (at('^')) {
      throw new BadPattern(next, "[^ is not allowed; name the characters that are");
    }
    while (!at(']')) {
      if (next == text.length) {
        throw new BadPattern(start, "[ is not closed");
      }
      int first = next;
      List<Range> low = classItem();
      if (at('-') && next + 1 < text.length && text[next + 1] != ']') {
        next++;
        List<Range> high = classItem();
        int from = low.get(0).first();
        int to = high.get(0).last();
        if (low.size() > 1 || high.size() > 1 || from != low.get(0).last() || from > to) {
          throw new BadPattern(first, "is no range of characters from low to high");
        } else if (from <= 0xDFFF && to >= 0xD800) {
          throw new BadPattern(first, "the range has halves of surrogate pairs");
        }
        ranges.add(new Range(from, to));
      } else {
        ranges.addAll(low);
      }
    }
    next++;
    if (ranges.isEmpty()) {
      throw new BadPattern(start, "[] has no characters");
    }
    return Alphabet.of(ranges);
  }

  private List<Range> classItem() throws BadPattern {
    int character = text[next++];
    return character == '\\' ? escaped() : List.of(new Range(character, character));
  }

  private TextPattern repeated(TextPattern part) throws BadPattern {
    int start = next;
    if (at('?')) {
      next++;
      return bounded(start, part, 0, 1);
    } else if (at('*') || at('+')) {
      throw new BadPattern(
          start, Character.toString(text[start]) + " has no bound; write {0,9} or so");
    } else if (!at('{')) {
      return part;
    }
    next++;
    int least = number(start);
    int most = least;
    if (at(',')) {
      next++;
      most = number(start);
    }
    if (!at('}') || most < least) {
      throw new BadPattern(start, "a repeat is {n} or {m,n}, m not above n");
    }
    next++;
    return bounded(start, part, least, most);
  }

  private TextPattern bounded(int start, TextPattern part, int least, int most) throws BadPattern {
    TextPattern repeat = new TextPattern.Repeat(part, least, most);
    if (part.longest() == 0) {
      throw new BadPattern(start, "repeats what has no characters");
    } else if (repeat.longest() > MOST_LONGEST) {
      throw new BadPattern(start, "texts would have more than " + MOST_LONGEST + " characters");
    } else if (at('?') || at('*') || at('+') || at('{')) {
      throw new BadPattern(next, "a repeat of a repeat; put the first in ( and )");
    }
    return repeat;
  }

  private int number(int start) throws BadPattern {
    int from = next;
    int number = 0;
    while (next < text.length && text[next] >= '0' && text[next] <= '9' && next - from < 6) {
      number = number * 10 + text[next++] - '0';
    }
    if (next == from) {
      throw new BadPattern(start, "a repeat is {n} or {m,n}; it needs a bound");
    }
    return number;
  }
}
