package dev.nestedparquet.internal.s3;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads an object to its end, even if a connection breaks: another one goes on where it stopped.
 *
 * <p><em>Ownership:</em> owns the connection's stream that is open. <em>Threading:</em> one thread.
 */
final class ResumingInputStream extends InputStream {
  private static final int TRIES_WITHOUT_PROGRESS = 3;

  /** Opens the object, from a position on. */
  @FunctionalInterface
  interface Source {
    InputStream from(long offset) throws IOException;
  }

  private final Source source;
  private InputStream in;
  private long offset;
  private int failures;

  ResumingInputStream(Source source) throws IOException {
    this.source = source;
    in = source.from(0);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int start, int length) throws IOException {
    while (true) {
      try {
        int read = in.read(bytes, start, length);
        offset += Math.max(0, read);
        failures = 0;
        return read;
      } catch (IOException e) {
        if (++failures == TRIES_WITHOUT_PROGRESS) {
          throw e;
        }
        closeBroken();
        in = source.from(offset);
      }
    }
  }

  private void closeBroken() {
    try {
      in.close();
    } catch (IOException e) {
      // This stream has failed already.
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
