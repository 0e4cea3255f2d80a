package dev.nestedparquet.internal.schema.fill;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A part of an expression, with its values for a block of slots. Exact numbers are units of {@link
 * #scale} digits, as longs; those beyond 64 bits are in {@link #bigs}. So what fits costs no
 * object, and what doesn't is still exact.
 *
 * <p><em>Threading:</em> one producer.
 */
abstract class Term {
  /** What values are, and which of the arrays have them. */
  enum Form {
    /** {@code longs}: 0 and 1. */
    BOOL,
    /** {@code longs} and {@code bigs}: integers, decimals, and units of times. */
    EXACT,
    /**
     * An exact number over another, which is above 0: of the same arrays, and those of {@code
     * over}.
     */
    QUOTIENT,
    /** {@code doubles}. */
    FLOATING,
    /** {@code text}, {@code starts} and {@code ends}: texts in UTF-8, and bytes. */
    TEXT,
    /** Nothing but null. */
    NULL
  }

  static final BigInteger MOST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  final Form form;

  /** Digits after the point, of exact numbers. */
  final int scale;

  /** The greatest that values, in units, or their number of bytes can be; without a sign. */
  final BigInteger most;

  /** Bit i tells whether slot i has a value; only slots that were wanted have one. */
  long[] valid = {};

  long[] longs = {};

  /** Whether some values of the block are beyond 64 bits. */
  boolean hasBigs;

  /** Values beyond 64 bits; null where {@code longs} has the value. */
  BigInteger[] bigs = {};

  double[] doubles = {};
  byte[] text = {};
  int[] starts = {};
  int[] ends = {};

  /** What a quotient is over. */
  Term over;

  Term(Form form, int scale, BigInteger most) {
    this.form = form;
    this.scale = scale;
    this.most = most;
  }

  Term(Form form) {
    this(form, 0, BigInteger.ONE);
  }

  /** Computes the wanted values of a block. Values of other slots may be anything. */
  abstract void eval(TermBlock block, long[] wanted);

  /** Parts that it is computed from. */
  List<Term> operands() {
    return List.of();
  }

  /** Whether its values are the same in all slots. */
  boolean isConstant() {
    return !operands().isEmpty() && operands().stream().allMatch(Term::isConstant);
  }

  /** Whether values can be beyond 64 bits. */
  final boolean canBeBig() {
    return most.bitLength() > Long.SIZE - 1;
  }

  /** Makes room for values, and starts with no big ones. */
  final void start(int count) {
    hasBigs = false;
    needValid(count);
    switch (form) {
      case BOOL, EXACT, QUOTIENT -> {
        if (longs.length < count) {
          longs = new long[Slots.roomFor(count)];
        }
      }
      case FLOATING -> {
        if (doubles.length < count) {
          doubles = new double[Slots.roomFor(count)];
        }
      }
      case TEXT -> {
        if (starts.length < count) {
          starts = new int[Slots.roomFor(count)];
          ends = new int[Slots.roomFor(count)];
        }
      }
      case NULL -> {}
    }
  }

  final void needValid(int count) {
    int words = Values.words(count);
    if (valid.length < words) {
      valid = new long[words + words / 4];
    }
  }

  /** Starts with all the values valid that are wanted. */
  final void start(int count, long[] wanted) {
    start(count);
    System.arraycopy(wanted, 0, valid, 0, Values.words(count));
  }

  /** Starts with the values valid that are so in a term. */
  final void startAs(int count, Term other) {
    start(count, other.valid);
  }

  /** Starts with the values valid that are so in both terms. */
  final void startAs(int count, Term one, Term other) {
    start(count);
    for (int i = 0; i < Values.words(count); i++) {
      valid[i] = one.valid[i] & other.valid[i];
    }
  }

  /** Evaluates operands where they are wanted, and keeps valid what is so in all of them. */
  final void keepValid(List<Term> operands, TermBlock block, long[] wanted) {
    for (Term operand : operands) {
      operand.eval(block, wanted);
      for (int i = 0; i < Values.words(block.count()); i++) {
        valid[i] &= operand.valid[i];
      }
    }
  }

  final boolean isValid(int slot) {
    return ((valid[slot >>> 6] >>> slot) & 1) != 0;
  }

  final void setNull(int slot) {
    valid[slot >>> 6] &= ~(1L << slot);
  }

  /** The exact number of a slot, in units. */
  final BigInteger exact(int slot) {
    return hasBigs && bigs[slot] != null ? bigs[slot] : BigInteger.valueOf(longs[slot]);
  }

  final boolean isBig(int slot) {
    return hasBigs && bigs[slot] != null;
  }

  /** Sets the exact number of a slot. */
  final void set(int slot, BigInteger value, int count) {
    if (value.bitLength() < Long.SIZE) {
      longs[slot] = value.longValue();
    } else {
      needBigs(count);
      bigs[slot] = value;
    }
  }

  final void needBigs(int count) {
    if (!hasBigs) {
      if (bigs.length < count) {
        bigs = new BigInteger[Slots.roomFor(count)];
      } else {
        Arrays.fill(bigs, 0, count, null);
      }
      hasBigs = true;
    }
  }

  /** Makes room for bytes behind those in use. */
  final void needText(int used, int more) {
    if (text.length - used < more) {
      text = Arrays.copyOf(text, Math.max(Math.addExact(used, more), text.length * 2));
    }
  }

  /** Copies a value of another term of the same form, but for text, whose bytes go behind some. */
  final int copy(int slot, Term from, int at, int used, int count) {
    switch (form) {
      case BOOL -> longs[slot] = from.longs[at];
      case EXACT -> copyExact(slot, from, at, count);
      case QUOTIENT -> {
        copyExact(slot, from, at, count);
        over.copyExact(slot, from.over, at, count);
      }
      case FLOATING -> doubles[slot] = from.doubles[at];
      case TEXT -> {
        int length = from.ends[at] - from.starts[at];
        needText(used, length);
        System.arraycopy(from.text, from.starts[at], text, used, length);
        starts[slot] = used;
        ends[slot] = used + length;
        return used + length;
      }
      case NULL -> {}
    }
    return used;
  }

  private void copyExact(int slot, Term from, int at, int count) {
    longs[slot] = from.longs[at];
    if (from.isBig(at)) {
      needBigs(count);
      bigs[slot] = from.bigs[at];
    } else if (hasBigs) {
      bigs[slot] = null;
    }
  }

  /** A value as a message has it. */
  final String show(int slot) {
    if (!isValid(slot)) {
      return "null";
    }
    return switch (form) {
      case BOOL -> longs[slot] == 0 ? "false" : "true";
      case EXACT -> new BigDecimal(exact(slot), scale).toPlainString();
      case QUOTIENT -> exact(slot) + "/" + over.exact(slot);
      case FLOATING -> Double.toString(doubles[slot]);
      case TEXT ->
          "'"
              + new String(text, starts[slot], ends[slot] - starts[slot], StandardCharsets.UTF_8)
              + "'";
      case NULL -> "null";
    };
  }
}
