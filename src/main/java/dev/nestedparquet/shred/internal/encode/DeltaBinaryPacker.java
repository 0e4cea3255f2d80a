package dev.nestedparquet.shred.internal.encode;

import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putByte;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.memory.Varints;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Encodes integers as DELTA_BINARY_PACKED (Encodings.md): a header, then blocks of 128 differences
 * in four miniblocks. Each miniblock is packed to as many bits as its largest difference needs.
 * Differences wrap around, in 32 bits for values of 4 bytes.
 *
 * <p><em>Ownership:</em> owns its buffers until {@link #close}. <em>Threading:</em> one thread.
 */
public final class DeltaBinaryPacker implements AutoCloseable {
  private static final int MINIBLOCK = BitPacking.NUMBERS;
  static final int MINIBLOCKS = 4;
  static final int BLOCK = MINIBLOCKS * MINIBLOCK;

  private static final int MOST_HEADER_BYTES = 4 * Varints.MOST_BYTES;
  private static final int MOST_BLOCK_HEADER_BYTES = Varints.MOST_BYTES + MINIBLOCKS;
  private static final int MOST_BLOCK_BYTES =
      MOST_BLOCK_HEADER_BYTES + BLOCK * Long.BYTES + BitPacking.SLACK_BYTES;

  /** Bytes of a value, 4 or 8. */
  private final int valueBytes;

  /** Differences that wait for their block to be full, 8 bytes each. */
  private final GrowableBuffer memory;

  private long waiting;
  private int waitingCount;
  private long leastWaiting = Long.MAX_VALUE;

  private final GrowableBuffer blocks;
  private long count;
  private long first;
  private long previous;

  DeltaBinaryPacker(BufferAllocator allocator, int valueBytes) {
    this.valueBytes = valueBytes;
    blocks = new GrowableBuffer(allocator);
    memory = new GrowableBuffer(allocator);
  }

  /** Adds values that lie side by side. */
  void append(long address, int values) {
    if (values == 0) {
      return;
    }
    long at = address;
    if (count == 0) {
      waiting = memory.reserve((long) BLOCK * Long.BYTES); // Stays empty: the end is the beginning.
      first = valueBytes == Integer.BYTES ? getInt(at) : getLong(at);
      previous = first;
      at += valueBytes;
    }
    count += values;
    long end = address + (long) values * valueBytes;
    while (at < end) {
      if (waitingCount == 0 && end - at >= (long) BLOCK * valueBytes && appendSmallBlock(at)) {
        at += (long) BLOCK * valueBytes;
        continue;
      }
      int taken = (int) Math.min((end - at) / valueBytes, BLOCK - waitingCount);
      if (valueBytes == Integer.BYTES) {
        subtractInts(at, taken);
      } else {
        subtractLongs(at, taken);
      }
      at += (long) taken * valueBytes;
      waitingCount += taken;
      if (waitingCount == BLOCK) {
        endBlock();
      }
    }
  }

  private boolean appendSmallBlock(long address) {
    if (valueBytes != Integer.BYTES
        || previous < 0
        || previous >= SmallDeltas.LIMIT
        || !SmallDeltas.narrow(address, waiting)) {
      return false;
    }
    long target = blocks.reserve(MOST_BLOCK_BYTES);
    blocks.endAt(SmallDeltas.encode(waiting, (int) previous, target));
    previous = getInt(address + (BLOCK - 1) * Integer.BYTES);
    return true;
  }

  private void subtractLongs(long address, int values) {
    long to = waiting + (long) waitingCount * Long.BYTES;
    long end = address + (long) values * Long.BYTES;
    long before = previous;
    long least = leastWaiting;
    for (long at = address; at < end; at += Long.BYTES) {
      long value = getLong(at);
      long difference = value - before;
      putLong(to, difference);
      to += Long.BYTES;
      if (difference < least) {
        least = difference;
      }
      before = value;
    }
    previous = before;
    leastWaiting = least;
  }

  private void subtractInts(long address, int values) {
    long to = waiting + (long) waitingCount * Long.BYTES;
    long end = address + (long) values * Integer.BYTES;
    int before = (int) previous;
    long least = leastWaiting;
    for (long at = address; at < end; at += Integer.BYTES) {
      int value = getInt(at);
      int difference = value - before; // may wrap around, as the format wants it
      putLong(to, difference);
      to += Long.BYTES;
      if (difference < least) {
        least = difference;
      }
      before = value;
    }
    previous = before;
    leastWaiting = least;
  }

  private void endBlock() {
    long least = leastWaiting;
    // The least difference fills up the last miniblock: it is packed like any other, as 0.
    int rest = -waitingCount & (MINIBLOCK - 1);
    for (int i = waitingCount; i < waitingCount + rest; i++) {
      putLong(waiting + (long) i * Long.BYTES, least);
    }
    int miniblocks = (waitingCount + rest) / MINIBLOCK;
    long widths = Varints.put(blocks.reserve(MOST_BLOCK_BYTES), Varints.zigZag(least));
    long at = widths + MINIBLOCKS;
    for (int i = 0; i < MINIBLOCKS; i++) {
      int width = 0;
      if (i < miniblocks) {
        long differences = waiting + (long) i * MINIBLOCK * Long.BYTES;
        width = BitPacking.rebase(differences, least);
        at = BitPacking.pack(differences, width, at);
      }
      putByte(widths + i, (byte) width);
    }
    blocks.endAt(at);
    waitingCount = 0;
    leastWaiting = Long.MAX_VALUE;
  }

  /**
   * Upper bound, in bytes, on what {@link #finish} would append; close to it if there are many
   * values.
   */
  long bytes() {
    long miniblocks = (waitingCount + MINIBLOCK - 1L) / MINIBLOCK;
    return MOST_HEADER_BYTES
        + blocks.size()
        + MOST_BLOCK_HEADER_BYTES
        + miniblocks * MINIBLOCK * valueBytes;
  }

  /** Bytes by which the memory grows at most with so many more. */
  long growthBytes(long values) {
    long more = (waitingCount + values + BLOCK - 1) / BLOCK;
    long most = more * (MOST_BLOCK_HEADER_BYTES + BLOCK * valueBytes) + MOST_BLOCK_BYTES;
    return blocks.growthBytes(blocks.size() + most) + memory.growthBytes((long) BLOCK * Long.BYTES);
  }

  /** Appends the encoded values, and forgets them. */
  void finish(GrowableBuffer target) {
    if (waitingCount > 0) {
      endBlock();
    }
    long at = target.reserve(MOST_HEADER_BYTES);
    at = Varints.put(at, BLOCK);
    at = Varints.put(at, MINIBLOCKS);
    at = Varints.put(at, count);
    target.endAt(Varints.put(at, Varints.zigZag(first)));
    target.append(blocks.address(), blocks.size());
    clear();
  }

  private void clear() {
    blocks.clear();
    count = 0;
    first = 0;
    waitingCount = 0;
    leastWaiting = Long.MAX_VALUE;
  }

  /** Releases the memory and forgets the values. Others can be added afterwards. */
  @Override
  public void close() {
    clear();
    blocks.close();
    memory.close();
  }
}
