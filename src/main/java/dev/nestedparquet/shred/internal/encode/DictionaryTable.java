package dev.nestedparquet.shred.internal.encode;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.values.DenseValues;
import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The distinct values of a column chunk in the order of their first appearance, as its dictionary
 * page has them: a hash table with open addressing over the page's bytes.
 */
public final class DictionaryTable implements AutoCloseable {
  private static final int LEAST_SLOTS = 64;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final int width;
  private final GrowableBuffer page;

  /**
   * Slots of the hash table: 1 + id of a value, or 0 if the slot is free. Their number is a power
   * of two; at most half are taken.
   */
  private int[] slots = new int[LEAST_SLOTS];

  private int[] hashes = new int[LEAST_SLOTS / 2];

  /**
   * Offset of each value's bytes in the page, by id; behind their length if values are of variable
   * length.
   */
  private int[] offsets = new int[LEAST_SLOTS / 2];

  private int size;

  /** An empty dictionary of values of this width, or {@link DenseValues#VARIABLE}. */
  DictionaryTable(int width, BufferAllocator allocator) {
    this.width = width;
    page = new GrowableBuffer(allocator);
  }

  public int size() {
    return size;
  }

  /** The body of the dictionary page: the values, PLAIN. The buffer stays the table's. */
  public GrowableBuffer page() {
    return page;
  }

  /** Returns the id of a value, and adds the value if it is new. The value is copied. */
  int idOf(long address, int length) {
    int hash = hash(address, length);
    int mask = slots.length - 1;
    int slot = hash & mask;
    for (int entry; (entry = slots[slot]) != 0; slot = (slot + 1) & mask) {
      int id = entry - 1;
      if (hashes[id] == hash && isEqual(id, address, length)) {
        return id;
      }
    }
    return add(slot, hash, address, length);
  }

  private boolean isEqual(int id, long address, int length) {
    long at = page.address() + offsets[id];
    if (width == DenseValues.VARIABLE && getInt(at - Integer.BYTES) != length) {
      return false;
    }
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      if (getLong(at + i) != getLong(address + i)) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (getByte(at + i) != getByte(address + i)) {
        return false;
      }
    }
    return true;
  }

  private int add(int slot, int hash, long address, int length) {
    if (size == hashes.length) {
      grow();
      return idOf(address, length);
    }
    int id = size++;
    slots[slot] = id + 1;
    hashes[id] = hash;
    if (width == DenseValues.VARIABLE) {
      long at = page.reserve(Integer.BYTES);
      putInt(at, length);
      page.endAt(at + Integer.BYTES);
    }
    if (page.size() > Integer.MAX_VALUE) {
      throw new PageTooLargeException(page.size(), Integer.MAX_VALUE);
    }
    offsets[id] = (int) page.size();
    page.append(address, length);
    return id;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    hashes = Arrays.copyOf(hashes, slots.length / 2);
    offsets = Arrays.copyOf(offsets, slots.length / 2);
    int mask = slots.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = hashes[id] & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = id + 1;
    }
  }

  static int hash(long address, int length) {
    long hash = length * MIX;
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      hash = mix(hash ^ getLong(address + i));
    }
    long tail = 0;
    for (; i < length; i++) {
      tail = tail << Byte.SIZE | (getByte(address + i) & 0xFF);
    }
    hash = mix(hash ^ tail);
    return (int) (hash >>> 32);
  }

  private static long mix(long hash) {
    long product = hash * MIX;
    return product ^ product >>> 29;
  }

  /** Address of a value, valid until another one is added. */
  long addressOf(int id) {
    return page.address() + offsets[id];
  }

  int lengthOf(int id) {
    return width == DenseValues.VARIABLE ? getInt(addressOf(id) - Integer.BYTES) : width;
  }

  /** Forgets the values, and keeps the memory. */
  void clear() {
    Arrays.fill(slots, 0);
    size = 0;
    page.clear();
  }

  /** Bytes by which the page grows at most with values that are all new. */
  long growthBytes(long bytes) {
    return page.growthBytes(page.size() + bytes);
  }

  @Override
  public void close() {
    page.close();
  }
}
