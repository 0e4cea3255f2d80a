package dev.nestedparquet.internal.schema.model;

/** What times, timestamps and durations are counted in. */
public enum Unit {
  S("s", 1_000_000_000, 0),
  MS("ms", 1_000_000, 3),
  US("us", 1_000, 6),
  NS("ns", 1, 9);

  private final String text;
  private final long nanos;
  private final int digits;

  Unit(String text, long nanos, int digits) {
    this.text = text;
    this.nanos = nanos;
    this.digits = digits;
  }

  /** Nanoseconds in one. */
  public long nanos() {
    return nanos;
  }

  /** Digits of a second, after the point, of which one is the last. */
  public int digits() {
    return digits;
  }

  /** As files have it. */
  @Override
  public String toString() {
    return text;
  }
}
