package dev.nestedparquet.shred.internal.values;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Holds where values of variable length are: off-heap lists of their addresses, 8 bytes each, and
 * of their lengths, 4 bytes each.
 *
 * <p><em>Ownership:</em> owns the lists until {@link #close}. <em>Threading:</em> one thread.
 */
public final class GatheredLists implements AutoCloseable {
  private final GrowableBuffer addresses;
  private final GrowableBuffer lengths;
  private long firstAddress;
  private long firstLength;

  public GatheredLists(BufferAllocator allocator) {
    addresses = new GrowableBuffer(allocator);
    lengths = new GrowableBuffer(allocator);
  }

  /** Empties the lists, and makes room for so many values. */
  public void reserve(int count) {
    addresses.clear();
    lengths.clear();
    firstAddress = addresses.reserve((long) count * Long.BYTES);
    firstLength = lengths.reserve((long) count * Integer.BYTES);
  }

  /** Address of the list of addresses, until {@link #reserve} is called again. */
  public long addresses() {
    return firstAddress;
  }

  /** Address of the list of lengths, until {@link #reserve} is called again. */
  public long lengths() {
    return firstLength;
  }

  /** Upper bound, in bytes, on the memory by which the lists grow for so many values. */
  long growthBytes(long values) {
    return addresses.growthBytes(values * Long.BYTES) + lengths.growthBytes(values * Integer.BYTES);
  }

  /** Releases the lists. */
  @Override
  public void close() {
    addresses.close();
    lengths.close();
  }
}
