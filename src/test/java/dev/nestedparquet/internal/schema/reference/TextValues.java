package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Alphabet;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.TextPattern;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;

/** Texts and bytes out of draws. */
final class TextValues {
  private TextValues() {}

  private static String character(Alphabet alphabet, long number) {
    long left = number;
    for (Alphabet.Range range : alphabet.ranges()) {
      long size = 1L + range.last() - range.first();
      if (left < size) {
        return Character.toString((int) (range.first() + left));
      }
      left -= size;
    }
    throw new IllegalArgumentException("there is no character " + number);
  }

  /** Number {@code j} of those that texts consist of. */
  private static int part(long u, long j, int n) {
    long draw = Draws.draw(u, j / 2 + 1);
    long half = j % 2 == 0 ? draw >>> 32 : draw & 0xFFFFFFFFL;
    return BigInteger.valueOf(half).multiply(BigInteger.valueOf(n)).shiftRight(32).intValueExact();
  }

  static String characters(Alphabet alphabet, long length, long u) {
    StringBuilder text = new StringBuilder();
    for (long j = 0; j < length; j++) {
      text.append(character(alphabet, part(u, j, alphabet.size())));
    }
    return text.toString();
  }

  static String words(List<String> words, long length, long u) {
    StringJoiner text = new StringJoiner(" ");
    for (long j = 0; j < length; j++) {
      text.add(words.get(part(u, j, words.size())));
    }
    return text.toString();
  }

  /** In hexadecimal digits. */
  static String bytes(Source.Bytes source, long length, long u) {
    double entropy = source.entropy().doubleValue();
    long values = (long) StrictMath.floor(StrictMath.pow(2, entropy) + 0.5);
    byte[] bytes = new byte[Math.toIntExact(length)];
    for (int j = 0; j < bytes.length; j++) {
      bytes[j] =
          entropy == 8
              ? (byte) (Draws.draw(u, j / 8 + 1) >>> (8 * (j % 8)))
              : (byte) ((((Draws.draw(u, j / 4 + 1) >>> (16 * (j % 4))) & 0xFFFF) * values) >> 16);
    }
    return HexFormat.of().formatHex(bytes);
  }

  /** Text {@code i} of a pattern that is fixed; the last character counts fastest. */
  static String numbered(TextPattern pattern, BigInteger i) {
    if (pattern instanceof TextPattern.OneOf one) {
      return character(one.alphabet(), i.longValueExact());
    } else if (pattern instanceof TextPattern.Repeat repeat) {
      List<TextPattern> parts = Collections.nCopies(repeat.most(), repeat.part());
      return numbered(new TextPattern.Concatenation(parts), i);
    }
    StringBuilder text = new StringBuilder();
    BigInteger left = i;
    List<TextPattern> parts = ((TextPattern.Concatenation) pattern).parts();
    for (int part = parts.size() - 1; part >= 0; part--) {
      BigInteger[] split = left.divideAndRemainder(BigInteger.valueOf(parts.get(part).texts()));
      text.insert(0, numbered(parts.get(part), split[1]));
      left = split[0];
    }
    return text.toString();
  }

  /** A text of a pattern, by one draw after the other. */
  static String drawn(TextPattern pattern, long u) {
    StringBuilder text = new StringBuilder();
    new PatternDraws(u, text).add(pattern);
    return text.toString();
  }

  /** Draws for a text from left to right. */
  private static final class PatternDraws {
    private final long u;
    private final StringBuilder text;
    private long drawn;

    PatternDraws(long u, StringBuilder text) {
      this.u = u;
      this.text = text;
    }

    private int next(int n) {
      return n == 1 ? 0 : Draws.below(Draws.draw(u, ++drawn), n);
    }

    void add(TextPattern pattern) {
      if (pattern instanceof TextPattern.OneOf one) {
        text.append(character(one.alphabet(), next(one.alphabet().size())));
      } else if (pattern instanceof TextPattern.Concatenation all) {
        all.parts().forEach(this::add);
      } else if (pattern instanceof TextPattern.Alternatives any) {
        add(any.options().get(next(any.options().size())));
      } else if (pattern instanceof TextPattern.Repeat repeat) {
        int times = repeat.least() + next(repeat.most() - repeat.least() + 1);
        for (int i = 0; i < times; i++) {
          add(repeat.part());
        }
      }
    }
  }
}
