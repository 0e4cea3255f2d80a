package dev.nestedparquet.internal.schema.model;

import java.util.List;

/** Characters to choose from, as ranges of code points. */
public record Alphabet(List<Range> ranges) {
  /** From {@code first} to {@code last}, both included. */
  public record Range(int first, int last) {}

  /** How many characters there are. */
  public int size() {
    return ranges.stream().mapToInt(range -> range.last() - range.first() + 1).sum();
  }
}
