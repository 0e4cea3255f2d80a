package dev.nestedparquet.internal.schema.fill;

import java.math.BigInteger;
import java.util.List;

/**
 * Exact quotients, until they are rounded. One of longs costs no object where it is rounded at
 * once.
 */
final class QuotientTerms {
  private QuotientTerms() {}

  /** Quotients of something. */
  private abstract static class Quotients extends Term {
    private final List<Term> operands;

    Quotients(BigInteger most, BigInteger mostOver, Term... operands) {
      super(Form.QUOTIENT, 0, most);
      this.operands = List.of(operands);
      over = new ConstantTerm.Plain(mostOver);
    }

    @Override
    final List<Term> operands() {
      return operands;
    }

    @Override
    final void eval(TermBlock block, long[] wanted) {
      start(block.count(), wanted);
      keepValid(operands, block, wanted);
      over.start(block.count());
      apply(block);
    }

    abstract void apply(TermBlock block);

    final void set(int slot, BigInteger number, BigInteger by, int count) {
      BigInteger factor = number.gcd(by);
      if (by.signum() < 0) {
        factor = factor.negate();
      }
      set(slot, number.divide(factor), count);
      over.set(slot, by.divide(factor), count);
    }
  }

  /** One exact number over another of the same scale. */
  static Term of(Term a, Term b) {
    return new Quotients(a.most, b.most, a, b) {
      @Override
      void apply(TermBlock block) {
        ExactTerms.failAtZeros(block, this, a, b, " / ");
        int count = block.count();
        for (int i = 0; i < count; i++) {
          if (!isValid(i)) {
            continue;
          }
          long by = b.longs[i];
          if (a.isBig(i) || b.isBig(i) || by == Long.MIN_VALUE || a.longs[i] == Long.MIN_VALUE) {
            set(i, a.exact(i), b.exact(i), count);
          } else {
            longs[i] = by < 0 ? -a.longs[i] : a.longs[i];
            over.longs[i] = Math.abs(by);
          }
        }
      }
    };
  }

  /** An exact number as a quotient. */
  static Term of(Term exact) {
    return of(exact, ConstantTerm.exact(BigInteger.TEN.pow(exact.scale), 0));
  }

  /** {@code + - * /} of quotients. */
  static Term operation(char operator, Term a, Term b) {
    BigInteger cross = a.most.multiply(b.over.most).add(b.most.multiply(a.over.most));
    BigInteger over = a.over.most.multiply(b.over.most);
    BigInteger most =
        operator == '*' || operator == '/' ? cross.max(a.most.multiply(b.most)) : cross;
    BigInteger mostOver = operator == '/' ? a.over.most.multiply(b.most) : over;
    return new Quotients(most, mostOver, a, b) {
      @Override
      void apply(TermBlock block) {
        if (operator == '/') {
          ExactTerms.failAtZeros(block, this, a, b, " / ");
        }
        for (int i = 0; i < block.count(); i++) {
          if (isValid(i)) {
            apply(i, block.count());
          }
        }
      }

      private void apply(int i, int count) {
        BigInteger p = a.exact(i);
        BigInteger q = a.over.exact(i);
        BigInteger r = b.exact(i);
        BigInteger s = b.over.exact(i);
        switch (operator) {
          case '+' -> set(i, p.multiply(s).add(r.multiply(q)), q.multiply(s), count);
          case '-' -> set(i, p.multiply(s).subtract(r.multiply(q)), q.multiply(s), count);
          case '*' -> set(i, p.multiply(r), q.multiply(s), count);
          default -> set(i, p.multiply(s), q.multiply(r), count);
        }
      }
    };
  }

  static Term negative(Term a) {
    return new Quotients(a.most, a.over.most, a) {
      @Override
      void apply(TermBlock block) {
        for (int i = 0; i < block.count(); i++) {
          if (isValid(i)) {
            set(i, a.exact(i).negate(), a.over.exact(i), block.count());
          }
        }
      }
    };
  }

  /** A quotient with so many digits after the point; half goes away from zero. */
  static Term rounded(Term a, int scale) {
    BigInteger power = BigInteger.TEN.pow(scale);
    long factor = power.bitLength() < Long.SIZE ? power.longValue() : 0;
    return new Term(Term.Form.EXACT, scale, a.most.multiply(power).add(BigInteger.ONE)) {
      @Override
      List<Term> operands() {
        return List.of(a);
      }

      @Override
      void eval(TermBlock block, long[] wanted) {
        a.eval(block, wanted);
        int count = block.count();
        startAs(count, a);
        for (int i = 0; i < count; i++) {
          if (!isValid(i)) {
            continue;
          }
          long number = a.longs[i] * factor;
          long by = a.over.longs[i];
          if (factor == 0
              || a.isBig(i)
              || a.over.isBig(i)
              || Math.multiplyHigh(a.longs[i], factor) != number >> 63
              || number == Long.MIN_VALUE) {
            BigInteger units =
                ExactTerms.roundedQuotient(a.exact(i).multiply(power), a.over.exact(i));
            set(i, units, count);
            continue;
          }
          long quotient = number / by;
          long left = Math.abs(number - quotient * by);
          longs[i] = left < by - left ? quotient : quotient + (number < 0 ? -1 : 1);
        }
      }
    };
  }
}
