package dev.nestedparquet.internal.schema.fill;

import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import org.apache.arrow.memory.ArrowBuf;

/** A bitmap that is appended to: validity, or bools. Owns its buffer as {@link Bytes} does. */
final class BitColumn implements AutoCloseable {
  private final Bytes bytes = new Bytes();

  /** Bits that are not in the buffer yet, {@code pendingBits} of them. */
  private long pending;

  private int pendingBits;

  static long bytes(long bits) {
    return (bits + 63) / 64 * Long.BYTES;
  }

  void start(Slab slab, long bits) {
    bytes.start(slab, bytes(bits));
    pending = 0;
    pendingBits = 0;
  }

  /** Appends the first bits of some words; those beyond the last are 0. */
  void append(long[] words, int bits) {
    int whole = Values.words(bits);
    long address = bytes.reserve((long) whole * Long.BYTES);
    long to = address + bytes.used;
    int shift = pendingBits;
    long carried = pending;
    int left = bits;
    for (int i = 0; i < whole; i++) {
      long word = words[i];
      int taken = Math.min(left, Long.SIZE);
      carried |= word << shift;
      if (shift + taken >= Long.SIZE) {
        putLong(to, carried);
        to += Long.BYTES;
        carried = shift == 0 ? 0 : word >>> (Long.SIZE - shift);
      }
      shift = (shift + taken) & 63;
      left -= taken;
    }
    pending = carried;
    pendingBits = shift;
    bytes.used = to - address;
  }

  /** Hands over the buffer; the caller closes it. */
  ArrowBuf take() {
    if (pendingBits > 0) {
      putLong(bytes.reserve(Long.BYTES) + bytes.used, pending);
      bytes.used += Long.BYTES;
    }
    return bytes.take();
  }

  @Override
  public void close() {
    bytes.close();
  }
}
