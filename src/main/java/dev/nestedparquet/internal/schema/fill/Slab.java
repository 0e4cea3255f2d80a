package dev.nestedparquet.internal.schema.fill;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * One buffer for the columns of a batch, cut into parts: for Arrow, a buffer is as much work
 * whatever its size.
 *
 * <p><em>Life cycle:</em> {@link #add} all &gt; {@link #allocate}.
 *
 * <p><em>Ownership:</em> each part has a reference of its own to the buffer.
 */
final class Slab {
  private static final long ALIGNMENT = 64;

  private final BufferAllocator allocator;
  private final List<Bytes> parts = new ArrayList<>();
  private final List<Long> starts = new ArrayList<>();
  private long bytes;

  Slab(BufferAllocator allocator) {
    this.allocator = allocator;
  }

  BufferAllocator allocator() {
    return allocator;
  }

  /** Adds a part of some bytes. */
  void add(Bytes part, long size) {
    parts.add(part);
    starts.add(bytes);
    bytes = Math.addExact(bytes, (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
  }

  /** Allocates the buffer, and gives each part its bytes, from which on it can be appended to. */
  void allocate() {
    try (ArrowBuf whole = allocator.buffer(bytes)) {
      for (int i = 0; i < parts.size(); i++) {
        long end = i + 1 < parts.size() ? starts.get(i + 1) : bytes;
        ArrowBuf part = whole.slice(starts.get(i), end - starts.get(i));
        part.getReferenceManager().retain();
        parts.get(i).begin(part, allocator);
      }
    }
  }
}
