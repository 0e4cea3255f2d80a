package dev.nestedparquet.shred.internal.values;

import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.shred.internal.memory.Bitmaps;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.FieldVector;

/**
 * Reads string and binary views. A view is 16 bytes, which hold a short value, or tell in which of
 * the vector's data buffers a longer value is. Layout: Arrow's columnar format, "Variable-size
 * Binary View Layout".
 */
public final class ViewReader implements LeafReader {
  private static final int VIEW_BYTES = BaseVariableWidthViewVector.ELEMENT_SIZE;
  private static final int MOST_INLINE_BYTES = BaseVariableWidthViewVector.INLINE_SIZE;

  // Offsets of the parts of a view, in bytes.
  private static final int INLINE = 4;
  private static final int BUFFER_INDEX = 8;
  private static final int OFFSET = 12;

  private final VariableWidthValues values = new VariableWidthValues();
  private final GatheredLists lists;
  private long views;
  private long[] data = {};

  /** Address of the validity bitmap; 0 if nothing is null. The view of a null may be any bytes. */
  private long validity;

  public ViewReader(BufferAllocator allocator) {
    lists = new GatheredLists(allocator);
  }

  @Override
  public void bind(FieldVector vector) {
    List<ArrowBuf> buffers = ((BaseVariableWidthViewVector) vector).getDataBuffers();
    views = vector.getDataBuffer().memoryAddress();
    data = new long[buffers.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = buffers.get(i).memoryAddress();
    }
    validity = vector.getNullCount() > 0 ? vector.getValidityBuffer().memoryAddress() : 0;
  }

  @Override
  public long bytes(long first, long end) {
    long bytes = (end - first) * Integer.BYTES;
    for (long element = first; element < end; element++) {
      bytes += lengthOf(element);
    }
    return bytes;
  }

  /**
   * Bytes of a value; 0 for a null, whatever its view says, since null entries of dictionaries are
   * gathered, too.
   */
  private int lengthOf(long element) {
    return validity == 0 || Bitmaps.isSet(validity, element)
        ? getInt(views + element * VIEW_BYTES)
        : 0;
  }

  /**
   * Gathers values without a {@link DenseValues#readableEnd}: they are in several buffers, so none
   * may be read beyond its end.
   */
  @Override
  public DenseValues gather(Selection selection) {
    int count = selection.count();
    lists.reserve(count);
    long address = lists.addresses();
    long length = lists.lengths();
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      long view = views + selection.index(i) * VIEW_BYTES;
      int bytesHere = lengthOf(selection.index(i));
      long from =
          bytesHere <= MOST_INLINE_BYTES
              ? view + INLINE
              : data[getInt(view + BUFFER_INDEX)] + getInt(view + OFFSET);
      putLong(address + (long) i * Long.BYTES, from);
      putInt(length + (long) i * Integer.BYTES, bytesHere);
      bytes += bytesHere;
    }
    values.set(address, length, count, bytes, /* readableEnd= */ 0);
    return values;
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
