package dev.nestedparquet.internal.schema.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Characters to choose from, as ranges of code points. */
public record Alphabet(List<Range> ranges) {
  /** From {@code first} to {@code last}, both included. */
  public record Range(int first, int last) {}

  /** The characters of ranges, each once, in the order of code points. */
  public static Alphabet of(Collection<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingInt(Range::first).thenComparingInt(Range::last));
    List<Range> merged = new ArrayList<>();
    for (Range range : sorted) {
      Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && range.first() <= last.last() + 1) {
        int end = Math.max(last.last(), range.last());
        merged.set(merged.size() - 1, new Range(last.first(), end));
      } else {
        merged.add(range);
      }
    }
    return new Alphabet(List.copyOf(merged));
  }

  /** How many characters there are. */
  public int size() {
    return ranges.stream().mapToInt(range -> range.last() - range.first() + 1).sum();
  }
}
