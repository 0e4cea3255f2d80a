package dev.nestedparquet.shred.internal.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Pieces of memory of one size, in which pages wait for their row group. Columns share them: a
 * column that had large pages once would keep their memory otherwise while another one needs it.
 *
 * <p><em>Ownership:</em> a segment is the taker's until it is given back; those that are not taken
 * are the pool's until {@link #close}. <em>Threading:</em> one thread.
 */
public final class SegmentPool implements AutoCloseable {
  /**
   * Bytes of a segment. With the slack that is a power of two, to which Arrow's allocators round
   * up.
   */
  public static final int SEGMENT_BYTES = (256 << 10) - GrowableBuffer.SLACK_BYTES;

  private final BufferAllocator allocator;
  private final Deque<GrowableBuffer> empty = new ArrayDeque<>();

  public SegmentPool(BufferAllocator allocator) {
    this.allocator = allocator;
  }

  /** An empty segment, with room for {@link #SEGMENT_BYTES}. */
  public GrowableBuffer take() {
    GrowableBuffer segment = empty.poll();
    if (segment == null) {
      segment = new GrowableBuffer(allocator);
      segment.reserve(SEGMENT_BYTES);
    }
    return segment;
  }

  /** Bytes by which the memory grows if so many are taken, beyond those that are now. */
  public long growthBytes(long segments) {
    long more = Math.max(0, segments - empty.size());
    return more == 0 ? 0 : more * new GrowableBuffer(allocator).growthBytes(SEGMENT_BYTES);
  }

  public void giveBack(List<GrowableBuffer> segments) {
    segments.forEach(GrowableBuffer::clear);
    empty.addAll(segments);
  }

  /** Releases the segments that are not taken; more can be taken afterwards. */
  @Override
  public void close() {
    empty.forEach(GrowableBuffer::close);
    empty.clear();
  }
}
