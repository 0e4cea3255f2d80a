package dev.nestedparquet.batch;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ground truth about rows, as named numbers that merge: over batches, files and parts of a run.
 *
 * <p>A name is a path ({@code phoneTypes/Mobile}); each level becomes an object in the manifest.
 * Numbers add up, except that those whose name ends in {@value #SMALLEST} or {@value #LARGEST} keep
 * the least or the greatest; a number that is absent is no rows' worth. Immutable.
 */
public final class Counts {
  public static final String ROWS = "rows";
  public static final String SMALLEST = "smallest";
  public static final String LARGEST = "largest";

  public static final Counts NONE = new Counts(new String[0], new long[0]);

  /** Shared by all counts of the same names: a run keeps counts of every file. */
  private final String[] names;

  private final long[] values;

  private Counts(String[] names, long[] values) {
    this.names = names;
    this.values = values;
  }

  /** Counts in the map's order, which the manifest keeps. */
  public static Counts of(Map<String, Long> values) {
    return new Counts(
        values.keySet().toArray(String[]::new),
        values.values().stream().mapToLong(Long::longValue).toArray());
  }

  /** What is true of any rows: how many there are. */
  public static Counts ofRows(long rows) {
    return of(Map.of(ROWS, rows));
  }

  public Counts plus(Counts other) {
    if (names.length == 0) {
      return other;
    }
    if (Arrays.equals(names, other.names)) {
      long[] sum = new long[values.length];
      for (int i = 0; i < sum.length; i++) {
        sum[i] = merge(names[i], values[i], other.values[i]);
      }
      return new Counts(names, sum);
    }
    Map<String, Long> sum = new LinkedHashMap<>(asMap());
    other.asMap().forEach((name, value) -> sum.merge(name, value, (a, b) -> merge(name, a, b)));
    return of(sum);
  }

  private static long merge(String name, long a, long b) {
    if (name.endsWith(SMALLEST)) {
      return Math.min(a, b);
    }
    return name.endsWith(LARGEST) ? Math.max(a, b) : Math.addExact(a, b);
  }

  /** The number by this name, or 0. */
  public long get(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return values[i];
      }
    }
    return 0;
  }

  /** The numbers by name, in their order. */
  public Map<String, Long> asMap() {
    Map<String, Long> map = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      map.put(names[i], values[i]);
    }
    return Collections.unmodifiableMap(map);
  }

  /** Whether the same names have the same numbers, in whatever order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Counts that && asMap().equals(that.asMap());
  }

  @Override
  public int hashCode() {
    return asMap().hashCode();
  }

  @Override
  public String toString() {
    return asMap().toString();
  }
}
