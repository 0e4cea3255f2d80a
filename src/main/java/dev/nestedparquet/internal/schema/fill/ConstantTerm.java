package dev.nestedparquet.internal.schema.fill;

import java.math.BigInteger;
import java.util.Arrays;

/** A value that is the same in all slots. */
final class ConstantTerm extends Term {
  private final Term value;
  private int filled;

  private ConstantTerm(Term value) {
    super(value.form, value.scale, most(value));
    this.value = value;
    if (form == Form.QUOTIENT) {
      over = new Plain(value.over.most);
    }
  }

  private static BigInteger most(Term value) {
    if (!value.isValid(0)) {
      return BigInteger.ZERO;
    }
    return switch (value.form) {
      case EXACT, QUOTIENT -> value.exact(0).abs();
      case TEXT -> BigInteger.valueOf(value.ends[0] - value.starts[0]);
      default -> BigInteger.ONE;
    };
  }

  /** Values that something else sets. */
  static final class Plain extends Term {
    Plain(BigInteger most) {
      super(Form.EXACT, 0, most);
    }

    Plain(Form form, int scale) {
      super(form, scale, BigInteger.ONE);
    }

    @Override
    void eval(TermBlock block, long[] wanted) {
      throw new IllegalStateException("is set, not computed");
    }
  }

  private static Plain one(Form form, int scale) {
    Plain one = new Plain(form, scale);
    one.start(1, new long[] {1});
    return one;
  }

  static Term exact(BigInteger units, int scale) {
    Plain one = one(Form.EXACT, scale);
    one.set(0, units, 1);
    return new ConstantTerm(one);
  }

  static Term bool(boolean value) {
    Plain one = one(Form.BOOL, 0);
    one.longs[0] = value ? 1 : 0;
    return new ConstantTerm(one);
  }

  static Term text(byte[] bytes) {
    Plain one = one(Form.TEXT, 0);
    one.text = bytes;
    one.ends[0] = bytes.length;
    return new ConstantTerm(one);
  }

  /** Nothing but null, of a form. */
  static Term nothing(Form form, int scale) {
    Plain one = one(form, scale);
    one.setNull(0);
    if (form == Form.QUOTIENT) {
      one.over = one(Form.EXACT, 0);
      one.over.longs[0] = 1;
    }
    return new ConstantTerm(one);
  }

  /** A term whose operands are constant, as a constant; the term itself where it fails. */
  static Term folded(Term term) {
    if (!term.isConstant() || term instanceof ConstantTerm) {
      return term;
    }
    TermBlock block = new TermBlock();
    block.startOne();
    term.eval(block, new long[] {1});
    return block.hasFailed() ? term : new ConstantTerm(term);
  }

  @Override
  boolean isConstant() {
    return true;
  }

  /** The value, if it is a number of 64 bits; else null. */
  Long number() {
    return form == Form.EXACT && value.isValid(0) && !value.isBig(0) ? value.longs[0] : null;
  }

  @Override
  void eval(TermBlock block, long[] wanted) {
    int count = block.count();
    if (filled < count) {
      fill(Slots.roomFor(count));
    }
    System.arraycopy(wanted, 0, valid, 0, Values.words(count));
    if (!value.isValid(0)) {
      Arrays.fill(valid, 0, Values.words(count), 0);
    }
  }

  private void fill(int room) {
    start(room);
    if (form == Form.QUOTIENT) {
      over.start(room);
    }
    if (form == Form.TEXT) {
      text = value.text;
      Arrays.fill(starts, 0, room, value.starts[0]);
      Arrays.fill(ends, 0, room, value.ends[0]);
    } else {
      for (int i = 0; i < room; i++) {
        copy(i, value, 0, 0, room);
      }
    }
    filled = room;
  }
}
