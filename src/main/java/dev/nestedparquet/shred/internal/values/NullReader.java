package dev.nestedparquet.shred.internal.values;

import static org.apache.arrow.memory.util.MemoryUtil.putInt;

import dev.nestedparquet.shred.internal.memory.Bitmaps;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Reads vectors of the Null type, which have no buffers: each element is null. */
public final class NullReader implements LeafReader {
  private final FixedWidthValues values = new FixedWidthValues(Integer.BYTES);
  private final GrowableBuffer zeros;
  private final GrowableBuffer validity;

  public NullReader(BufferAllocator allocator) {
    zeros = new GrowableBuffer(allocator);
    validity = new GrowableBuffer(allocator);
  }

  @Override
  public void bind(FieldVector vector) {
    long words = (vector.getValueCount() + 63L) / 64;
    validity.clear();
    Bitmaps.clear(validity.reserve(words * Long.BYTES), words);
  }

  @Override
  public long validity() {
    return validity.address();
  }

  /**
   * Gathers zeros. Only a dictionary of this type has values to gather: its entries are counted,
   * and never written.
   */
  @Override
  public DenseValues gather(Selection selection) {
    zeros.clear();
    long target = zeros.reserve((long) selection.count() * Integer.BYTES);
    for (int i = 0; i < selection.count(); i++) {
      putInt(target + (long) i * Integer.BYTES, 0);
    }
    values.set(target, selection.count());
    return values;
  }

  @Override
  public long bytes(long first, long end) {
    return (end - first) * Integer.BYTES;
  }

  @Override
  public long growthBytes(long values) {
    return zeros.growthBytes(values * Integer.BYTES);
  }

  @Override
  public void close() {
    zeros.close();
    validity.close();
  }
}
