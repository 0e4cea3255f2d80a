package dev.nestedparquet.internal.schema.fill;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A buffer that is appended to, off-heap, and grows if it has to.
 *
 * <p><em>Ownership:</em> owns its buffer from {@link #start} until {@link #take} or {@link #close}.
 *
 * <p><em>Threading:</em> one producer.
 */
final class Bytes implements AutoCloseable {
  /** Bytes behind the end that may be stored to, since texts are stored in whole words. */
  static final int SPARE = 32;

  /** Bytes of a buffer that nothing is known of yet. */
  private static final int FIRST_CAPACITY = 2_048;

  private BufferAllocator allocator;
  private ArrowBuf buffer;
  private long address;
  private long capacity;

  /** Bytes appended so far. */
  long used;

  /** Asks a slab for a part of it, which is there once the slab is allocated. */
  void start(Slab slab, long capacity) {
    close();
    slab.add(this, capacity + SPARE);
  }

  /**
   * Begins with a buffer, and owns it.
   *
   * @param allocator of larger ones, to be used until the buffer is taken or closed
   */
  void begin(ArrowBuf from, BufferAllocator allocator) {
    this.allocator = allocator;
    buffer = from;
    address = from.memoryAddress();
    capacity = from.capacity() - SPARE;
    used = 0;
  }

  /** Forgets what was appended, and allocates a buffer if there is none. */
  void restart(BufferAllocator allocator) {
    if (buffer == null) {
      begin(allocator.buffer(FIRST_CAPACITY + SPARE), allocator);
    }
    used = 0;
  }

  /**
   * Makes room for more bytes behind those in use, and for {@link #SPARE} bytes behind these.
   *
   * @return address of the first byte of the buffer, for now
   */
  long reserve(long more) {
    if (capacity - used < more) {
      grow(more);
    }
    return address;
  }

  private void grow(long more) {
    long needed = Math.addExact(used, more);
    ArrowBuf larger = allocator.buffer(Math.max(needed, capacity + capacity / 2) + SPARE);
    larger.setBytes(0, buffer, 0, used);
    buffer.close();
    buffer = larger;
    address = buffer.memoryAddress();
    capacity = buffer.capacity() - SPARE;
  }

  /**
   * Upper bound on what a buffer takes that starts anew for each block, while it grows.
   *
   * @param most bytes of a block
   */
  static long restartedBytes(long most) {
    return most > Long.MAX_VALUE / 4
        ? Long.MAX_VALUE
        : FIRST_CAPACITY + most + most / 2 + most + SPARE;
  }

  /** Hands over the buffer, of which the bytes in use count; the caller closes it. */
  ArrowBuf take() {
    ArrowBuf taken = buffer;
    buffer = null;
    taken.writerIndex(used);
    return taken;
  }

  @Override
  public void close() {
    if (buffer != null) {
      buffer.close();
      buffer = null;
    }
  }
}
