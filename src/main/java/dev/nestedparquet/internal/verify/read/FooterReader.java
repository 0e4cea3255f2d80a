package dev.nestedparquet.internal.verify.read;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/**
 * Reads a Parquet file's footer by the format's Thrift classes, since DuckDB doesn't tell all of
 * it.
 */
public final class FooterReader {
  /** Bytes at the end of a file, behind the footer: its length, and four bytes of magic. */
  private static final int TAIL_BYTES = 8;

  private FooterReader() {}

  /**
   * Reads the footer.
   *
   * @throws IOException if there is none, or it can't be read; the message says why
   */
  public static FileMetaData read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long end = channel.size() - TAIL_BYTES;
      int length = read(channel, end, TAIL_BYTES).getInt(0);
      if (length < 0 || length > end) {
        throw new IOException("a footer of " + length + " bytes in a file of " + channel.size());
      }
      byte[] footer = read(channel, end - length, length).array();
      return Util.readFileMetaData(new ByteArrayInputStream(footer));
    } catch (RuntimeException | OutOfMemoryError e) { // Say, a list of 2^31 entries.
      throw new IOException(e.toString(), e);
    }
  }

  private static ByteBuffer read(FileChannel channel, long position, int bytes) throws IOException {
    if (position < 0) {
      throw new EOFException("too short for a footer");
    }
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("cut off");
      }
    }
    return buffer;
  }
}
