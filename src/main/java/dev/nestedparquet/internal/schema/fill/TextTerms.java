package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts of expressions, and what is computed from texts. */
final class TextTerms {
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  /**
   * Bytes of a long with a sign, a point, and a zero in front of it, besides those of its scale.
   */
  private static final int LONG_BYTES = 24;

  private static final int LONG_DIGITS = 19;

  /** Bytes of a date and time that a long counts, or of a duration. */
  private static final int TIME_BYTES = 64;

  private TextTerms() {}

  /** Characters of a text. */
  static Term length(Term a) {
    return new Term(Term.Form.EXACT, 0, a.most) {
      @Override
      List<Term> operands() {
        return List.of(a);
      }

      @Override
      void eval(TermBlock block, long[] wanted) {
        a.eval(block, wanted);
        startAs(block.count(), a);
        for (int i = 0; i < block.count(); i++) {
          if (isValid(i)) {
            long characters = 0;
            for (int at = a.starts[i]; at < a.ends[i]; at++) {
              characters += (a.text[at] & 0xC0) == 0x80 ? 0 : 1; // Not the bytes that follow one.
            }
            longs[i] = characters;
          }
        }
      }
    };
  }

  /** Texts one after the other; null if one is. */
  static Term concatenated(List<Term> terms) {
    BigInteger most =
        terms.stream().map(term -> term.most).reduce(BigInteger.ZERO, BigInteger::add);
    return new Term(Term.Form.TEXT, 0, most) {
      @Override
      List<Term> operands() {
        return terms;
      }

      @Override
      void eval(TermBlock block, long[] wanted) {
        int count = block.count();
        start(count, wanted);
        keepValid(terms, block, wanted);
        int used = 0;
        for (int i = 0; i < count; i++) {
          starts[i] = used;
          if (isValid(i)) {
            for (Term term : terms) {
              int length = term.ends[i] - term.starts[i];
              needText(used, length);
              System.arraycopy(term.text, term.starts[i], text, used, length);
              used += length;
            }
          }
          ends[i] = used;
        }
      }
    };
  }

  /** Texts of another term's values. */
  private abstract static class Written extends Term {
    private final Term from;

    Written(Term from, BigInteger most) {
      super(Form.TEXT, 0, most);
      this.from = from;
    }

    @Override
    final List<Term> operands() {
      return List.of(from);
    }

    @Override
    final void eval(TermBlock block, long[] wanted) {
      from.eval(block, wanted);
      int count = block.count();
      startAs(count, from);
      int used = 0;
      for (int i = 0; i < count; i++) {
        starts[i] = used;
        if (isValid(i)) {
          used = put(i, used);
        }
        ends[i] = used;
      }
    }

    /** Writes a text, and returns where it ends. */
    abstract int put(int slot, int at);

    final int put(byte[] bytes, int at) {
      needText(at, bytes.length);
      System.arraycopy(bytes, 0, text, at, bytes.length);
      return at + bytes.length;
    }
  }

  static Term ofBool(Term a) {
    return new Written(a, BigInteger.valueOf(FALSE.length)) {
      @Override
      int put(int slot, int at) {
        return put(a.longs[slot] == 0 ? FALSE : TRUE, at);
      }
    };
  }

  /**
   * Decimal digits, all that the scale has.
   *
   * @param width characters up to which an integer gets zeros in front
   */
  static Term ofExact(Term a, int width) {
    int most = Math.max(width, a.most.toString().length() + a.scale + 3);
    return new Written(a, BigInteger.valueOf(most)) {
      @Override
      int put(int slot, int at) {
        if (a.isBig(slot) || a.longs[slot] == Long.MIN_VALUE) {
          return put(padded(new BigDecimal(a.exact(slot), a.scale).toPlainString()), at);
        }
        needText(at, LONG_BYTES + a.scale + width);
        return putLong(a.longs[slot], at);
      }

      private byte[] padded(String digits) {
        String sign = digits.startsWith("-") ? "-" : "";
        String zeros = "0".repeat(Math.max(0, width - digits.length()));
        return (sign + zeros + digits.substring(sign.length())).getBytes(StandardCharsets.US_ASCII);
      }

      private int putLong(long number, int at) {
        long left = Math.abs(number);
        int length = 1;
        for (long power = 10; length < LONG_DIGITS && left >= power; power *= 10) {
          length++;
        }
        int least = Math.max(width - (number < 0 ? 1 : 0), a.scale + 1);
        int digits = Math.max(length, least);
        int to = at;
        if (number < 0) {
          text[to++] = '-';
        }
        int end = to + digits + (a.scale > 0 ? 1 : 0);
        int put = end;
        for (int i = 0; i < digits; i++) {
          if (i == a.scale && i > 0) {
            text[--put] = '.';
          }
          text[--put] = (byte) ('0' + left % 10);
          left /= 10;
        }
        return end;
      }
    };
  }

  /** Times as a template has them. */
  static Term ofTime(Term a, Type type) {
    return new Written(a, BigInteger.valueOf(TIME_BYTES + a.most.toString().length())) {
      @Override
      int put(int slot, int at) {
        return put(Formats.time(a.exact(slot), type).getBytes(StandardCharsets.US_ASCII), at);
      }
    };
  }
}
