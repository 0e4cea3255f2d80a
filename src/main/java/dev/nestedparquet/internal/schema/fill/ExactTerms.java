package dev.nestedparquet.internal.schema.fill;

import java.math.BigInteger;
import java.util.List;

/**
 * Exact arithmetic. A block is computed on longs; if a value doesn't fit 64 bits, the block is
 * computed once more, value by value. Where values are known to fit, nothing is looked for.
 */
final class ExactTerms {
  /** Powers of ten that are longs. */
  private static final int LONG_POWERS = 18;

  /** Makes a number that fits 32 bits, with its sign, one that fits them without. */
  private static final long INT_SIGN = 1L << 31;

  private ExactTerms() {}

  /** Longs by slot of one or two terms, else big integers. */
  abstract static class Operation extends Term {
    private final List<Term> operands;
    final boolean isChecked = canBeBig();

    Operation(int scale, BigInteger most, Term... operands) {
      super(Form.EXACT, scale, most);
      this.operands = List.of(operands);
    }

    @Override
    List<Term> operands() {
      return operands;
    }

    @Override
    final void eval(TermBlock block, long[] wanted) {
      int count = block.count();
      boolean isBig = false;
      for (Term operand : operands) {
        operand.eval(block, wanted);
        isBig |= operand.hasBigs;
      }
      startAs(count, operands.get(0), operands.get(operands.size() - 1));
      check(block);
      if (isBig || !fits(count)) {
        for (int i = 0; i < count; i++) {
          if (isValid(i)) {
            set(i, big(i), count);
          }
        }
      }
    }

    /** Fails, and takes away, values that can't be computed. */
    void check(TermBlock block) {}

    /** Computes all values as longs; false if one doesn't fit. */
    abstract boolean fits(int count);

    abstract BigInteger big(int slot);
  }

  static Term sum(Term a, Term b) {
    BigInteger most = a.most.add(b.most);
    if (a instanceof Multiple product && most.bitLength() < Long.SIZE) {
      return multipleAndSum(product.number, product.factor, b, most);
    } else if (b instanceof Multiple product && most.bitLength() < Long.SIZE) {
      return multipleAndSum(product.number, product.factor, a, most);
    }
    return new Operation(a.scale, a.most.add(b.most), a, b) {
      @Override
      boolean fits(int count) {
        long[] left = a.longs;
        long[] right = b.longs;
        long[] to = longs;
        long overflow = 0;
        for (int i = 0; i < count; i++) {
          long sum = left[i] + right[i];
          to[i] = sum;
          overflow |= (left[i] ^ sum) & (right[i] ^ sum);
        }
        return !isChecked || overflow >= 0;
      }

      @Override
      BigInteger big(int slot) {
        return a.exact(slot).add(b.exact(slot));
      }
    };
  }

  /** A number times a constant, plus a number, where all of it fits 64 bits. */
  private static Term multipleAndSum(Term a, long factor, Term b, BigInteger most) {
    return new Operation(b.scale, most, a, b) {
      @Override
      boolean fits(int count) {
        long[] left = a.longs;
        long[] right = b.longs;
        long[] to = longs;
        for (int i = 0; i < count; i++) {
          to[i] = left[i] * factor + right[i];
        }
        return true;
      }

      @Override
      BigInteger big(int slot) {
        return a.exact(slot).multiply(BigInteger.valueOf(factor)).add(b.exact(slot));
      }
    };
  }

  static Term difference(Term a, Term b) {
    return new Operation(a.scale, a.most.add(b.most), a, b) {
      @Override
      boolean fits(int count) {
        long[] left = a.longs;
        long[] right = b.longs;
        long[] to = longs;
        long overflow = 0;
        for (int i = 0; i < count; i++) {
          long difference = left[i] - right[i];
          to[i] = difference;
          overflow |= (left[i] ^ right[i]) & (left[i] ^ difference);
        }
        return !isChecked || overflow >= 0;
      }

      @Override
      BigInteger big(int slot) {
        return a.exact(slot).subtract(b.exact(slot));
      }
    };
  }

  /** A number times a constant, which is known to fit 64 bits. */
  private static final class Multiple extends Operation {
    private final Term number;
    private final long factor;

    Multiple(Term number, ConstantTerm factor) {
      super(number.scale + factor.scale, number.most.multiply(factor.most), number);
      this.number = number;
      this.factor = factor.number();
    }

    @Override
    boolean fits(int count) {
      long[] from = number.longs;
      for (int i = 0; i < count; i++) {
        longs[i] = from[i] * factor;
      }
      return true;
    }

    @Override
    BigInteger big(int slot) {
      return number.exact(slot).multiply(BigInteger.valueOf(factor));
    }
  }

  static Term product(Term a, Term b) {
    if (a.most.multiply(b.most).bitLength() < Long.SIZE) {
      if (a instanceof ConstantTerm constant && constant.number() != null) {
        return new Multiple(b, constant);
      } else if (b instanceof ConstantTerm constant && constant.number() != null) {
        return new Multiple(a, constant);
      }
    }
    return new Operation(a.scale + b.scale, a.most.multiply(b.most), a, b) {
      @Override
      boolean fits(int count) {
        long[] left = a.longs;
        long[] right = b.longs;
        long[] to = longs;
        long wide = 0;
        for (int i = 0; i < count; i++) {
          wide |= (left[i] + INT_SIGN) | (right[i] + INT_SIGN);
          to[i] = left[i] * right[i];
        }
        if (!isChecked || wide >>> Integer.SIZE == 0) {
          return true; // Products of what fits 32 bits fit 64.
        }
        long overflow = 0;
        for (int i = 0; i < count; i++) {
          overflow |= Math.multiplyHigh(left[i], right[i]) ^ (to[i] >> 63);
        }
        return overflow == 0;
      }

      @Override
      BigInteger big(int slot) {
        return a.exact(slot).multiply(b.exact(slot));
      }
    };
  }

