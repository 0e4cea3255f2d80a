package dev.nestedparquet.internal.schema.reference;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Draws by knots of a quantile function. The knots of the two tails are numbered from the outer end
 * inwards: 0 is the end itself, then come {@code x = 2^-32 * (1 + j / 16)} and so on, up to x = 1.
 */
final class ContinuousLaw {
  private static final int TAIL = 32 * 16 + 1;

  private final Quantiles quantiles;

  /** Whether values are whole numbers of units. */
  private final boolean hasUnits;

  /** Bits after the point of knots in units. */
  private final int bits;

  private final Knot[] inner = new Knot[4097];
  private final Knot[] lower = new Knot[TAIL + 1];
  private final Knot[] upper = new Knot[TAIL + 1];
  private Knot last;

  /** One of both, in units times 2^bits or in values. */
  private record Knot(BigInteger units, double value) {}

  ContinuousLaw(Quantiles quantiles, boolean hasUnits) {
    this.quantiles = quantiles;
    this.hasUnits = hasUnits;
    BigInteger limit = BigInteger.ONE.shiftLeft(40);
    this.bits = hasUnits && quantiles.range().toBigIntegerExact().compareTo(limit) < 0 ? 16 : 0;
    fill();
  }

  /** In ascending order, since none is below the one before. */
  private void fill() {
    last = new Knot(BigInteger.ZERO, quantiles.least().doubleValue());
    inner[0] = last;
    lower[0] = last;
    for (int i = 1; i < TAIL; i++) {
      lower[i] = next(x(i) / 4096);
    }
    for (int i = 1; i < 4096; i++) {
      inner[i] = next(i / 4096.0);
    }
    lower[TAIL] = inner[1];
    upper[TAIL] = inner[4095];
    for (int i = TAIL - 1; i > 0; i--) {
      upper[i] = next(1 - x(i) / 4096);
    }
    inner[4096] = greatest();
    upper[0] = inner[4096];
  }

  private static double x(int knot) {
    int k = 31 - (knot - 1) / 16;
    int j = (knot - 1) % 16;
    return Math.scalb(1 + j / 16.0, -(k + 1));
  }

  private Knot greatest() {
    BigDecimal most = quantiles.least().add(quantiles.range());
    return hasUnits
        ? new Knot(quantiles.range().toBigIntegerExact().shiftLeft(bits), 0)
        : new Knot(null, most.doubleValue());
  }

  private Knot next(double p) {
    double q = quantiles.q().applyAsDouble(p);
    Knot most = greatest();
    if (hasUnits) {
      double scaled = StrictMath.floor(Math.scalb(q, bits) + 0.5);
      BigInteger units =
          Double.isInfinite(scaled) ? most.units() : new BigDecimal(scaled).toBigIntegerExact();
      last = new Knot(units.min(most.units()).max(last.units()), 0);
    } else {
      double value = quantiles.least().doubleValue() + q;
      last = new Knot(null, Math.max(Math.min(value, most.value()), last.value()));
    }
    return last;
  }

  /** Where between two knots: {@code t} of 2^32. */
  private record Between(Knot from, Knot to, long t) {}

  private Between between(long u) {
    int i = (int) (u >>> 52);
    long f = u & ((1L << 52) - 1);
    if (i > 0 && i < 4095) {
      return new Between(inner[i], inner[i + 1], f >>> 20);
    }
    Knot[] tail = i == 0 ? lower : upper;
    long g = i == 0 ? f : (1L << 52) - 1 - f;
    int k = 51 - (63 - Long.numberOfLeadingZeros(g));
    if (g == 0 || k >= 32) {
      return new Between(tail[0], tail[1], (g & 0xFFFFF) << 12);
    }
    int e = 47 - k;
    int knot = 1 + (31 - k) * 16 + (int) (g >>> e) - 16;
    long rest = g & ((1L << e) - 1);
    return new Between(tail[knot], tail[knot + 1], e >= 32 ? rest >>> (e - 32) : rest << (32 - e));
  }

  BigInteger units(long u) {
    Between between = between(u);
    BigInteger from = between.from().units();
    BigInteger step = between.to().units().subtract(from);
    BigInteger scaled = from.add(step.multiply(BigInteger.valueOf(between.t())).shiftRight(32));
    BigInteger units =
        bits == 0 ? scaled : scaled.add(BigInteger.ONE.shiftLeft(bits - 1)).shiftRight(bits);
    return quantiles.least().toBigIntegerExact().add(units);
  }

  double value(long u) {
    Between between = between(u);
    double t = between.t() * 0x1p-32;
    return between.from().value() * (1 - t) + between.to().value() * t;
  }
}
