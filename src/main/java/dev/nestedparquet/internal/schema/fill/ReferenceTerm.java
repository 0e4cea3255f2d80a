package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.Type;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.util.MemoryUtil;

/** Values that a name refers to. */
abstract class ReferenceTerm extends Term {
  private static final long SIGN = 1L << 63;

  /** As the expression has it. */
  final String name;

  private long lastBlock;
  private long[] lastWanted = {};

  ReferenceTerm(String name, Form form, int scale, BigInteger most) {
    super(form, scale, most);
    this.name = name;
  }

  @Override
  final void eval(TermBlock block, long[] wanted) {
    int words = Values.words(block.count());
    if (lastWanted.length < words) {
      lastWanted = new long[words + words / 4];
    }
    System.arraycopy(wanted, 0, lastWanted, 0, words);
    lastBlock = block.number();
    hasBigs = false;
    load(block, wanted);
  }

  abstract void load(TermBlock block, long[] wanted);

  /** Whether the value of a slot was needed in a block. */
  final boolean wasWanted(TermBlock block, int slot) {
    return lastBlock == block.number() && ((lastWanted[slot >>> 6] >>> slot) & 1) != 0;
  }

  /** Numbers of rows or slots. */
  static ReferenceTerm numbers(String name, boolean isRow, long most) {
    return new ReferenceTerm(name, Form.EXACT, 0, BigInteger.valueOf(most)) {
      @Override
      void load(TermBlock block, long[] wanted) {
        setValid(wanted, block.count());
        longs = isRow ? block.slots().rows() : block.slots().numbers();
      }
    };
  }

  final void setValid(long[] wanted, int count) {
    needValid(count);
    System.arraycopy(wanted, 0, valid, 0, Values.words(count));
  }

  /** Values of a field or a key. */
  static ReferenceTerm of(String name, Fields.Operand operand) {
    Type type = operand.type();
    Form form = form(type);
    BigInteger most = BigInteger.ONE;
    if (form == Form.EXACT) {
      most = type.greatest().max(type.least().negate());
    } else if (form == Form.TEXT) {
      most = BigInteger.valueOf(operand.bytes().most());
    }
    return operand.labels() == null
        ? new Stored(name, form, most, operand)
        : new Labelled(name, form, most, operand);
  }

  /** What values of a type are in expressions. */
  static Form form(Type type) {
    if (type instanceof Type.Bool) {
      return Form.BOOL;
    } else if (type instanceof Type.Floating) {
      return Form.FLOATING;
    }
    return Literals.isText(type) ? Form.TEXT : Form.EXACT;
  }

  /** Values as they are stored: those of the same slots are not copied. */
  private static final class Stored extends ReferenceTerm {
    private final Fields.Operand operand;
    private final boolean isUnsigned;
    private final boolean isWide;
    private long[] ownLongs = {};
    private double[] ownDoubles = {};

    Stored(String name, Form form, BigInteger most, Fields.Operand operand) {
      super(name, form, operand.type().scale(), most);
      this.operand = operand;
      isUnsigned =
          operand.type() instanceof Type.Int number
              && !number.signed()
              && number.bits() == Long.SIZE;
      isWide = Literals.isWide(operand.type());
    }

    @Override
    void load(TermBlock block, long[] wanted) {
      int count = block.count();
      int[] from = operand.indices(block.slots());
      Values values = operand.values();
      setValid(wanted, count);
      if (from == null) {
        for (int i = 0; i < Values.words(count); i++) {
          valid[i] &= values.valid[i];
        }
      } else {
        for (int i = 0; i < count; i++) {
          if (!values.isValid(from[i])) {
            setNull(i);
          }
        }
      }
      if (operand.failures() != null) {
        operand.failures().pass(block, this, from);
      }
      switch (form) {
        case FLOATING -> loadDoubles(values.doubles, from, count);
        case TEXT -> loadTexts(values, from, count);
        default -> loadLongs(values, from, count);
      }
    }

    private void loadLongs(Values values, int[] from, int count) {
      if (from == null) {
        longs = values.longs;
      } else {
        if (ownLongs.length < count) {
          ownLongs = new long[Slots.roomFor(count)];
        }
        for (int i = 0; i < count; i++) {
          ownLongs[i] = values.longs[from[i]];
        }
        longs = ownLongs;
      }
      if (isUnsigned || (isWide && values.highs.length > 0)) {
        for (int i = 0; i < count; i++) {
          long high = isUnsigned ? 0 : values.highs[from == null ? i : from[i]];
          if (high != longs[i] >> 63 && isValid(i)) {
            needBigs(count);
            BigInteger low = BigInteger.valueOf(longs[i] & ~SIGN);
            bigs[i] =
                BigInteger.valueOf(high)
                    .shiftLeft(Long.SIZE)
                    .add(longs[i] < 0 ? low.setBit(Long.SIZE - 1) : low);
          }
        }
      }
    }