  /** Division without the digits after the point, or what remains. */
  static Term division(Term a, Term b, boolean isRemainder) {
    return new Operation(0, isRemainder ? a.most.min(b.most) : a.most, a, b) {
      @Override
      void check(TermBlock block) {
        failAtZeros(block, this, a, b, isRemainder ? " % " : " / ");
      }

      @Override
      boolean fits(int count) {
        long[] left = a.longs;
        long[] right = b.longs;
        long[] to = longs;
        boolean fits = true;
        for (int i = 0; i < count; i++) {
          long by = right[i] == 0 ? 1 : right[i];
          to[i] = isRemainder ? left[i] % by : left[i] / by;
          fits &= left[i] != Long.MIN_VALUE || by != -1 || isRemainder;
        }
        return fits;
      }

      @Override
      BigInteger big(int slot) {
        BigInteger by = b.exact(slot);
        return isRemainder ? a.exact(slot).remainder(by) : a.exact(slot).divide(by);
      }
    };
  }

  /** Fails where a divisor is zero and both are there. */
  static void failAtZeros(TermBlock block, Term result, Term a, Term b, String operator) {
    for (int i = 0; i < block.count(); i++) {
      if (b.longs[i] == 0 && result.isValid(i) && !b.isBig(i)) {
        block.fail(i, a.show(i) + operator + "0 is a division by zero");
        result.setNull(i);
      }
    }
  }

  static Term negative(Term a) {
    return new Operation(a.scale, a.most, a) {
      @Override
      boolean fits(int count) {
        long overflow = 0;
        for (int i = 0; i < count; i++) {
          longs[i] = -a.longs[i];
          overflow |= a.longs[i] & longs[i];
        }
        return overflow >= 0;
      }

      @Override
      BigInteger big(int slot) {
        return a.exact(slot).negate();
      }
    };
  }

  static Term absolute(Term a) {
    return new Operation(a.scale, a.most, a) {
      @Override
      boolean fits(int count) {
        long overflow = 0;
        for (int i = 0; i < count; i++) {
          longs[i] = Math.abs(a.longs[i]);
          overflow |= longs[i];
        }
        return overflow >= 0;
      }

      @Override
      BigInteger big(int slot) {
        return a.exact(slot).abs();
      }
    };
  }

  /** The number with so many digits after the point; half goes away from zero. */
  static Term scaled(Term a, int scale) {
    int digits = Math.abs(scale - a.scale);
    BigInteger power = BigInteger.TEN.pow(digits);
    if (digits == 0) {
      return a;
    }
    return scale > a.scale ? multiple(a, scale, power) : rounded(a, scale, power, digits);
  }

  private static Term multiple(Term a, int scale, BigInteger power) {
    long factor = power.bitLength() < Long.SIZE ? power.longValue() : 0;
    long greatest = factor == 0 ? 0 : Long.MAX_VALUE / factor;
    return new Operation(scale, a.most.multiply(power), a) {
      @Override
      boolean fits(int count) {
        if (factor == 0) {
          return false;
        }
        long beyond = 0;
        for (int i = 0; i < count; i++) {
          long number = a.longs[i];
          longs[i] = number * factor;
          beyond |= (greatest - number) | (greatest + number);
        }
        return beyond >= 0;
      }

      @Override
      BigInteger big(int slot) {
        return a.exact(slot).multiply(power);
      }
    };
  }

  private static Term rounded(Term a, int scale, BigInteger power, int digits) {
    long divisor = digits <= LONG_POWERS ? power.longValue() : 0;
    return new Operation(scale, a.most.divide(power).add(BigInteger.ONE), a) {
      @Override
      boolean fits(int count) {
        if (divisor == 0) {
          return false;
        }
        for (int i = 0; i < count; i++) {
          long number = a.longs[i];
          long quotient = number / divisor;
          long left = Math.abs(number - quotient * divisor);
          longs[i] = left < divisor - left ? quotient : quotient + (number < 0 ? -1 : 1);
        }
        return true;
      }

      @Override
      BigInteger big(int slot) {
        return roundedQuotient(a.exact(slot), power);
      }
    };
  }

  /** The nearest whole number of a quotient whose divisor is above 0; half goes away from zero. */
  static BigInteger roundedQuotient(BigInteger number, BigInteger over) {
    BigInteger rounded = number.abs().shiftLeft(1).add(over).divide(over.shiftLeft(1));
    return number.signum() < 0 ? rounded.negate() : rounded;
  }

  /**
   * Units of times in those of another unit, of which one is a multiple of the other; rounded down.
   */
  static Term inUnits(Term a, long multiply, long divide) {
    if (divide == 1) {
      return multiply == 1 ? a : product(a, ConstantTerm.exact(BigInteger.valueOf(multiply), 0));
    }
    return new Operation(0, a.most.add(BigInteger.ONE), a) {
      @Override
      boolean fits(int count) {
        for (int i = 0; i < count; i++) {
          longs[i] = Math.floorDiv(a.longs[i], divide);
        }
        return true;
      }

      @Override
      BigInteger big(int slot) {
        BigInteger[] parts = a.exact(slot).divideAndRemainder(BigInteger.valueOf(divide));
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
      }
    };
  }
}
