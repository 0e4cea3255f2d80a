package dev.nestedparquet.shred.internal.memory;

/** Bounds of numbers, as PLAIN has them: the least significant byte first. */
public final class LittleEndian {
  private LittleEndian() {}

  /** The lowest bytes of a number, so many of them. */
  public static byte[] bytes(long bits, int width) {
    byte[] bytes = new byte[width];
    for (int i = 0; i < width; i++) {
      bytes[i] = (byte) (bits >>> (i * Byte.SIZE));
    }
    return bytes;
  }

  /** The number again, with zeros in place of bytes that there are none of. */
  public static long bits(byte[] bytes) {
    long bits = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      bits = bits << Byte.SIZE | (bytes[i] & 0xFF);
    }
    return bits;
  }
}
