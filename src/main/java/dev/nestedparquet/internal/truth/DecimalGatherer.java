package dev.nestedparquet.internal.truth;

import static org.apache.arrow.memory.util.MemoryUtil.getLong;

import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.batch.Truth.Member;
import org.apache.arrow.vector.FieldVector;

/** Gathers what is true of decimals of 128 bits. */
final class DecimalGatherer extends LeafGatherer {
  private static final int WIDTH = 16;
  private static final long LOW = 0xFFFF_FFFFL;

  private final long[] parts = new long[4];
  private long address;
  private long smallestHigh;
  private long smallestLow;
  private long largestHigh;
  private long largestLow;

  DecimalGatherer(int column, Labels labels) {
    super(column, labels);
  }

  @Override
  void start(FieldVector vector) {
    address = vector.getDataBuffer().memoryAddress();
    smallestHigh = Long.MAX_VALUE;
    smallestLow = -1;
    largestHigh = Long.MIN_VALUE;
    largestLow = 0;
    java.util.Arrays.fill(parts, 0);
  }

  @Override
  void gather(int slot, int[] slots, int count) {
    long first = address + (long) slot * WIDTH;
    long sum0 = 0;
    long sum1 = 0;
    long sum2 = 0;
    long sum3 = 0;
    for (int i = 0; i < count; i++) {
      long at = first + (long) slots[i] * WIDTH;
      long low = getLong(at);
      long high = getLong(at + Long.BYTES);
      sum0 += low & LOW;
      sum1 += low >>> Integer.SIZE;
      sum2 += high & LOW;
      sum3 += high >> Integer.SIZE;
      if (high <= smallestHigh
          && (high < smallestHigh || Long.compareUnsigned(low, smallestLow) < 0)) {
        smallestHigh = high;
        smallestLow = low;
      }
      if (high >= largestHigh
          && (high > largestHigh || Long.compareUnsigned(low, largestLow) > 0)) {
        largestHigh = high;
        largestLow = low;
      }
      if (labels != null) {
        labels.addDecimal(high, low);
      }
    }
    parts[0] += sum0;
    parts[1] += sum1;
    parts[2] += sum2;
    parts[3] += sum3;
  }

  @Override
  void finish(Truth.Builder truth) {
    truth.setBytes(column, Member.SMALLEST, Order.bytesOf(smallestHigh, smallestLow));
    truth.setBytes(column, Member.LARGEST, Order.bytesOf(largestHigh, largestLow));
    Sums.set(truth, column, parts);
  }
}
