package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.draw.Draws;
import dev.nestedparquet.internal.schema.draw.FloatKnots;
import dev.nestedparquet.internal.schema.draw.Permutation;
import dev.nestedparquet.internal.schema.draw.Quantile;
import dev.nestedparquet.internal.schema.draw.UnitKnots;
import dev.nestedparquet.internal.schema.draw.Wide;
import dev.nestedparquet.internal.schema.draw.WideKnots;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Source.Shape;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Makes kernels of laws and sequences over numbers and times. */
final class NumberCompiler {
  private static final int LONG_BITS = 63;

  private final Type type;
  private final Context context;

  NumberCompiler(Type type, Context context) {
    this.type = type;
    this.context = context;
  }

  Compiled compile(Source source) {
    return Compiled.ofNumbers(kernel(source));
  }

  private Kernel kernel(Source source) {
    if (source instanceof Source.Uniform law) {
      return type instanceof Type.Floating floating
          ? uniform(law, floating)
          : uniform(Literals.units(law.least()), Literals.units(law.greatest()));
    } else if (source instanceof Source.Continuous law) {
      return type instanceof Type.Floating floating
          ? continuous(law, floating)
          : continuous(law, Literals.units(law.least()), Literals.units(law.greatest()), 0);
    } else if (source instanceof Source.Sequence sequence) {
      return sorted(sequence.start(), sequence.step(), BigInteger.ZERO);
    } else if (source instanceof Source.Sorted sorted) {
      return sorted(sorted.start(), sorted.step(), sorted.jitter());
    }
    return clustered((Source.Clustered) source);
  }

  private Kernel uniform(BigInteger least, BigInteger greatest) {
    BigInteger number = greatest.subtract(least).add(BigInteger.ONE);
    boolean isLong = least.bitLength() <= LONG_BITS && greatest.bitLength() <= LONG_BITS;
    if (Literals.isWide(type) && !isLong) {
      return WideKernels.each(
          context.key(), (draw, position) -> least.add(Wide.below(draw, number)));
    }
    return widened(UnitKernels.uniform(context.key(), least.longValue(), number.longValue()));
  }

  private Kernel widened(Kernel units) {
    return Literals.isWide(type) ? WideKernels.widened(units) : units;
  }

  private Kernel uniform(Source.Uniform law, Type.Floating floating) {
    if (law.digits() != null) {
      BigInteger least = inDigits(law.least(), law.digits(), RoundingMode.CEILING);
      BigInteger greatest = inDigits(law.greatest(), law.digits(), RoundingMode.FLOOR);
      return scaled(uniform(least, greatest), law.digits(), floating);
    }
    Type.Floating exact = new Type.Floating(64);
    return FloatKernels.uniform(
        context.key(),
        Literals.number(law.least(), exact),
        Literals.number(law.greatest(), exact),
        floating);
  }

  private static BigInteger inDigits(Value value, int digits, RoundingMode rounding) {
    return Literals.exact(value).movePointRight(digits).setScale(0, rounding).toBigIntegerExact();
  }

  private static Kernel scaled(Kernel units, int digits, Type.Floating floating) {
    return FloatKernels.scaled(units, BigDecimal.TEN.pow(digits).doubleValue(), floating);
  }

  private Kernel continuous(Source.Continuous law, Type.Floating floating) {
    if (law.digits() != null) {
      BigInteger least = inDigits(law.least(), law.digits(), RoundingMode.CEILING);
      BigInteger greatest = inDigits(law.greatest(), law.digits(), RoundingMode.FLOOR);
      return scaled(continuous(law, least, greatest, law.digits()), law.digits(), floating);
    }
    BigDecimal min = Literals.exact(law.least());
    BigDecimal max = Literals.exact(law.greatest());
    double least = min.doubleValue();
    double greatest = max.doubleValue();
    FloatKnots knots = new FloatKnots(quantile(law.shape(), min, max, 0), least, greatest);
    return FloatKernels.knots(context.key(), knots, least, greatest, floating);
  }

  /** A law in units; of floating point, each is 10^-digits. */
  private Kernel continuous(
      Source.Continuous law, BigInteger least, BigInteger greatest, int digits) {
    BigInteger range = greatest.subtract(least);
    Quantile quantile =
        quantile(law.shape(), new BigDecimal(least), new BigDecimal(greatest), digits);
    boolean isLong = least.bitLength() <= LONG_BITS && greatest.bitLength() <= LONG_BITS;
    if (range.bitLength() > LONG_BITS || (Literals.isWide(type) && !isLong)) {
      WideKnots knots = new WideKnots(quantile, least, range);
      return WideKernels.each(context.key(), (draw, position) -> knots.value(draw));
    }
    return widened(UnitKernels.knots(context.key(), new UnitKnots(quantile, least, range)));
  }

  private static Quantile quantile(Shape shape, BigDecimal min, BigDecimal max, int digits) {
    if (shape instanceof Shape.Normal law) {
      BigDecimal mean = law.mean().movePointRight(digits);
      return Quantile.normal(mean, law.sigma().movePointRight(digits), min, max);
    } else if (shape instanceof Shape.Lognormal law) {
      return Quantile.lognormal(law.median().movePointRight(digits), law.sigma(), min, max);
    } else if (shape instanceof Shape.Exponential law) {
      return Quantile.exponential(law.mean().movePointRight(digits), max.subtract(min));
    } else if (shape instanceof Shape.Pareto law) {
      return Quantile.pareto(law.alpha(), min, max);
    }
    double[] values =
        ((Shape.Quantiles) shape)
            .values().stream()
                .mapToDouble(
                    value ->
                        Literals.exact(value).movePointRight(digits).subtract(min).doubleValue())
                .toArray();
    return Quantile.between(values);
  }

  private Kernel sorted(BigInteger start, BigInteger step, BigInteger jitter) {
    if (Literals.isWide(type)) {
      return WideKernels.each(
          context.key(),
          (draw, position) ->
              start
                  .add(step.multiply(BigInteger.valueOf(position)))
                  .add(Wide.below(draw, jitter.add(BigInteger.ONE))));
    }
    long jitters = jitter.add(BigInteger.ONE).longValue();
    return UnitKernels.sorted(context.key(), start.longValue(), step.longValue(), jitters);
  }

  private Kernel clustered(Source.Clustered source) {
    Source.Sorted sorted = source.sorted();
    long orderKey = context.orderKey();
    if (!Literals.isWide(type)) {
      return UnitKernels.clustered(
          orderKey,
          source.rows(),
          source.blocks(),
          sorted(sorted.start(), sorted.step(), sorted.jitter()),
          sorted.step().longValue());
    }
    return WideKernels.each(
        context.key(),
        (draw, position) -> {
          long block = position / source.rows();
          long group = block / source.blocks();
          Permutation order = new Permutation(Draws.draw(orderKey, group), source.blocks());
          long first = group * source.blocks();
          // A block near the end may move to where positions are beyond 2^63.
          BigInteger moved =
              BigInteger.valueOf(first)
                  .add(BigInteger.valueOf(order.of(block - first)))
                  .multiply(BigInteger.valueOf(source.rows()))
                  .add(BigInteger.valueOf(position % source.rows()));
          return sorted
              .start()
              .add(sorted.step().multiply(moved))
              .add(Wide.below(draw, sorted.jitter().add(BigInteger.ONE)));
        });
  }
}
