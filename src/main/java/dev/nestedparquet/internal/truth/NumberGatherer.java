package dev.nestedparquet.internal.truth;

import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.batch.Truth.Member;
import dev.nestedparquet.batch.TruthColumn.Kind;
import org.apache.arrow.vector.FieldVector;

/** Gathers what is true of integers, floating point and times. */
final class NumberGatherer extends LeafGatherer {
  private static final long LOW = 0xFFFF_FFFFL;

  private final NumberReader reader;
  private final boolean isSummed;
  private final boolean isFloating;

  /** What the numbers are combined with to compare them: the highest bit if they have no sign. */
  private final long flip;

  private final long[] block = new long[Long.SIZE];

  // Of the vector at hand.
  private long address;
  private long smallest;
  private long largest;
  private long nan;

  /** Sums of the lower and the upper halves; a vector has too few numbers for them to overflow. */
  private long low;

  private long high;

  NumberGatherer(GatheredColumn column, int index) {
    super(index, column.labels());
    reader = NumberReader.of(column.field().getType());
    isSummed = column.values().kind() == Kind.INTEGER;
    isFloating = column.values().kind() == Kind.FLOATING;
    flip = column.values().isUnsigned() ? Long.MIN_VALUE : 0;
  }

  @Override
  void start(FieldVector vector) {
    address = vector.getDataBuffer().memoryAddress();
    smallest = Long.MAX_VALUE;
    largest = Long.MIN_VALUE;
    nan = 0;
    low = 0;
    high = 0;
  }

  @Override
  void gather(int slot, int[] slots, int valid) {
    long[] block = this.block;
    int count = valid;
    reader.read(reader.at(address, slot), slots, count, block);
    if (isSummed) {
      add(block, count);
    }
    if (isFloating) {
      count = order(block, count);
    } else if (flip != 0) {
      for (int i = 0; i < count; i++) {
        block[i] ^= flip;
      }
    }
    long least = smallest;
    long most = largest;
    for (int i = 0; i < count; i++) {
      long value = block[i];
      if (value < least) {
        least = value;
      }
      if (value > most) {
        most = value;
      }
    }
    smallest = least;
    largest = most;
    if (labels != null) {
      labels.add(block, count);
    }
  }

  private void add(long[] block, int count) {
    long low = 0;
    long high = 0;
    for (int i = 0; i < count; i++) {
      low += block[i] & LOW;
      high += block[i] >> Integer.SIZE;
    }
    if (flip != 0) { // The highest bit is no sign.
      for (int i = 0; i < count; i++) {
        high += (block[i] >>> (Long.SIZE - 1)) << Integer.SIZE;
      }
    }
    this.low += low;
    this.high += high;
  }

  /** Turns the bits of doubles into their order, without those that are NaN. */
  private int order(long[] block, int count) {
    int numbers = 0;
    for (int i = 0; i < count; i++) {
      double value = Double.longBitsToDouble(block[i]);
      block[numbers] = Order.flipped(block[i]);
      numbers += Double.isNaN(value) ? 0 : 1;
    }
    nan += count - numbers;
    return numbers;
  }

  @Override
  void finish(Truth.Builder truth) {
    setExtremes(truth, smallest, largest);
    if (isFloating) {
      truth.set(column, Member.NAN, nan);
      if (labels != null && nan > 0) {
        labels.add(Order.of(Double.NaN), nan);
      }
    } else if (isSummed) {
      Sums.set(truth, column, low, high);
    }
  }
}
