package dev.nestedparquet.batch;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers that are true of some rows, by name. Counts of batches add up to counts of a file, and
 * counts of files to those of a data set. Immutable.
 *
 * <p>A name is a path, such as {@code phoneTypes/Mobile}; each level of it becomes an object in the
 * manifest. A number whose name ends in {@value #SMALLEST} or {@value #LARGEST} is a minimum or
 * maximum; all others are sums. A name that is absent on one side keeps the number of the other.
 */
public final class Counts {
  public static final String ROWS = "rows";
  public static final String SMALLEST = "smallest";
  public static final String LARGEST = "largest";

  public static final Counts NONE = new Counts(new String[0], new long[0]);

  /** Shared by all counts of the same names, to save memory: a run keeps counts of every file. */
  private final String[] names;

  private final long[] values;

  private Counts(String[] names, long[] values) {
    this.names = names;
    this.values = values;
  }

  /** Counts by name. The manifest keeps the map's order. */
  public static Counts of(Map<String, Long> values) {
    return new Counts(
        values.keySet().toArray(String[]::new),
        values.values().stream().mapToLong(Long::longValue).toArray());
  }

  /** Counts that tell no more than the number of rows. */
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

  /** Number by this name; 0 if there is none. */
  public long get(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return values[i];
      }
    }
    return 0;
  }

  /** Numbers by name, in their order; unmodifiable. */
  public Map<String, Long> asMap() {
    Map<String, Long> map = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      map.put(names[i], values[i]);
    }
    return Collections.unmodifiableMap(map);
  }

  /** Tells whether the same names have the same numbers, in any order. */
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
