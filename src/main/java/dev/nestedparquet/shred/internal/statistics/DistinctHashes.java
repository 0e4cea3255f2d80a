package dev.nestedparquet.shred.internal.statistics;

import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A set of 64-bit hashes, off-heap: a hash table with open addressing. The number of its slots is a
 * power of two, and at most three in four are taken.
 *
 * <p><em>Ownership:</em> owns its memory until {@link #close}. <em>Threading:</em> one thread.
 */
public final class DistinctHashes implements AutoCloseable {
  private static final int LEAST_SLOTS = 512;

  /**
   * Upper bound, in bytes, on the table per hash: when it has just grown it is 3/8 full (21.3
   * bytes).
   */
  private static final long TABLE_BYTES_PER_VALUE = 22;

  /**
   * Upper bound, in bytes, on the tables per hash while the table grows: the old one is there, too
   * (10.7 bytes more).
   */
  private static final long GROWING_BYTES_PER_VALUE = 36;

  private static final long LEAST_FILTER_BYTES_PER_VALUE = 4;

  private final BufferAllocator allocator;
  private final long filterBytesPerValue;
  private final long mostBytesPerValue;
  private ArrowBuf memory;
  private long slots;
  private long count;

  /** Whether the hash 0 is in the set. It is not in the table, where 0 is a free slot. */
  private boolean hasZero;

  private boolean gaveUp;

  /**
   * An empty set, which allocates when a hash is added.
   *
   * @param falsePositives false-positive rate of the Bloom filter that is made of it
   */
  public DistinctHashes(BufferAllocator allocator, double falsePositives) {
    this.allocator = allocator;
    filterBytesPerValue = filterBytesPerValue(falsePositives);
    mostBytesPerValue = mostBytesPerValue(falsePositives);
  }

  /**
   * Upper bound, in bytes, on the memory per hash: in the growing table, or in the table and the
   * filter together.
   */
  public static long mostBytesPerValue(double falsePositives) {
    return Math.max(
        GROWING_BYTES_PER_VALUE, TABLE_BYTES_PER_VALUE + filterBytesPerValue(falsePositives));
  }

  private static long filterBytesPerValue(double falsePositives) {
    return Math.max(LEAST_FILTER_BYTES_PER_VALUE, BloomFilter.mostBytesPerValue(falsePositives));
  }

  /** Number of different hashes. */
  public long count() {
    return count + (hasZero ? 1 : 0);
  }

  /** Releases the memory, and ignores hashes until {@link #close}: no filter can be made. */
  void giveUp() {
    close();
    gaveUp = true;
  }

  void add(long hash) {
    if (gaveUp) {
      return;
    }
    if (hash == 0) {
      hasZero = true;
      return;
    }
    if (4 * (count + 1) > 3 * slots) {
      grow();
    }
    if (put(hash)) {
      count++;
    }
  }

  /** Adds a hash, and returns whether it wasn't there. */
  private boolean put(long hash) {
    long mask = slots - 1;
    long table = memory.memoryAddress();
    for (long slot = hash & mask; ; slot = (slot + 1) & mask) {
      long at = table + slot * Long.BYTES;
      long there = getLong(at);
      if (there == hash) {
        return false;
      }
      if (there == 0) {
        putLong(at, hash);
        return true;
      }
    }
  }

  private void grow() {
    ArrowBuf old = memory;
    long oldSlots = slots;
    long newSlots = Math.max(LEAST_SLOTS, 2 * oldSlots);
    memory = allocator.buffer(newSlots * Long.BYTES);
    memory.setZero(0, newSlots * Long.BYTES);
    slots = newSlots;
    for (long i = 0; i < oldSlots; i++) {
      long hash = getLong(old.memoryAddress() + i * Long.BYTES);
      if (hash != 0) {
        put(hash);
      }
    }
    if (old != null) {
      old.close();
    }
  }

  /**
   * Upper bound, in bytes, on the memory to add so many new hashes, and then to make a filter of
   * all.
   */
  public long growthBytes(long values) {
    long more = values + 1; // With one zero, the other one is added.
    boolean grows = 4 * (count + more) > 3 * slots;
    return (grows ? mostBytesPerValue : filterBytesPerValue) * (count + more);
  }

  /** Sets the bits of all hashes in a filter. */
  void addTo(BloomFilter filter) {
    if (hasZero) {
      filter.add(0);
    }
    for (long i = 0; i < slots; i++) {
      long hash = getLong(memory.memoryAddress() + i * Long.BYTES);
      if (hash != 0) {
        filter.add(hash);
      }
    }
  }

  /** Releases the memory and removes all hashes. More can be added afterwards. */
  @Override
  public void close() {
    if (memory != null) {
      memory.close();
      memory = null;
    }
    slots = 0;
    count = 0;
    hasZero = false;
    gaveUp = false;
  }
}
