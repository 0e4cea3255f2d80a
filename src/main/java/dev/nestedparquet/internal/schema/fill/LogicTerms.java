package dev.nestedparquet.internal.schema.fill;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Conditions, and what they choose. What is not chosen is not computed. */
final class LogicTerms {
  private LogicTerms() {}

  /** Least, equal or greater, as a number below, at or above 0, of values that are there. */
  static int compare(Term a, int i, Term b, int j) {
    return switch (a.form) {
      case BOOL -> Long.compare(a.longs[i], b.longs[j]);
      case EXACT ->
          a.isBig(i) || b.isBig(j)
              ? a.exact(i).compareTo(b.exact(j))
              : Long.compare(a.longs[i], b.longs[j]);
      case QUOTIENT ->
          a.exact(i).multiply(b.over.exact(j)).compareTo(b.exact(j).multiply(a.over.exact(i)));
      case FLOATING -> {
        double left = a.doubles[i];
        double right = b.doubles[j];
        yield left == right ? 0 : Double.compare(left, right);
      }
      case TEXT ->
          Arrays.compareUnsigned(a.text, a.starts[i], a.ends[i], b.text, b.starts[j], b.ends[j]);
      case NULL -> 0;
    };
  }

  /** {@code = <> < <= > >=} of terms of one form and scale. */
  static Term comparison(String operator, Term a, Term b) {
    long ifLess = Set.of("<", "<=", "<>", "!=").contains(operator) ? 1 : 0;
    long ifEqual = Set.of("=", "==", "<=", ">=").contains(operator) ? 1 : 0;
    long ifGreater = Set.of(">", ">=", "<>", "!=").contains(operator) ? 1 : 0;
    return new Term(Term.Form.BOOL) {
      @Override
      List<Term> operands() {
        return List.of(a, b);
      }

      @Override
      void eval(TermBlock block, long[] wanted) {
        a.eval(block, wanted);
        b.eval(block, wanted);
        int count = block.count();
        startAs(count, a, b);
        if (a.form == Form.BOOL || (a.form == Form.EXACT && !a.hasBigs && !b.hasBigs)) {
          long[] left = a.longs;
          long[] right = b.longs;
          for (int i = 0; i < count; i++) {
            longs[i] = left[i] < right[i] ? ifLess : left[i] == right[i] ? ifEqual : ifGreater;
          }
          return;
        }
        for (int i = 0; i < count; i++) {
          if (isValid(i)) {
            int side = compare(a, i, b, i);
            longs[i] = side < 0 ? ifLess : side == 0 ? ifEqual : ifGreater;
          }
        }
      }
    };
  }

  static Term isNull(Term a) {
    return new Term(Term.Form.BOOL) {
      @Override
      List<Term> operands() {
        return List.of(a);
      }

      @Override
      void eval(TermBlock block, long[] wanted) {
        a.eval(block, wanted);
        start(block.count(), wanted);
        for (int i = 0; i < block.count(); i++) {
          longs[i] = a.isValid(i) ? 0 : 1;
        }
      }
    };
  }

  static Term not(Term a) {
    return new Term(Term.Form.BOOL) {
      @Override
      List<Term> operands() {
        return List.of(a);
      }

      @Override
      void eval(TermBlock block, long[] wanted) {
        a.eval(block, wanted);
        startAs(block.count(), a);
        for (int i = 0; i < block.count(); i++) {
          longs[i] = a.longs[i] ^ 1;
        }
      }
    };
  }

  /** {@code and}, which false decides, or {@code or}, which true does. */
  static Term junction(boolean decisive, Term a, Term b) {
    return new Term(Term.Form.BOOL) {
      private final Wanted rest = new Wanted();

      @Override
      List<Term> operands() {
        return List.of(a, b);
      }

      @Override
      void eval(TermBlock block, long[] wanted) {
        a.eval(block, wanted);
        int count = block.count();
        long decides = decisive ? 1 : 0;
        rest.start(wanted, count);
        for (int i = 0; i < count; i++) {
          if (a.isValid(i) && a.longs[i] == decides) {
            rest.clear(i);
          }
        }
        rest.eval(b, block);
        start(count, wanted);
        for (int i = 0; i < count; i++) {
          if (!rest.has(i)) {
            longs[i] = decides; // Or not wanted.
          } else if (b.isValid(i) && (b.longs[i] == decides || a.isValid(i))) {
            longs[i] = b.longs[i];
          } else {
            setNull(i);
          }
        }
      }
    };
  }

  /** Slots whose values are wanted of a part that is not always. */
  private static final class Wanted {
    private long[] bits = {};

    void start(long[] from, int count) {
      int words = Values.words(count);
      if (bits.length < words) {
        bits = new long[words + words / 4];
      }
      System.arraycopy(from, 0, bits, 0, words);
    }

    void clear(int slot) {
      bits[slot >>> 6] &= ~(1L << slot);
    }

