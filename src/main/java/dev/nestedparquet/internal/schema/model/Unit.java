package dev.nestedparquet.internal.schema.model;

/** What times, timestamps and durations are counted in. */
public enum Unit {
  S("s", 1_000_000_000),
  MS("ms", 1_000_000),
  US("us", 1_000),
  NS("ns", 1);

  private final String text;
  private final long nanos;

  Unit(String text, long nanos) {
    this.text = text;
    this.nanos = nanos;
  }

  /** Nanoseconds in one. */
  public long nanos() {
    return nanos;
  }

  /** As files have it. */
  @Override
  public String toString() {
    return text;
  }
}
