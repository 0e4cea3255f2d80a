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
      gatherLarge(selection, address, length);
    } else if (selection.isContiguous()) {
      gatherAll(selection.first(), count, address, length);
    } else {
      gatherListed(selection.indices(), count, address, length);
    }
    values.setVariable(address, length, count);
    values.setReadableEnd(dataEnd);
    return values;
  }

  private void gatherAll(long first, int count, long addressTarget, long lengthTarget) {
    long offset = offsets + first * Integer.BYTES;
    long data = this.data;
    long address = addressTarget;
    long length = lengthTarget;
    int start = getInt(offset);
    for (long end = length + (long) count * Integer.BYTES; length < end; length += Integer.BYTES) {
      offset += Integer.BYTES;
      int next = getInt(offset);
      putLong(address, data + start);
      putInt(length, next - start);
      address += Long.BYTES;
      start = next;
    }
  }

  private void gatherListed(long indices, int count, long addressTarget, long lengthTarget) {
    long offsets = this.offsets;
    long data = this.data;
    long index = indices;
    long address = addressTarget;
    long length = lengthTarget;
    for (long end = length + (long) count * Integer.BYTES; length < end; length += Integer.BYTES) {
      long offset = offsets + (long) getInt(index) * Integer.BYTES;
      int start = getInt(offset);
      putLong(address, data + start);
      putInt(length, getInt(offset + Integer.BYTES) - start);
      index += Integer.BYTES;
      address += Long.BYTES;
    }
  }

  private void gatherLarge(Selection selection, long addressTarget, long lengthTarget) {
    for (int i = 0; i < selection.count(); i++) {
      long offset = offsets + selection.index(i) * Long.BYTES;
      long start = getLong(offset);
      putLong(addressTarget + (long) i * Long.BYTES, data + start);
      int length = Math.toIntExact(getLong(offset + Long.BYTES) - start);
      putInt(lengthTarget + (long) i * Integer.BYTES, length);
    }
  }

  @Override
  public void close() {
    addresses.close();
    lengths.close();
  }
}
