package dev.nestedparquet.internal.preset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Counts rows by the length of their list: for each length, or for each order of magnitude. */
final class ListLengths {
  private final List<String> labels;
  private final IntUnaryOperator labelOf;
  private final long[] rows;

  private ListLengths(List<String> labels, IntUnaryOperator labelOf) {
    this.labels = labels;
    this.labelOf = labelOf;
    rows = new long[labels.size()];
  }

  /** Makes counters for lengths 0 to the longest, one for each length. */
  static ListLengths upTo(int longest) {
    List<String> labels = new ArrayList<>();
    for (int length = 0; length <= longest; length++) {
      labels.add(Integer.toString(length));
    }
    return new ListLengths(labels, length -> length);
  }

  /**
   * Makes counters for lengths 0, 1 to 9, 10 to 99, and so on, and one for the longest, which is a
   * power of ten.
   */
  static ListLengths byMagnitude(int longest) {
    List<String> labels = new ArrayList<>(List.of("0"));
    for (int from = 1; from < longest; from *= 10) {
      labels.add(from + "-" + (10 * from - 1));
    }
    labels.add(Integer.toString(longest));
    return new ListLengths(labels, ListLengths::decimalDigits);
  }

  private static int decimalDigits(int number) {
    int digits = 0;
    for (int left = number; left > 0; left /= 10) {
      digits++;
    }
    return digits;
  }

  void add(int length) {
    rows[labelOf.applyAsInt(length)]++;
  }

  void clear() {
    Arrays.fill(rows, 0);
  }

  /** Adds a count by the name {@code phonesPerContact/LENGTH} for each length or magnitude. */
  void putInto(Map<String, Long> counts) {
    for (int i = 0; i < rows.length; i++) {
      counts.put("phonesPerContact/" + labels.get(i), rows[i]);
    }
  }
}
