package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** Arithmetic of floating point, and what is between it and exact numbers. */
final class FloatTerms {
  /** Below, each whole double is exact, and so is each long as a double. */
  private static final long EXACT_DOUBLES = 1L << 53;

  private static final int FRACTION_BITS = 52;

  /** Greatest power of ten that is exact as a double. */
  private static final int DOUBLE_POWERS = 22;

  /** Bits of a quotient that decide how it is rounded to 53, with one more for all that follow. */
  private static final int QUOTIENT_BITS = 66;

  private FloatTerms() {}

  /** Doubles of one or two operands. */
  private abstract static class Operation extends Term {
    private final List<Term> operands;

    Operation(Term... operands) {
      super(Form.FLOATING);
      this.operands = List.of(operands);
    }

    @Override
    final List<Term> operands() {
      return operands;
    }

    @Override
    final void eval(TermBlock block, long[] wanted) {
      start(block.count(), wanted);
      keepValid(operands, block, wanted);
      apply(block.count());
    }

    abstract void apply(int count);
  }

  /** {@code + - * /}. */
  static Term operation(char operator, Term a, Term b) {
    return new Operation(a, b) {
      @Override
      void apply(int count) {
        double[] left = a.doubles;
        double[] right = b.doubles;
        double[] to = doubles;
        switch (operator) {
          case '+' -> {
            for (int i = 0; i < count; i++) {
              to[i] = left[i] + right[i];
            }
          }
          case '-' -> {
            for (int i = 0; i < count; i++) {
              to[i] = left[i] - right[i];
            }
          }
          case '*' -> {
            for (int i = 0; i < count; i++) {
              to[i] = left[i] * right[i];
            }
          }
          default -> {
            for (int i = 0; i < count; i++) {
              to[i] = left[i] / right[i];
            }
          }
        }
      }
    };
  }

  static Term negative(Term a) {
    return new Operation(a) {
      @Override
      void apply(int count) {
        for (int i = 0; i < count; i++) {
          doubles[i] = -a.doubles[i];
        }
      }
    };
  }

  static Term absolute(Term a) {
    return new Operation(a) {
      @Override
      void apply(int count) {
        for (int i = 0; i < count; i++) {
          doubles[i] = Math.abs(a.doubles[i]);
        }
      }
    };
  }

  /** The nearest of a type. */
  static Term rounded(Term a, Type.Floating type) {
    if (type.bits() == 64) {
      return a;
    }
    return new Operation(a) {
      @Override
      void apply(int count) {
        for (int i = 0; i < count; i++) {
          doubles[i] = FloatKernels.round(a.doubles[i], type);
        }
      }
    };
  }

  /** The nearest of a type to an exact number. */
  static Term ofExact(Term a, Type.Floating type) {
    double power = a.scale <= DOUBLE_POWERS ? BigDecimal.TEN.pow(a.scale).doubleValue() : 0;
    return new Operation(a) {
      @Override
      void apply(int count) {
        for (int i = 0; i < count; i++) {
          long number = a.longs[i];
          if (type.bits() == 64
              && power != 0
              && number < EXACT_DOUBLES
              && number > -EXACT_DOUBLES
              && !a.isBig(i)) {
            doubles[i] = number / power; // Both are exact, so it is rounded once.
          } else if (isValid(i)) {
            doubles[i] = nearest(new BigDecimal(a.exact(i), a.scale), type);
          }
        }
      }
    };
  }

  /** The nearest of a type to a quotient. */
  static Term ofQuotient(Term a, Type.Floating type) {
    return new Operation(a) {
      @Override
      void apply(int count) {
        for (int i = 0; i < count; i++) {
          if (isValid(i)) {
            doubles[i] = nearest(shortened(a.exact(i), a.over.exact(i)), type);
          }
        }
      }
    };
  }

