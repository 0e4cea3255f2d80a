package dev.nestedparquet.shred.internal.memory;

/** Converts numbers to the bytes that PLAIN has for them, the least significant first, and back. */
public final class LittleEndian {
  private LittleEndian() {}

  /**
   * The lowest bytes of a number.
   *
   * @param width how many bytes
   */
  public static byte[] bytes(long bits, int width) {
    byte[] bytes = new byte[width];
    for (int i = 0; i < width; i++) {
      bytes[i] = (byte) (bits >>> (i * Byte.SIZE));
    }
    return bytes;
  }

  /** The number that bytes stand for, with zeros above them. */
  public static long bits(byte[] bytes) {
    long bits = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      bits = bits << Byte.SIZE | (bytes[i] & 0xFF);
    }
    return bits;
  }
}
