package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.memory.SegmentPool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the pages of a chunk, off-heap, in segments. So it grows without moving pages, and takes
 * little more memory than they do.
 *
 * <p><em>Ownership:</em> owns the segments that it takes from the pool, until {@link #clear} gives
 * them back, or until {@link #close}. <em>Threading:</em> one thread.
 */
public final class BufferedPages implements AutoCloseable {
  private final SegmentPool pool;
  private final List<GrowableBuffer> filled = new ArrayList<>();
  private long size;

  BufferedPages(SegmentPool pool) {
    this.pool = pool;
  }

  void append(byte[] bytes) {
    segmentFor(bytes.length).append(bytes);
    size += bytes.length;
  }

  /** Appends a copy of these bytes, which may be split between segments. */
  void append(GrowableBuffer bytes) {
    long at = bytes.address();
    long left = bytes.size();
    size += left;
    while (left > 0) {
      GrowableBuffer segment = segmentFor(1);
      long part = Math.min(left, SegmentPool.SEGMENT_BYTES - segment.size());
      segment.append(at, part);
      at += part;
      left -= part;
    }
  }

  private GrowableBuffer segmentFor(int bytes) {
    if (!filled.isEmpty()) {
      GrowableBuffer last = filled.get(filled.size() - 1);
      if (last.size() + bytes <= SegmentPool.SEGMENT_BYTES) {
        return last;
      }
    }
    GrowableBuffer next = pool.take();
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

  /** Forgets the pages, and gives their segments back to the pool. */
  void clear() {
    pool.giveBack(filled);
    filled.clear();
    size = 0;
  }

  @Override
  public void close() {
    filled.forEach(GrowableBuffer::close);
    filled.clear();
    size = 0;
  }
}