  /**
   * A number that is between the same floating-point numbers as a quotient, or is it: of so many
   * bits that the last is beyond all rounding, and set if others would follow.
   */
  private static BigDecimal shortened(BigInteger number, BigInteger over) {
    int shift = Math.max(0, QUOTIENT_BITS - number.abs().bitLength() + over.bitLength());
    BigInteger[] parts = number.abs().shiftLeft(shift).divideAndRemainder(over);
    BigInteger bits = parts[1].signum() == 0 ? parts[0] : parts[0].setBit(0);
    BigDecimal value = new BigDecimal(bits).divide(new BigDecimal(BigInteger.ONE.shiftLeft(shift)));
    return number.signum() < 0 ? value.negate() : value;
  }

  /** The number of a type that is nearest to an exact one. */
  static double nearest(BigDecimal exact, Type.Floating type) {
    double value = exact.doubleValue();
    if (type.bits() == 64 || Double.isInfinite(value)) {
      return value;
    }
    // To the neighbour with an odd last bit, which is never half between two of the narrower type.
    int side = exact.compareTo(new BigDecimal(value));
    if (side != 0 && (Double.doubleToRawLongBits(value) & 1) == 0) {
      value = side > 0 ? Math.nextUp(value) : Math.nextDown(value);
    }
    return FloatKernels.round(value, type);
  }

  /** Units of a scale; half goes away from zero. NaN and infinities fail. */
  static Term toExact(Term a, Type type) {
    int scale = type.scale();
    long power = scale <= 18 ? BigInteger.TEN.pow(scale).longValue() : 0;
    return new Term(Term.Form.EXACT, scale, BigInteger.ONE.shiftLeft(1_024 + 4 * scale)) {
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
          if (isValid(i)) {
            convert(i, block);
          }
        }
      }

      private void convert(int i, TermBlock block) {
        double number = a.doubles[i];
        if (Double.isNaN(number) || Double.isInfinite(number)) {
          block.fail(i, number + " is out of the range of " + type);
          setNull(i);
          return;
        }
        long units = power == 0 ? -1 : units(Math.abs(number), power);
        if (units >= 0) {
          longs[i] = number < 0 ? -units : units;
        } else {
          BigDecimal rounded = new BigDecimal(number).setScale(scale, RoundingMode.HALF_UP);
          set(i, rounded.unscaledValue(), block.count());
        }
      }
    };
  }

  /** A finite number that is not below 0 times a power, rounded; -1 if it is no long. */
  private static long units(double number, long power) {
    int exponent = Math.getExponent(number);
    if (exponent > Long.SIZE) {
      return -1;
    }
    long bits = Double.doubleToRawLongBits(number) & ((1L << FRACTION_BITS) - 1);
    boolean isNormal = exponent >= Double.MIN_EXPONENT;
    long digits = isNormal ? bits | 1L << FRACTION_BITS : bits;
    int shift = FRACTION_BITS - (isNormal ? exponent : Double.MIN_EXPONENT);
    // The number is digits / 2^shift.
    long high = Math.multiplyHigh(digits, power);
    long low = digits * power;
    if (shift <= 0) {
      int left = -shift;
      return high != 0 || low < 0 || (left > 0 && low >>> (63 - left) != 0) ? -1 : low << left;
    } else if (shift > 2 * Long.SIZE - 2) {
      return 0;
    }
    // Half a unit more, and then what is before the point.
    long half = shift <= Long.SIZE ? 1L << (shift - 1) : 0;
    long sum = low + half;
    if (Long.compareUnsigned(sum, low) < 0) {
      high++;
    }
    if (shift > Long.SIZE) {
      high += 1L << (shift - 1 - Long.SIZE);
    }
    if (shift >= Long.SIZE) {
      return shift == Long.SIZE ? high : high >>> (shift - Long.SIZE);
    }
    long units = sum >>> shift | high << (Long.SIZE - shift);
    return high >>> (shift - 1) != 0 ? -1 : units;
  }
}
