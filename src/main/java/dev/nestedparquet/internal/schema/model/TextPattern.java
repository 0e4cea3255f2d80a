package dev.nestedparquet.internal.schema.model;

import java.util.List;

/** A bounded regular expression. */
public sealed interface TextPattern {
  /** A character of an alphabet; a literal character is one of one. */
  record OneOf(Alphabet alphabet) implements TextPattern {}

  /** Parts, one after the other. */
  record Concatenation(List<TextPattern> parts) implements TextPattern {}

  /** Options, equally likely. */
  record Alternatives(List<TextPattern> options) implements TextPattern {}

  /** A part again and again, from {@code least} to {@code most} times. */
  record Repeat(TextPattern part, int least, int most) implements TextPattern {}

  /** Characters of the longest text. */
  default long longest() {
    if (this instanceof Concatenation all) {
      return all.parts().stream().mapToLong(TextPattern::longest).sum();
    } else if (this instanceof Alternatives any) {
      return any.options().stream().mapToLong(TextPattern::longest).max().orElse(0);
    } else if (this instanceof Repeat repeat) {
      return repeat.most() * repeat.part().longest();
    }
    return 1;
  }

  /** Whether there is one way to make each text: all of one length, without alternatives. */
  default boolean isFixed() {
    if (this instanceof Concatenation all) {
      return all.parts().stream().allMatch(TextPattern::isFixed);
    } else if (this instanceof Repeat repeat) {
      return repeat.least() == repeat.most() && repeat.part().isFixed();
    }
    return this instanceof OneOf;
  }

  /** How many texts there are, {@link Long#MAX_VALUE} if more; only of a fixed one. */
  default long texts() {
    long texts = 1;
    if (this instanceof Concatenation all) {
      for (TextPattern part : all.parts()) {
        texts = product(texts, part.texts());
      }
      return texts;
    } else if (this instanceof Repeat repeat) {
      long each = repeat.part().texts();
      for (int i = 0; i < repeat.least() && each > 1 && texts < Long.MAX_VALUE; i++) {
        texts = product(texts, each);
      }
      return texts;
    } else if (this instanceof OneOf one) {
      return one.alphabet().size();
    }
    throw new IllegalStateException("alternatives have no count");
  }

  private static long product(long one, long other) {
    return one > Long.MAX_VALUE / other ? Long.MAX_VALUE : one * other;
  }
}
