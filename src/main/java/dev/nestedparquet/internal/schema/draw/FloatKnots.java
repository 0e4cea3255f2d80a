package dev.nestedparquet.internal.schema.draw;

/** A quantile function by knots, for floating point. Immutable. */
public final class FloatKnots {
  private final double[] main = new double[Knots.INTERVALS + 1];
  private final double[] lower = new double[Knots.OF_TAIL];
  private final double[] upper = new double[Knots.OF_TAIL];

  /** Makes the table of a law whose values count from {@code min}. */
  public FloatKnots(Quantile law, double min, double max) {
    double knot = min;
    lower[0] = min;
    for (int i = 1; i < Knots.OF_TAIL; i++) {
      knot = knot(min + law.at(Knots.distance(i) / Knots.INTERVALS), knot, max);
      lower[i] = knot;
    }
    main[0] = min;
    main[1] = knot;
    for (int i = 2; i < Knots.INTERVALS; i++) {
      knot = knot(min + law.at((double) i / Knots.INTERVALS), knot, max);
      main[i] = knot;
    }
    upper[Knots.OF_TAIL - 1] = knot;
    for (int i = Knots.OF_TAIL - 2; i > 0; i--) {
      knot = knot(min + law.at(1 - Knots.distance(i) / Knots.INTERVALS), knot, max);
      upper[i] = knot;
    }
    main[Knots.INTERVALS] = max;
    upper[0] = max;
  }

  private static double knot(double value, double before, double max) {
    return !(value < max) ? max : Math.max(before, value);
  }

  /** Value that a draw stands for. */
  public double value(long draw) {
    int i = Knots.interval(draw);
    if (i > 0 && i < Knots.INTERVALS - 1) {
      return between(main[i], main[i + 1], Knots.inInterval(draw));
    }
    double[] tail = i == 0 ? lower : upper;
    long distance = i == 0 ? Knots.fromLowerBound(draw) : Knots.fromUpperBound(draw);
    int knot = Knots.tailKnot(distance);
    return between(tail[knot], tail[knot + 1], Knots.afterTailKnot(distance));
  }

  private static double between(double a, double b, long part) {
    double t = part * 0x1p-32;
    return a * (1 - t) + b * t;
  }
}
