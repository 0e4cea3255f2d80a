package dev.nestedparquet.shred;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The pages of a chunk, off-heap, in segments: it grows without moving what is there, and takes
 * little more than the pages do. Emptied segments are kept for the next chunk.
 *
 * <p><em>Ownership:</em> owns its memory until {@link #close}. <em>Threading:</em> one thread.
 */
final class PageStore implements AutoCloseable {
  /** Segments that are allocated; a larger piece gets one of its own. */
  static final int SEGMENT_BYTES = 256 << 10;

  private final BufferAllocator allocator;
  private final List<GrowableBuffer> filled = new ArrayList<>();
  private final Deque<GrowableBuffer> empty = new ArrayDeque<>();
  private long size;

  PageStore(BufferAllocator allocator) {
    this.allocator = allocator;
  }

  void append(byte[] bytes) {
    segmentFor(bytes.length).append(bytes);
    size += bytes.length;
  }

  /** Appends a copy of these bytes, split over segments as it comes. */
  void append(GrowableBuffer bytes) {
    long at = bytes.address();
    long left = bytes.size();
    size += left;
    while (left > 0) {
      GrowableBuffer segment = segmentFor(1);
      long part = Math.min(left, SEGMENT_BYTES - segment.size());
      segment.append(at, part);
      at += part;
      left -= part;
    }
  }

  private GrowableBuffer segmentFor(int bytes) {
    if (!filled.isEmpty()) {
      GrowableBuffer last = filled.get(filled.size() - 1);
      if (last.size() + bytes <= SEGMENT_BYTES) {
        return last;
      }
    }
    GrowableBuffer next = empty.poll();
    if (next == null) {
      next = new GrowableBuffer(allocator);
      next.reserve(SEGMENT_BYTES);
    }
    filled.add(next);
    return next;
  }

  long size() {
    return size;
  }

  void writeTo(ChannelOutput output) throws IOException {
    for (GrowableBuffer segment : filled) {
      output.write(segment);
    }
  }

  /** Forgets the pages and keeps the memory. */
  void clear() {
    filled.forEach(GrowableBuffer::clear);
    empty.addAll(filled);
    filled.clear();
    size = 0;
  }

  @Override
  public void close() {
    filled.forEach(GrowableBuffer::close);
    empty.forEach(GrowableBuffer::close);
    filled.clear();
    empty.clear();
  }
}
