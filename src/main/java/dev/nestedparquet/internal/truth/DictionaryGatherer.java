package dev.nestedparquet.internal.truth;

import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.batch.Truth.Member;
import dev.nestedparquet.batch.TruthColumn.Kind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;

/** Gathers what is true of dictionary-encoded values: how often each index is there tells all. */
final class DictionaryGatherer extends LeafGatherer {
  private static final long LOW = 0xFFFF_FFFFL;

  private final ValueType type;
  private final Labels values;
  private final NumberReader reader;
  private final long[] block = new long[Long.SIZE];

  /** How often each index is there. */
  private final int[] counts;

  /** Indices that are there at all: a dictionary may have many more entries than a batch rows. */
  private int[] seen = new int[Long.SIZE];

  private int seenCount;
  private long address;

  DictionaryGatherer(GatheredColumn column, int index) {
    super(index, column.labels());
    type = column.values();
    values = column.labels();
    reader = NumberReader.of(column.field().getType());
    counts = new int[values.size()];
  }

  @Override
  void start(FieldVector vector) {
    address = vector.getDataBuffer().memoryAddress();
    seenCount = 0;
  }

  @Override
  void gather(int slot, int[] slots, int count) {
    long[] block = this.block;
    int[] counts = this.counts;
    reader.read(reader.at(address, slot), slots, count, block);
    if (seenCount + count > seen.length) {
      seen = Arrays.copyOf(seen, 2 * seen.length);
    }
    int[] seen = this.seen;
    int seenCount = this.seenCount;
    for (int i = 0; i < count; i++) {
      int index = (int) block[i];
      int before = counts[index];
      if (before == 0) {
        seen[seenCount++] = index;
      }
      counts[index] = before + 1;
    }
    this.seenCount = seenCount;
  }

  @Override
  void finish(Truth.Builder truth) {
    if (values.areLongs()) {
      finishLongs(truth);
    } else {
      finishBytes(truth);
    }
    for (int i = 0; i < seenCount; i++) {
      if (labels != null) {
        labels.addValue(seen[i], counts[seen[i]]);
      }
      counts[seen[i]] = 0;
    }
  }

  private void finishLongs(Truth.Builder truth) {
    long smallest = Long.MAX_VALUE;
    long largest = Long.MIN_VALUE;
    long nan = 0;
    long low = 0;
    long high = 0;
    for (int i = 0; i < seenCount; i++) {
      long order = values.orderOf(seen[i]);
      long count = counts[seen[i]];
      if (type.kind() == Kind.FLOATING
          && Double.isNaN(Double.longBitsToDouble(Order.flipped(order)))) {
        nan += count;
        continue;
      }
      smallest = Math.min(smallest, order);
      largest = Math.max(largest, order);
      long value = type.isUnsigned() ? order ^ Long.MIN_VALUE : order;
      low += (value & LOW) * count;
      high += (type.isUnsigned() ? value >>> Integer.SIZE : value >> Integer.SIZE) * count;
    }
    setExtremes(truth, smallest, largest);
    if (type.kind() == Kind.FLOATING) {
      truth.set(column, Member.NAN, nan);
    } else if (type.kind() == Kind.INTEGER) {
      Sums.set(truth, column, low, high);
    }
  }

  private void finishBytes(Truth.Builder truth) {
    int smallest = seen[0];
    int largest = seen[0];
    long bytes = 0;
    long[] parts = new long[4];
    for (int i = 0; i < seenCount; i++) {
      byte[] value = values.bytesOf(seen[i]);
      long count = counts[seen[i]];
      if (Arrays.compareUnsigned(value, values.bytesOf(smallest)) < 0) {
        smallest = seen[i];
      }
      if (Arrays.compareUnsigned(value, values.bytesOf(largest)) > 0) {
        largest = seen[i];
      }
      bytes += value.length * count;
      if (type.kind() == Kind.DECIMAL) {
        ByteBuffer units = ByteBuffer.wrap(value);
        long high = units.getLong() ^ Long.MIN_VALUE;
        long low = units.getLong();
        parts[0] += (low & LOW) * count;
        parts[1] += (low >>> Integer.SIZE) * count;
        parts[2] += (high & LOW) * count;
        parts[3] += (high >> Integer.SIZE) * count;
      }
    }
    boolean isText = type.shape() == ValueType.Shape.TEXT;
    boolean isDecimal = type.kind() == Kind.DECIMAL;
    byte[] least = values.bytesOf(smallest);
    byte[] most = values.bytesOf(largest);
    truth.setBytes(column, Member.SMALLEST, isDecimal ? least : Order.kept(least, isText));
    truth.setBytes(column, Member.LARGEST, isDecimal ? most : Order.kept(most, isText));
    if (isDecimal) {
      Sums.set(truth, column, parts);
    } else if (type.kind() == Kind.TEXT) {
      truth.set(column, Member.BYTES, bytes);
    }
  }
}
