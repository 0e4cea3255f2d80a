package dev.nestedparquet.internal.schema.model;

import java.util.List;

/** How many elements lists have, or how many characters texts. */
public sealed interface Lengths {
  /** The greatest; element positions are counted by it. */
  long most();

  /** Runs of rows that have the same length; null if each draws its own. */
  default Runs runs() {
    return null;
  }

  /** The range {@code from} to {@code to}, whose lengths are equally likely. */
  record Range(int from, int to) {}

  /** One length for all; a list's type says it, too. */
  record Fixed(int length) implements Lengths {
    @Override
    public long most() {
      return length;
    }
  }

  /** Ranges by weights; a weight of 0 only raises the most. */
  record Weighted(List<Choice<Range>> ranges, Runs runs) implements Lengths {
    @Override
    public long most() {
      return ranges.stream().mapToLong(range -> range.value().to()).max().orElse(0);
    }
  }

  /** Lengths drawn from a source of integers, {@code most} at most. */
  record Drawn(Source source, long most, Runs runs) implements Lengths {}
}