    private void loadDoubles(double[] values, int[] from, int count) {
      if (from == null) {
        doubles = values;
        return;
      }
      if (ownDoubles.length < count) {
        ownDoubles = new double[Slots.roomFor(count)];
      }
      for (int i = 0; i < count; i++) {
        ownDoubles[i] = values[from[i]];
      }
      doubles = ownDoubles;
    }

    private void loadTexts(Values values, int[] from, int count) {
      startTexts(count);
      int there = operand.slots().count();
      int bytes = there == 0 ? 0 : values.ends[there - 1] - values.base;
      if (text.length < bytes) {
        text = new byte[Math.addExact(bytes, bytes / 4)];
      }
      if (bytes > 0) {
        MemoryUtil.copyFromMemory(values.text.reserve(0) + values.base, text, 0, bytes);
      }
      for (int i = 0; i < count; i++) {
        int slot = from == null ? i : from[i];
        starts[i] = slot == 0 ? 0 : values.ends[slot - 1] - values.base;
        ends[i] = values.ends[slot] - values.base;
      }
    }

    private void startTexts(int count) {
      if (starts.length < count) {
        starts = new int[Slots.roomFor(count)];
        ends = new int[Slots.roomFor(count)];
      }
    }
  }

  /** Values that are stored as numbers of labels. */
  private static final class Labelled extends ReferenceTerm {
    private final Fields.Operand operand;
    private final Term labels;

    Labelled(String name, Form form, BigInteger most, Fields.Operand operand) {
      super(name, form, operand.type().scale(), most);
      this.operand = operand;
      labels = table(operand, form);
      text = labels.text;
    }

    private static Term table(Fields.Operand operand, Form form) {
      Term table = new ConstantTerm.Plain(form, operand.type().scale());
      int number = operand.labels().size();
      table.start(number);
      int used = 0;
      for (int i = 0; i < number; i++) {
        if (form == Form.TEXT) {
          byte[] bytes = Literals.bytes(operand.labels().get(i));
          table.needText(used, bytes.length);
          System.arraycopy(bytes, 0, table.text, used, bytes.length);
          table.starts[i] = used;
          used += bytes.length;
          table.ends[i] = used;
        } else if (form == Form.FLOATING) {
          Type.Floating type = (Type.Floating) operand.type();
          table.doubles[i] = Literals.number(operand.labels().get(i), type);
        } else {
          table.set(i, Literals.units(operand.labels().get(i)), number);
        }
      }
      return table;
    }

    @Override
    void load(TermBlock block, long[] wanted) {
      int count = block.count();
      int[] from = operand.indices(block.slots());
      Values values = operand.values();
      start(count, wanted);
      for (int i = 0; i < count; i++) {
        int slot = from == null ? i : from[i];
        if (!isValid(i)) {
          continue;
        } else if (!values.isValid(slot)) {
          setNull(i);
          continue;
        }
        int number = (int) values.longs[slot];
        switch (form) {
          case FLOATING -> doubles[i] = labels.doubles[number];
          case TEXT -> {
            starts[i] = labels.starts[number];
            ends[i] = labels.ends[number];
          }
          default -> {
            longs[i] = labels.longs[number];
            if (labels.isBig(number)) {
              needBigs(count);
              bigs[i] = labels.bigs[number];
            }
          }
        }
      }
    }
  }

  /** Numbers, sums, least or greatest values of what is in lists. */
  static ReferenceTerm aggregate(String function, String name, Fields.Many many) {
    return function.equals("count") ? new Count(name, many) : new Aggregate(function, name, many);
  }

  /** Counts what is in lists. */
  private static final class Count extends ReferenceTerm {
    private static final BigInteger MOST = MOST_LONG.shiftRight(1);
    private final Fields.Many many;
    private long[] counts = {};

    Count(String name, Fields.Many many) {
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
      int[] lengths = many.list() == null ? null : many.list().lengths();
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

  /** Adds or compares what is in lists. */
  private static final class Aggregate extends ReferenceTerm {
    private final String function;
    private final Fields.Many many;
    private final Term leaf;
    private final TermBlock inner = new TermBlock();
    private final Term totals;
    private int[] best = {};
    private long[] all = {};

    Aggregate(String function, String name, Fields.Many many) {
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

  @Override
  List<Term> operands() {
    return List.of();
  }
}
