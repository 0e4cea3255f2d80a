package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.Type;
import java.math.BigInteger;
import org.apache.arrow.memory.util.MemoryUtil;

/** Values as they are stored: those of the same slots are not copied. */
final class StoredTerm extends ReferenceTerm {
  private final Fields.Operand operand;
  private final boolean isUnsigned;
  private final boolean isWide;
  private long[] ownLongs = {};
  private double[] ownDoubles = {};

  StoredTerm(String name, Form form, BigInteger most, Fields.Operand operand) {
    super(name, form, operand.type().scale(), most);
    this.operand = operand;
    isUnsigned =
        operand.type() instanceof Type.Int number && !number.signed() && number.bits() == Long.SIZE;
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
          BigInteger low = BigInteger.valueOf(longs[i] & Long.MAX_VALUE);
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
      starts[i] = values.start(slot) - values.base;
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
