package dev.nestedparquet.shred;

import java.nio.ByteBuffer;

/** Bytes of a page, as tests want them. */
final class Encoded {
  private Encoded() {}

  static byte[] bytes(GrowableBuffer buffer) {
    ByteBuffer borrowed = buffer.borrowBytes();
    byte[] bytes = new byte[borrowed.remaining()];
    borrowed.get(bytes);
    return bytes;
  }
}
