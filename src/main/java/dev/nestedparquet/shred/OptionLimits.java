package dev.nestedparquet.shred;

import dev.nestedparquet.shred.internal.file.ArrowSchemaText;
import dev.nestedparquet.shred.internal.statistics.BloomFilter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Refuses options whose values are not allowed, whatever the columns are. */
final class OptionLimits {
  private static final int MOST_PAGE_BYTES = 1 << 30;

  private static final String OF_MOST_PAGE_BYTES = "at most 1 GiB, for pages have 2 GiB at most";

  private OptionLimits() {}

  /**
   * Refuses values that are out of their range.
   *
   * @throws IllegalArgumentException names the option, the value, and which values are allowed
   */
  static void require(ShredderOptions options) {
    atLeastOne("row group rows", options.rowGroupRows(), "");
    atLeastOne("row group bytes", options.rowGroupBytes(), " byte");
    pageSize("page bytes", options.pageBytes());
    atLeastOne("page rows", options.pageRows(), "");
    int version = options.pageVersion();
    require(version == 1 || version == 2, "page version", version, "1 or 2");
    pageSize("dictionary bytes", options.dictionaryBytes());
    double rate = options.bloomFilterFpp();
    if (!(rate >= BloomFilter.LEAST_FALSE_POSITIVES && rate < 1)) { // NaN is out of range, too.
      throw new IllegalArgumentException(
          "Bloom filter's false-positive rate: "
              + rate
              + " is not allowed; it has to be at least "
              + BloomFilter.LEAST_FALSE_POSITIVES
              + " and below 1");
    }
    if (options.metadata().containsKey(ArrowSchemaText.KEY)) {
      throw new IllegalArgumentException(
          "metadata: " + ArrowSchemaText.KEY + " is written by the option for it");
    }
  }

  private static void atLeastOne(String name, long value, String unit) {
    require(value >= 1, name, value, "at least 1" + unit);
  }

  private static void pageSize(String name, int bytes) {
    atLeastOne(name, bytes, " byte");
    require(bytes <= MOST_PAGE_BYTES, name, bytes, OF_MOST_PAGE_BYTES);
  }

  private static void require(boolean holds, String name, long value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s: %,d is not allowed; it has to be %s", name, value, allowed));
    }
  }

  /**
   * Refuses an option that is null, or a map or set that has a null.
   *
   * @throws IllegalArgumentException names the option
   */
  static void requireNoNull(String name, Object value) {
    boolean hasNull =
        value instanceof Map<?, ?> map
            ? hasNull(map.keySet()) || hasNull(map.values())
            : value instanceof Set<?> set && hasNull(set);
    if (value == null || hasNull) {
      throw new IllegalArgumentException(
          name + ": null is not allowed; leave out what is to be as by default");
    }
  }

  private static boolean hasNull(Collection<?> values) {
    return values.stream().anyMatch(Objects::isNull); // contains(null) may throw.
  }
}
