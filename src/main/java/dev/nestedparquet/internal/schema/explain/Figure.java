package dev.nestedparquet.internal.schema.explain;

/**
 * A number that is true of a data set.
 *
 * @param isMeasured whether it was found in the first rows, so that it is about right; else it is
 *     what the file says
 */
record Figure(double value, boolean isMeasured) {
  static final Figure NONE = declared(0);

  static Figure declared(double value) {
    return new Figure(value, false);
  }

  static Figure measured(double value) {
    return new Figure(value, true);
  }

  Figure plus(Figure other) {
    return new Figure(value + other.value, isMeasured || other.isMeasured);
  }

  Figure times(Figure other) {
    return new Figure(value * other.value, isMeasured || other.isMeasured);
  }

  Figure times(double factor) {
    return new Figure(value * factor, isMeasured);
  }

  /** What this lacks to 1. */
  Figure rest() {
    return new Figure(1 - value, isMeasured);
  }

  /** Share of this in itself and others; 0 if there is nothing. */
  Figure of(Figure others) {
    Figure all = plus(others);
    return new Figure(all.value == 0 ? 0 : value / all.value, all.isMeasured);
  }

  /** With a tilde if it was measured; a dash for nothing. */
  String share() {
    return value == 0 ? "-" : mark() + Figures.share(value);
  }

  String number() {
    return mark() + Figures.plain(value);
  }

  private String mark() {
    return isMeasured ? "~" : "";
  }
}
