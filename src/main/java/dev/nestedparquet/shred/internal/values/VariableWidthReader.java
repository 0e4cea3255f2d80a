package dev.nestedparquet.shred.internal.values;

import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import java.util.Locale;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/** Reads strings and byte arrays, as the address and the length of each. */
public final class VariableWidthReader implements LeafReader {
  private final VariableWidthValues values = new VariableWidthValues();
  private final GatheredLists lists;
  private long offsets;
  private boolean large;
  private long data;
  private long dataEnd;

  /**
   * Whether each of the values gathered last begins where the one before it ends. If elements are
   * listed, that has to be compared: list views and runs may have them in any order, and nulls may
   * have bytes.
   */
  private boolean contiguous;

  public VariableWidthReader(BufferAllocator allocator) {
    lists = new GatheredLists(allocator);
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
    if (first == end) {
      return 0; // A vector without values need not have any offsets, not even the first.
    }
    return offset(end) - offset(first) + (end - first) * Integer.BYTES;
  }

  private long offset(long index) {
    return large ? getLong(offsets + index * Long.BYTES) : getInt(offsets + index * Integer.BYTES);
  }

  @Override
  public void requireStorable(Selection selection) {
    for (int i = 0; large && i < selection.count(); i++) {
      long element = selection.index(i);
      long length = offset(element + 1) - offset(element);
      if (length > Integer.MAX_VALUE) {
        throw new RefusedValueException(
            element,
            String.format(
                Locale.ROOT,
                "a value of %,d bytes is too large; %,d are allowed",
                length,
                Integer.MAX_VALUE));
      }
    }
  }

  @Override
  public DenseValues gather(Selection selection) {
    int count = selection.count();
    lists.reserve(count);
    long address = lists.addresses();
    long length = lists.lengths();
    long bytes;
    if (large) {
      bytes = gatherLarge(selection, address, length);
    } else if (selection.isContiguous() && count > 0) {
      bytes = gatherAll(selection.first(), count, address, length);
    } else {
      bytes = gatherListed(selection.indices(), count, address, length);
    }
    values.set(address, length, count, bytes, dataEnd);
    if (contiguous && count > 0) {
      values.setContiguous();
    }
    return values;
  }

  private long gatherAll(long first, int count, long addressTarget, long lengthTarget) {
    long offset = offsets + first * Integer.BYTES;
    long data = this.data;
    long address = addressTarget;
    long length = lengthTarget;
    int begin = getInt(offset);
    int start = begin;
    for (long end = length + (long) count * Integer.BYTES; length < end; length += Integer.BYTES) {
      offset += Integer.BYTES;
      int next = getInt(offset);
      putLong(address, data + start);
      putInt(length, next - start);
      address += Long.BYTES;
      start = next;
    }
    contiguous = true; // Neighbours share an offset.
    return start - (long) begin;
  }

  private long gatherListed(long indices, int count, long addressTarget, long lengthTarget) {
    long offsets = this.offsets;
    long data = this.data;
    long index = indices;
    long address = addressTarget;
    long length = lengthTarget;
    long bytes = 0;
    int gaps = 0;
    int previousEnd = count == 0 ? 0 : getInt(offsets + (long) getInt(index) * Integer.BYTES);
    for (long end = length + (long) count * Integer.BYTES; length < end; length += Integer.BYTES) {
      long offset = offsets + (long) getInt(index) * Integer.BYTES;
      int start = getInt(offset);
      gaps |= start ^ previousEnd;
      previousEnd = getInt(offset + Integer.BYTES);
      putLong(address, data + start);
      int bytesHere = previousEnd - start;
      putInt(length, bytesHere);
      bytes += bytesHere;
      index += Integer.BYTES;
      address += Long.BYTES;
    }
    contiguous = gaps == 0;
    return bytes;
  }

  private long gatherLarge(Selection selection, long addressTarget, long lengthTarget) {
    long bytes = 0;
    long gaps = 0;
    int count = selection.count();
    long previousEnd = count == 0 ? 0 : getLong(offsets + selection.index(0) * Long.BYTES);
    for (int i = 0; i < count; i++) {
      long offset = offsets + selection.index(i) * Long.BYTES;
      long start = getLong(offset);
      gaps |= start ^ previousEnd;
      previousEnd = getLong(offset + Long.BYTES);
      putLong(addressTarget + (long) i * Long.BYTES, data + start);
      int length = (int) (previousEnd - start);
      putInt(lengthTarget + (long) i * Integer.BYTES, length);
      bytes += length;
    }
    contiguous = gaps == 0;
    return bytes;
  }

  @Override
  public long growthBytes(long values) {
    return lists.growthBytes(values);
  }

  @Override
  public void close() {
    lists.close();
  }
}
