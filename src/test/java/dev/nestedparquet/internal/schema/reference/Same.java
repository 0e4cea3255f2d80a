package dev.nestedparquet.internal.schema.reference;

/** Whether two keys of a map are the same. */
final class Same {
  private Same() {}

  /** NaN is itself, and the two zeros are one key. */
  static boolean keys(Object one, Object other) {
    if (one instanceof Number a && (one instanceof Double || one instanceof Float)) {
      double b = ((Number) other).doubleValue();
      return a.doubleValue() == b || (Double.isNaN(a.doubleValue()) && Double.isNaN(b));
    }
    return one.equals(other);
  }
}
