package dev.nestedparquet.shred;

import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/** Reads strings and byte arrays: where each begins, and how long it is. */
final class VariableWidthReader implements LeafReader {
  private final DenseValues values = new DenseValues(DenseValues.VARIABLE);
  private final GrowableBuffer addresses;
  private final GrowableBuffer lengths;
  private long offsets;
  private boolean large;
  private long data;
  private long dataEnd;

  VariableWidthReader(BufferAllocator allocator) {
    addresses = new GrowableBuffer(allocator);
    lengths = new GrowableBuffer(allocator);
  }

  @Override
  public void bind(FieldVector vector) {
    offsets = vector.getOffsetBuffer().memoryAddress();
    large = vector instanceof BaseLargeVariableWidthVector;
    ArrowBuf buffer = vector.getDataBuffer();
    data = buffer.memoryAddress();
    dataEnd = data + buffer.capacity();
  }

  @Override
  public long bytes(long first, long end) {
    return offset(end) - offset(first) + (end - first) * Integer.BYTES;
  }

  private long offset(long index) {
    return large ? getLong(offsets + index * Long.BYTES) : getInt(offsets + index * Integer.BYTES);
  }

  @Override
  public DenseValues gather(Selection selection) {
    int count = selection.count();
    addresses.clear();
    lengths.clear();
    long address = addresses.reserve((long) count * Long.BYTES);
    long length = lengths.reserve((long) count * Integer.BYTES);
    if (large) {
      for (int i = 0; i < count; i++) {
        long at = offsets + selection.index(i) * Long.BYTES;
        put(address, length, i, getLong(at), getLong(at + Long.BYTES));
      }
    } else {
      long offsets = this.offsets;
      for (int i = 0; i < count; i++) {
        long at = offsets + selection.index(i) * Integer.BYTES;
        put(address, length, i, getInt(at), getInt(at + Integer.BYTES));
      }
    }
    values.setVariable(address, length, count);
    values.setReadableEnd(dataEnd);
    return values;
  }

  private void put(long address, long length, int value, long start, long end) {
    putLong(address + (long) value * Long.BYTES, data + start);
    putInt(length + (long) value * Integer.BYTES, (int) (end - start));
  }

  @Override
  public void close() {
    addresses.close();
    lengths.close();
  }
}
