package dev.nestedparquet.internal.manifest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * A file's checksum: CRC-32 as in gzip and zip, which every language has at hand and the JVM
 * computes about as fast as it reads a file that is in the page cache.
 */
public final class FileChecksum {
  private static final int READ_BYTES = 64 * 1024;
  private static final int RADIX = 16;
  private static final long NINTH_DIGIT = 1L << 32;

  private FileChecksum() {}

  /** The checksum of a whole file, as 8 hexadecimal digits. */
  public static String crc32(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      return crc32(in, () -> {});
    }
  }

  /**
   * The checksum of what is left of a channel.
   *
   * @param onProgress called now and then; what it throws ends the reading
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
