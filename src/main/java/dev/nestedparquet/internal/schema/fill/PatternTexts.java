package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.draw.Draws;
import dev.nestedparquet.internal.schema.model.Alphabet;
import dev.nestedparquet.internal.schema.model.TextPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes texts of a pattern, by a draw or by their number.
 *
 * <p><em>Threading:</em> one producer.
 */
final class PatternTexts {
  private final TextPattern pattern;
  private final Part root;

  /** Characters by place, of a pattern whose texts can be numbered. */
  private final List<TextTable> places = new ArrayList<>();

  private final int[] numbers;

  // What the choices of the text that is being written are drawn by.
  private long draw;
  private long made;

  PatternTexts(TextPattern pattern) {
    this.pattern = pattern;
    root = part(pattern);
    if (pattern.isFixed()) {
      addPlaces(pattern);
    }
    numbers = new int[places.size()];
  }

  /** Most bytes of a text. */
  long most() {
    return root.most();
  }

  /** Writes the text that a draw stands for, and returns the address behind it. */
  long put(long draw, long to) {
    this.draw = draw;
    made = 0;
    return root.put(to);
  }

  /** Writes the text of a number, whose last digit is the last place's; returns what is behind. */
  long putNumber(long number, long to) {
    long rest = number;
    for (int i = numbers.length - 1; i >= 0; i--) {
      int size = places.get(i).size();
      numbers[i] = (int) (rest % size);
      rest /= size;
    }
    long at = to;
    for (int i = 0; i < numbers.length; i++) {
      at = places.get(i).put(at, numbers[i]);
    }
    return at;
  }

  private void addPlaces(TextPattern part) {
    if (part instanceof TextPattern.OneOf one) {
      places.add(new TextTable(characters(one.alphabet())));
    } else if (part instanceof TextPattern.Concatenation all) {
      all.parts().forEach(this::addPlaces);
    } else if (part instanceof TextPattern.Repeat repeat) {
      for (int i = 0; i < repeat.least(); i++) {
        addPlaces(repeat.part());
      }
    } else {
      throw new IllegalStateException(pattern + " has alternatives");
    }
  }

  /** The next choice among n. */
  private long below(long n) {
    return n == 1 ? 0 : Draws.below(Draws.draw(draw, ++made), n);
  }

  /** What a pattern consists of. */
  private interface Part {
    long put(long to);

    long most();
  }

  private Part part(TextPattern from) {
    if (from instanceof TextPattern.OneOf one) {
      return new Characters(new TextTable(characters(one.alphabet())));
    } else if (from instanceof TextPattern.Concatenation all) {
      return new Sequence(all.parts().stream().map(this::part).toList());
    } else if (from instanceof TextPattern.Alternatives any) {
      return new Options(any.options().stream().map(this::part).toList());
    }
    TextPattern.Repeat repeat = (TextPattern.Repeat) from;
    return new Repeated(part(repeat.part()), repeat.least(), repeat.most());
  }

  private final class Characters implements Part {
    private final TextTable characters;

    Characters(TextTable characters) {
      this.characters = characters;
    }

    @Override
    public long put(long to) {
      return characters.put(to, (int) below(characters.size()));
    }

    @Override
    public long most() {
      return characters.longest();
    }
  }

  private static final class Sequence implements Part {
    private final List<Part> parts;

    Sequence(List<Part> parts) {
      this.parts = parts;
    }

    @Override
    public long put(long to) {
      long at = to;
      for (Part part : parts) {
        at = part.put(at);
      }
      return at;
    }

    @Override
    public long most() {
      return parts.stream().mapToLong(Part::most).sum();
    }
  }

  private final class Options implements Part {
    private final List<Part> options;

    Options(List<Part> options) {
      this.options = options;
    }

    @Override
    public long put(long to) {
      return options.get((int) below(options.size())).put(to);
    }

    @Override
    public long most() {
      return options.stream().mapToLong(Part::most).max().orElse(0);
    }
  }

  private final class Repeated implements Part {
    private final Part part;
    private final int least;
    private final int most;

    Repeated(Part part, int least, int most) {
      this.part = part;
      this.least = least;
      this.most = most;
    }

    @Override
    public long put(long to) {
      long times = least + below(most - least + 1L);
      long at = to;
      for (long i = 0; i < times; i++) {
        at = part.put(at);
      }
      return at;
    }

    @Override
    public long most() {
      return most * part.most();
    }
  }

  /** All characters of an alphabet, in UTF-8. */
  static List<byte[]> characters(Alphabet alphabet) {
    List<byte[]> characters = new ArrayList<>();
    for (Alphabet.Range range : alphabet.ranges()) {
      for (int c = range.first(); c <= range.last(); c++) {
        characters.add(Character.toString(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return characters;
  }
}