    boolean has(int slot) {
      return ((bits[slot >>> 6] >>> slot) & 1) != 0;
    }

    /** Takes the slots of another away. */
    void without(Wanted other, int count) {
      for (int i = 0; i < Values.words(count); i++) {
        bits[i] &= ~other.bits[i];
      }
    }

    /** Computes a term where it is wanted; not at all if it is nowhere. */
    void eval(Term term, TermBlock block) {
      long any = 0;
      for (int i = 0; i < Values.words(block.count()); i++) {
        any |= bits[i];
      }
      if (any != 0) {
        term.eval(block, bits);
      } else {
        term.start(block.count(), bits);
        if (term.over != null) {
          term.over.start(block.count());
        }
      }
    }
  }

  private static BigInteger most(List<Term> terms) {
    return terms.stream().map(term -> term.most).reduce(BigInteger.ZERO, BigInteger::max);
  }

  private static Term over(List<Term> terms) {
    return terms.get(0).form == Term.Form.QUOTIENT
        ? new ConstantTerm.Plain(most(terms.stream().map(term -> term.over).toList()))
        : null;
  }

  /** The value of one of some terms of one form and scale, by slot. */
  private abstract static class Chosen extends Term {
    final List<Term> terms;

    Chosen(List<Term> terms) {
      super(terms.get(0).form, terms.get(0).scale, LogicTerms.most(terms));
      this.terms = terms;
      over = LogicTerms.over(terms);
    }

    final void startChosen(int count, long[] wanted) {
      start(count, wanted);
      if (over != null) {
        over.start(count);
      }
    }
  }

  /** The second where the first is true, else the third. */
  static Term choice(Term condition, Term yes, Term no) {
    return new Chosen(List.of(yes, no)) {
      private final Wanted ofYes = new Wanted();
      private final Wanted ofNo = new Wanted();

      @Override
      List<Term> operands() {
        return List.of(condition, yes, no);
      }

      @Override
      void eval(TermBlock block, long[] wanted) {
        condition.eval(block, wanted);
        int count = block.count();
        ofYes.start(wanted, count);
        for (int i = 0; i < count; i++) {
          if (!condition.isValid(i) || condition.longs[i] == 0) {
            ofYes.clear(i);
          }
        }
        ofNo.start(wanted, count);
        ofNo.without(ofYes, count);
        ofYes.eval(yes, block);
        ofNo.eval(no, block);
        startChosen(count, wanted);
        int used = 0;
        for (int i = 0; i < count; i++) {
          Term from = ofYes.has(i) ? yes : no;
          if (from.isValid(i)) {
            used = copy(i, from, i, used, count);
          } else {
            setNull(i);
          }
        }
      }
    };
  }

  /** The first that is not null. */
  static Term coalesced(List<Term> all) {
    return new Chosen(all) {
      private final Wanted rest = new Wanted();

      @Override
      List<Term> operands() {
        return terms;
      }

      @Override
      void eval(TermBlock block, long[] wanted) {
        int count = block.count();
        startChosen(count, wanted);
        rest.start(wanted, count);
        int used = 0;
        for (Term term : terms) {
          rest.eval(term, block);
          for (int i = 0; i < count; i++) {
            if (rest.has(i) && term.isValid(i)) {
              used = copy(i, term, i, used, count);
              rest.clear(i);
            }
          }
        }
        for (int i = 0; i < Values.words(count); i++) {
          valid[i] &= ~rest.bits[i];
        }
      }
    };
  }

  /** The first of the least, or greatest; null if one of all is. */
  static Term extreme(List<Term> all, boolean isGreatest) {
    return new Chosen(all) {
      @Override
      List<Term> operands() {
        return terms;
      }

      @Override
      void eval(TermBlock block, long[] wanted) {
        int count = block.count();
        startChosen(count, wanted);
        keepValid(terms, block, wanted);
        int used = 0;
        for (int i = 0; i < count; i++) {
          if (isValid(i)) {
            Term best = terms.get(0);
            for (Term term : terms) {
              int side = compare(term, i, best, i);
              best = (isGreatest ? side > 0 : side < 0) ? term : best;
            }
            used = copy(i, best, i, used, count);
          }
        }
      }
    };
  }

  /** Nothing but null, after all is computed that could fail. */
  static Term nothing(Term.Form form, int scale, List<Term> computed) {
    Term nothing = ConstantTerm.nothing(form, scale);
    if (computed.isEmpty() || computed.stream().allMatch(ConstantTerm.class::isInstance)) {
      return nothing;
    }
    return new Chosen(List.of(nothing)) {
      @Override
      List<Term> operands() {
        return computed;
      }

      @Override
      void eval(TermBlock block, long[] wanted) {
        computed.forEach(term -> term.eval(block, wanted));
        startChosen(block.count(), wanted);
        Arrays.fill(valid, 0, Values.words(block.count()), 0);
      }
    };
  }
}
