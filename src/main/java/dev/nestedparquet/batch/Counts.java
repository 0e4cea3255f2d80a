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
 *
 * <p>Beside these numbers there can be a {@link Truth}, which tells of each column.
 */
public final class Counts {
  public static final String ROWS = "rows";
  public static final String SMALLEST = "smallest";
  public static final String LARGEST = "largest";

  private static final String[] ONLY_ROWS = {ROWS};

  public static final Counts NONE = new Counts(new String[0], new long[0], Truth.NONE);

  /** Shared by all counts of the same names, to save memory: a run keeps counts of every file. */
  private final String[] names;

  private final long[] values;
  private final Truth truth;

  private Counts(String[] names, long[] values, Truth truth) {
    this.names = names;
    this.values = values;
    this.truth = truth;
  }

  /** Counts by name. The manifest keeps the map's order. */
  public static Counts of(Map<String, Long> values) {
    return new Counts(
        values.keySet().toArray(String[]::new),
        values.values().stream().mapToLong(Long::longValue).toArray(),
        Truth.NONE);
  }

  /** Counts that tell no more than the number of rows. */
  public static Counts ofRows(long rows) {
    return new Counts(ONLY_ROWS, new long[] {rows}, Truth.NONE);
  }

  /** The same numbers, and what is true of the columns. */
  public Counts with(Truth ofColumns) {
    return new Counts(names, values, ofColumns);
  }

  /** What is true of the columns; {@link Truth#NONE} if it isn't known. */
  public Truth truth() {
    return truth;
  }

  /**
   * Adds counts of other rows.
   *
   * @throws ArithmeticException if a number is beyond 64 bits then
   * @throws IllegalArgumentException if a column has another type there
   */
  public Counts plus(Counts other) {
    Truth both = truth.plus(other.truth);
    if (names.length == 0) {
      return other.with(both);
    }
    if (Arrays.equals(names, other.names)) {
      long[] sum = new long[values.length];
      for (int i = 0; i < sum.length; i++) {
        sum[i] = merge(names[i], values[i], other.values[i]);
      }
      return new Counts(names, sum, both);
    }
    Map<String, Long> sum = new LinkedHashMap<>(asMap());
    other.asMap().forEach((name, value) -> sum.merge(name, value, (a, b) -> merge(name, a, b)));
    return of(sum).with(both);
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

  /**
   * Tells whether the same names have the same numbers, in any order, and columns the same truth.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Counts that && asMap().equals(that.asMap()) && truth.equals(that.truth);
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
