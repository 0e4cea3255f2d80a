package dev.nestedparquet.internal.schema.fill;

import java.math.BigInteger;
import java.util.Arrays;

/** Counts what is in lists. */
final class CountTerm extends ReferenceTerm {
  private static final BigInteger MOST = MOST_LONG.shiftRight(1);
  private final Fields.Many many;
  private long[] counts = {};

  CountTerm(String name, Fields.Many many) {
    super("count(" + name + ")", Form.EXACT, 0, MOST);
    this.many = many;
  }

  @Override
  void load(TermBlock block, long[] wanted) {
    int groups = many.common().count();
    if (counts.length < groups) {
      counts = new long[Slots.roomFor(groups)];
    }
    Arrays.fill(counts, 0, groups, 0);
    int[] up = many.slots() == many.common() ? null : many.slots().ancestors(many.common());
    int[] lengths = many.list() == null ? null : many.list().elements.lengths();
    Values values = many.values();
    for (int i = 0; i < many.slots().count(); i++) {
      if (values.isValid(i)) {
        counts[up == null ? i : up[i]] += lengths == null ? 1 : lengths[i];
      }
    }
    int count = block.count();
    start(count, wanted);
    int[] from = block.slots() == many.common() ? null : block.slots().ancestors(many.common());
    for (int i = 0; i < count; i++) {
      longs[i] = counts[from == null ? i : from[i]];
    }
  }
}
