package dev.nestedparquet.batch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ground truth about rows, as named numbers that merge: over batches, files and parts of a run.
 *
 * <p>A name is a path ({@code phoneTypes/Mobile}); each level becomes an object in the manifest.
 * Numbers add up, except that those whose last part is {@value #SMALLEST} or {@value #LARGEST} keep
 * the least or the greatest; a number that is absent is no rows' worth. Immutable.
 */
public final class Counts {
  public static final String ROWS = "rows";
  public static final String SMALLEST = "smallest";
  public static final String LARGEST = "largest";

  public static final Counts NONE = new Counts(Map.of());

  private final Map<String, Long> values;

  private Counts(Map<String, Long> values) {
    this.values = values;
  }

  /** Counts in the map's order, which the manifest keeps. */
  public static Counts of(Map<String, Long> values) {
    return new Counts(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
  }

  /** What is true of any rows: how many there are. */
  public static Counts ofRows(long rows) {
    return of(Map.of(ROWS, rows));
  }

  public Counts plus(Counts other) {
    if (values.isEmpty()) {
      return other;
    }
    Map<String, Long> sum = new LinkedHashMap<>(values);
    other.values.forEach((name, value) -> sum.merge(name, value, (a, b) -> merge(name, a, b)));
    return new Counts(Collections.unmodifiableMap(sum));
  }

  private static long merge(String name, long a, long b) {
    return switch (name.substring(name.lastIndexOf('/') + 1)) {
      case SMALLEST -> Math.min(a, b);
      case LARGEST -> Math.max(a, b);
      default -> Math.addExact(a, b);
    };
  }

  /** The number by this name, or 0. */
  public long get(String name) {
    return values.getOrDefault(name, 0L);
  }

  public Map<String, Long> asMap() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Counts that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
