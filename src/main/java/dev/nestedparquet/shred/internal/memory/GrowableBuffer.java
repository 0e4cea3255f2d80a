package dev.nestedparquet.shred.internal.memory;

import java.nio.ByteBuffer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.rounding.DefaultRoundingPolicy;
import org.apache.arrow.memory.rounding.RoundingPolicy;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Off-heap bytes at one address, which grow at the end: to what is asked for, or by half if there
 * is something to keep.
 *
 * <pre>{@code
 * long at = buffer.reserve(atMost);
 * // stores from at on, up to SLACK_BYTES beyond what was asked for
 * buffer.endAt(at);
 * }</pre>
 *
 * <p><em>Ownership:</em> owns its memory until {@link #close}. <em>Threading:</em> one thread.
 */
public final class GrowableBuffer implements AutoCloseable {
  /** Stores may run over by so much, so that short values can be stored as whole words. */
  static final int SLACK_BYTES = 32;

  /**
   * Fewest bytes of a buffer that was written to. It is low, since schemas of thousands of columns
   * have many buffers that hold little.
   */
  public static final long LEAST_BYTES = 1_024;

  private final BufferAllocator allocator;
  private ArrowBuf memory;
  private long base;
  private long end;
  private long limit;

  /** A buffer that allocates when it is first written to. */
  public GrowableBuffer(BufferAllocator allocator) {
    this.allocator = allocator;
  }

  /**
   * Makes room at the end. May move what is there: addresses from before are void.
   *
   * @return the address of the end, where to store
   */
  public long reserve(long bytes) {
    if (limit - end < bytes + SLACK_BYTES) {
      grow(bytes);
    }
    return end;
  }

  /** Bytes by which the memory grows at most, if it is written to and comes to hold so many. */
  public long growthBytes(long size) {
    long wanted = Math.max(LEAST_BYTES, size + SLACK_BYTES);
    long capacity = limit - base;
    return wanted <= capacity ? 0 : Math.max(0, mostCapacity(wanted) - capacity);
  }

  /**
   * What a buffer takes that had to grow to this, or to less before. Half as much again, rounded up
   * to a power of two, is no more than this rounded up.
   */
  private long mostCapacity(long wanted) {
    RoundingPolicy rounding = allocator.getRoundingPolicy();
    return rounding instanceof DefaultRoundingPolicy powers && wanted < powers.chunkSize
        ? rounding.getRoundedSize(wanted)
        : rounding.getRoundedSize(wanted * 3 / 2);
  }

  private void grow(long bytes) {
    long size = size();
    long wanted = Math.max(LEAST_BYTES, size + bytes + SLACK_BYTES);
    if (size == 0) {
      close(); // Nothing has to be kept, so old and new need not be there at the same time.
    } else {
      wanted = Math.max(wanted, (limit - base) * 3 / 2);
    }
    ArrowBuf larger = allocator.buffer(wanted);
    if (memory != null) {
      MemoryUtil.copyMemory(base, larger.memoryAddress(), size);
      memory.close();
    }
    memory = larger;
    base = larger.memoryAddress();
    end = base + size;
    limit = base + larger.capacity();
  }

  /** Everything before this address, which {@link #reserve} gave room for, now belongs to it. */
  public void endAt(long address) {
    end = address;
  }

  /** Appends a copy of these bytes. */
  public void append(long address, long bytes) {
    long at = reserve(bytes);
    MemoryUtil.copyMemory(address, at, bytes);
    end = at + bytes;
  }

  public void append(byte[] bytes) {
    long at = reserve(bytes.length);
    MemoryUtil.copyToMemory(bytes, 0, at, bytes.length);
    end = at + bytes.length;
  }

  /** Address of the first byte; void after the next {@link #reserve}. */
  public long address() {
    return base;
  }

  public long size() {
    return end - base;
  }

  /** Its bytes as NIO sees them; void after the next {@link #reserve}. */
  public ByteBuffer borrowBytes() {
    return memory == null
        ? ByteBuffer.allocateDirect(0)
        : memory.nioBuffer(0, Math.toIntExact(size()));
  }

  /** Forgets the bytes and keeps the memory. */
  public void clear() {
    end = base;
  }

  /** Releases the memory; it can be written to again. */
  @Override
  public void close() {
    if (memory != null) {
      memory.close();
      memory = null;
      base = 0;
      end = 0;
      limit = 0;
    }
  }
}
