package dev.nestedparquet.shred.internal.levels;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.getShort;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.shred.internal.memory.Bitmaps;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.values.ElementRanges;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Computes definition levels, a column at a time, from validity bitmaps. The Dremel paper (Melnik
 * et al., 2010) and the format's page on nested encoding define them value by value.
 *
 * <p><em>Ownership:</em> scratch memory is its own until {@link #close}. <em>Threading:</em> one
 * thread.
 */
public final class Levels implements AutoCloseable {
  // Eight levels at a time, as the bytes of a word.
  private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;

  /**
   * For each mask of the slots that are elements, among eight, a word: bit n is set in the byte of
   * the n-th element.
   */
  private static final long[] BIT_BY_RANK = new long[256];

  private static final byte[] BITS_SET = new byte[256];

  static {
    for (int mask = 0; mask < BIT_BY_RANK.length; mask++) {
      for (int slot = 0; slot < Long.BYTES; slot++) {
        if ((mask >>> slot & 1) != 0) {
          BIT_BY_RANK[mask] |= 1L << (slot * Byte.SIZE + BITS_SET[mask]++);
        }
      }
    }
  }

  private final BufferAllocator allocator;
  private final GrowableBuffer bits;
  private final GrowableBuffer presentBits;
  private boolean allPresent;

  Levels(BufferAllocator allocator) {
    this.allocator = allocator;
    bits = new GrowableBuffer(allocator);
    presentBits = new GrowableBuffer(allocator);
  }

  GrowableBuffer newBuffer() {
    return new GrowableBuffer(allocator);
  }

  ElementSpace newElementSpace(int level) {
    return new ElementSpace(level, newBuffer(), newBuffer());
  }

  /**
   * Writes the definition level of each slot at the end of a chain. Each nullable node of the chain
   * raises the level of its valid elements by one. Afterwards {@link #present} tells which elements
   * are valid in the whole chain.
   *
   * @param target address with room for a byte for each slot, and 8 more
   * @throws IllegalArgumentException if an element is null in a node that is declared not null
   */
  public void walk(ElementSpace space, ColumnNode[] chain, long target) {
    int level = space.level();
    int raise = 0;
    long source = space.definitionLevels();
    allPresent = true;
    for (ColumnNode node : chain) {
      if (node.hasNulls()) {
        align(node, space);
        if (node.nullable) {
          raise(space, source, target, level, raise);
          source = target;
          level += raise + 1;
          raise = 0;
        } else {
          requireValid(node, space);
        }
      } else if (node.nullable) {
        raise++;
      }
    }
    if (raise > 0 || source != target) {
      raiseAll(space, source, target, level, raise);
    }
  }

  /**
   * Address of the bitmap of the elements that are valid in the whole chain, from bit 0 on; 0 if
   * all are. Valid until the next {@link #walk}.
   */
  public long present() {
    return allPresent ? 0 : presentBits.address();
  }

  /**
   * Lays the validity bits of the space's ranges side by side, and ANDs them to the elements that
   * are present.
   */
  private void align(ColumnNode node, ElementSpace space) {
    int elements = space.ranges().elements();
    long words = (elements + 63L) / 64;
    bits.clear();
    long target = bits.reserve(words * Long.BYTES);
    Bitmaps.clear(target, words);
    long bit = 0;
    ElementRanges ranges = space.ranges();
    for (int range = 0; range < ranges.count(); range++) {
      long count = ranges.end(range) - ranges.start(range);
      Bitmaps.copy(node.validity(), node.validityEnd(), ranges.start(range), target, bit, count);
      bit += count;
    }
    bits.endAt(target + words * Long.BYTES);
    if (!node.nullable) {
      return;
    }
    if (allPresent) {
      presentBits.clear();
      presentBits.append(target, words * Long.BYTES);
      allPresent = false;
    } else {
      Bitmaps.and(presentBits.address(), target, words);
    }
  }

  /**
   * Checks that no element is null in a node that is declared not null. Elements below a null are
   * not looked at.
   */
  private void requireValid(ColumnNode node, ElementSpace space) {
    int elements = space.ranges().elements();
    for (int i = 0; i < elements; i++) {
      if (!Bitmaps.isSet(bits.address(), i)
          && (allPresent || Bitmaps.isSet(presentBits.address(), i))) {
        throw new IllegalArgumentException(
            "column " + node.path + " is declared not null, and has a null");
      }
    }
  }

  /** Bytes by which its memory grows at most for so many elements. */
  public long growthBytes(long elements) {
    long bytes = (elements + 63) / 64 * Long.BYTES;
    return bits.growthBytes(bytes) + presentBits.growthBytes(bytes);
  }

  /**
   * Raises the slots that have a level: by {@code always}, and by one more where the next bit is
   * set.
   */
  private void raise(ElementSpace space, long source, long target, int level, int always) {
    long bitmap = bits.address();
    int slots = space.slots();
    if (source == 0) {
      raiseRows(target, slots, level + always, bitmap);
      return;
    }
    long[] bitByRank = BIT_BY_RANK;
    byte[] bitsSet = BITS_SET;
    long entry = HIGH_BITS - space.level() * EACH_BYTE;
    long before = level * EACH_BYTE;
    long element = 0;
    for (int slot = 0; slot < slots; slot += Long.BYTES) {
      long old = getLong(source + slot);
      int isElement = RleBitPackingEncoder.packBits(((old + entry) >>> 7) & EACH_BYTE) & 0xFF;
      long bits = (getShort(bitmap + (element >>> 3)) & 0xFFFFL) >>> (element & 7);
      long valid = isNotZero(((bits & 0xFF) * EACH_BYTE) & bitByRank[isElement]);
      long raised = isZero(old ^ before);
      putLong(target + slot, old + raised * always + (raised & valid));
      element += bitsSet[isElement];
    }
  }

  /** Makes 1 of each byte that is 0, and 0 of others; all are below 128. */
  private static long isZero(long bytes) {
    return (~(bytes + LOW_BITS) >>> 7) & EACH_BYTE;
  }

  /** Makes 1 of each byte that has a bit set, and 0 of others; each has at most one. */
  private static long isNotZero(long bytes) {
    return ((bytes + LOW_BITS) >>> 7) & EACH_BYTE;
  }

  /** Raises slots that all are elements of the same level: 8 bits become 8 bytes. */
  private static void raiseRows(long target, int slots, int level, long bitmap) {
    long levels = level * EACH_BYTE;
    for (int slot = 0; slot < slots; slot += Long.BYTES) {
      long bits = (getByte(bitmap + (slot >>> 3)) & 0xFFL) * EACH_BYTE;
      putLong(target + slot, levels + isNotZero(bits & 0x8040_2010_0804_0201L));
    }
  }

  private static void raiseAll(
      ElementSpace space, long source, long target, int level, int always) {
    int slots = space.slots();
    if (source == 0) {
      for (int slot = 0; slot < slots; slot += Long.BYTES) {
        putLong(target + slot, (level + always) * EACH_BYTE);
      }
      return;
    }
    long before = level * EACH_BYTE;
    for (int slot = 0; slot < slots; slot += Long.BYTES) {
      long old = getLong(source + slot);
      putLong(target + slot, old + isZero(old ^ before) * always);
    }
  }

  @Override
  public void close() {
    bits.close();
    presentBits.close();
  }
}
