package dev.nestedparquet.internal.manifest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * Computes a file's checksum: CRC-32 as in gzip and zip. Every language has it at hand, and the JVM
 * computes it about as fast as it reads a file from the page cache.
 */
public final class FileChecksum {
  private static final int READ_BYTES = 64 * 1024;
  private static final int RADIX = 16;
  private static final long NINTH_DIGIT = 1L << 32;

  private FileChecksum() {}

  /** Checksum of a whole file, as 8 hexadecimal digits. */
  public static String crc32(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      return crc32(in, () -> {});
    }
  }

  /**
   * Checksum of the bytes that are left in a channel, as 8 hexadecimal digits.
   *
   * @param onProgress called now and then; an exception of it ends the reading
   */
  public static String crc32(ReadableByteChannel in, Runnable onProgress) throws IOException {
    CRC32 checksum = new CRC32();
    ByteBuffer bytes = ByteBuffer.allocateDirect(READ_BYTES);
    while (in.read(bytes) >= 0) {
      checksum.update(bytes.flip());
      bytes.clear();
      onProgress.run();
    }
    return Long.toString(NINTH_DIGIT | checksum.getValue(), RADIX).substring(1);
  }
}
