package dev.nestedparquet.internal.truth;

import dev.nestedparquet.batch.Truth;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;

/** Gathers what is true of bools. */
final class BoolGatherer extends LeafGatherer {
  private final long[] bits = new long[1];
  private ArrowBuf data;
  private int valueCount;
  private long falses;
  private long trues;

  BoolGatherer(int column, Labels labels) {
    super(column, labels);
  }

  @Override
  void start(FieldVector vector) {
    data = vector.getDataBuffer();
    valueCount = vector.getValueCount();
    falses = 0;
    trues = 0;
  }

  @Override
  void gather(int slot, int[] slots, int count) {
    Validity.readBits(bits, data, slot, Math.min(Long.SIZE, valueCount - slot));
    int set = 0;
    for (int i = 0; i < count; i++) {
      set += (int) (bits[0] >>> slots[i]) & 1;
    }
    trues += set;
    falses += count - set;
  }

  @Override
  void finish(Truth.Builder truth) {
    setExtremes(truth, falses > 0 ? 0 : 1, trues > 0 ? 1 : 0);
    if (labels != null) {
      labels.add(0, falses);
      labels.add(1, trues);
    }
  }
}
