package dev.nestedparquet.shred.internal.encode;

import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.values.DenseValues;
import dev.nestedparquet.shred.internal.values.FixedWidthValues;
import dev.nestedparquet.shred.internal.values.GatheredLists;
import dev.nestedparquet.shred.internal.values.VariableWidthValues;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The values of an open PLAIN page, to encode them in another way.
 *
 * <p><em>Ownership:</em> borrows the page; owns the lists of addresses and lengths until {@link
 * #close}.
 */
public final class PlainValues implements AutoCloseable {
  private final GatheredLists lists;
  private final DenseValues values;

  /**
   * Looks up the addresses of the values.
   *
   * @param width bytes of each, or {@link DenseValues#VARIABLE}
   * @param count number of values in the page
   */
  PlainValues(GrowableBuffer page, int width, int count, BufferAllocator allocator) {
    lists = new GatheredLists(allocator);
    if (width != DenseValues.VARIABLE) {
      FixedWidthValues fixed = new FixedWidthValues(width);
      fixed.set(page.address(), count);
      values = fixed;
      return;
    }
    VariableWidthValues variable = new VariableWidthValues();
    values = variable;
    try {
      lists.reserve(count);
      long address = lists.addresses();
      long length = lists.lengths();
      long at = page.address();
      long sum = page.size() - (long) count * Integer.BYTES;
      for (int i = 0; i < count; i++) {
        int bytes = getInt(at);
        putLong(address + (long) i * Long.BYTES, at + Integer.BYTES);
        putInt(length + (long) i * Integer.BYTES, bytes);
        at += Integer.BYTES + bytes;
      }
      variable.set(address, length, count, sum, at);
    } catch (Throwable e) {
      close();
      throw e;
    }
  }

  /** The values, valid until {@link #close}, and until the page changes. */
  DenseValues values() {
    return values;
  }

  @Override
  public void close() {
    lists.close();
  }
}
