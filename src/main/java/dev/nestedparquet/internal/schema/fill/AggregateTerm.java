package dev.nestedparquet.internal.schema.fill;

import java.math.BigInteger;
import java.util.Arrays;

/** Adds or compares what is in lists. */
final class AggregateTerm extends ReferenceTerm {
  private final String function;
  private final Fields.Many many;
  private final Term leaf;
  private final TermBlock inner = new TermBlock();
  private final Term totals;
  private int[] best = {};
  private long[] all = {};

  AggregateTerm(String function, String name, Fields.Many many) {
    super(
        function + "(" + name + ")",
        form(many.leaf().type()),
        many.leaf().type().scale(),
        most(function, of(name, many.leaf())));
    this.function = function;
    this.many = many;
    leaf = of(name, many.leaf());
    totals = new ConstantTerm.Plain(form, scale);
  }

  private static BigInteger most(String function, Term leaf) {
    return function.equals("sum") ? leaf.most.shiftLeft(Long.SIZE - 2) : leaf.most;
  }

  @Override
  void load(TermBlock block, long[] wanted) {
    inner.start(many.slots());
    int words = Values.words(many.slots().count());
    if (all.length < words) {
      all = new long[words + words / 4];
      Arrays.fill(all, -1);
    }
    leaf.eval(inner, all);
    int groups = many.common().count();
    int[] up = many.slots() == many.common() ? null : many.slots().ancestors(many.common());
    if (function.equals("sum")) {
      sum(up, groups);
    } else {
      findBest(up, groups, function.equals("max"));
    }
    seen(block, wanted);
  }

  private void sum(int[] up, int groups) {
    totals.start(groups);
    Arrays.fill(totals.valid, 0, Values.words(groups), 0);
    Arrays.fill(totals.longs, 0, groups, 0);
    long[] sums = totals.longs;
    long overflow = leaf.hasBigs ? -1 : 0;
    for (int i = 0; i < many.slots().count(); i++) {
      if (leaf.isValid(i)) {
        int group = up == null ? i : up[i];
        long before = sums[group];
        long number = leaf.longs[i];
        long after = before + number;
        overflow |= (before ^ after) & (number ^ after);
        sums[group] = after;
        totals.valid[group >>> 6] |= 1L << group;
      }
    }
    if (overflow < 0) {
      sumBig(up, groups);
    }
  }

  private void sumBig(int[] up, int groups) {
    BigInteger[] sums = new BigInteger[groups];
    Arrays.fill(sums, BigInteger.ZERO);
    for (int i = 0; i < many.slots().count(); i++) {
      if (leaf.isValid(i)) {
        int group = up == null ? i : up[i];
        sums[group] = sums[group].add(leaf.exact(i));
      }
    }
    for (int group = 0; group < groups; group++) {
      totals.set(group, sums[group], groups);
    }
  }

  private void findBest(int[] up, int groups, boolean isGreatest) {
    if (best.length < groups) {
      best = new int[Slots.roomFor(groups)];
    }
    Arrays.fill(best, 0, groups, -1);
    for (int i = 0; i < many.slots().count(); i++) {
      if (leaf.isValid(i)) {
        int group = up == null ? i : up[i];
        int side = best[group] < 0 ? 0 : LogicTerms.compare(leaf, i, leaf, best[group]);
        if (best[group] < 0 || (isGreatest ? side > 0 : side < 0)) {
          best[group] = i;
        }
      }
    }
  }

  private void seen(TermBlock block, long[] wanted) {
    int count = block.count();
    start(count, wanted);
    int[] from = block.slots() == many.common() ? null : block.slots().ancestors(many.common());
    boolean isSum = function.equals("sum");
    int used = 0;
    for (int i = 0; i < count; i++) {
      int group = from == null ? i : from[i];
      boolean isThere = isSum ? totals.isValid(group) : best[group] >= 0;
      if (!isThere) {
        setNull(i);
      } else if (isValid(i)) {
        used = copy(i, isSum ? totals : leaf, isSum ? group : best[group], used, count);
      }
    }
  }
}
