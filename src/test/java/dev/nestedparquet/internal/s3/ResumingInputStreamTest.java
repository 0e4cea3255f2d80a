package dev.nestedparquet.internal.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResumingInputStreamTest {
  private static final byte[] OBJECT = new byte[1_000];

  static {
    for (int i = 0; i < OBJECT.length; i++) {
      OBJECT[i] = (byte) (i * 7);
    }
  }

  private final List<Long> opened = new ArrayList<>();

  /** A connection that breaks after so many bytes. */
  private final class Connection extends InputStream {
    private int at;
    private int left;

    Connection(long offset, int bytes) {
      opened.add(offset);
      at = (int) offset;
      left = bytes;
    }

    @Override
    public int read() throws IOException {
      if (at == OBJECT.length) {
        return -1;
      }
      if (left-- == 0) {
        throw new IOException("reset");
      }
      return OBJECT[at++] & 0xff;
    }

    /** InputStream's own would hide a failure behind what came before it. */
    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
      int read = read();
      if (read >= 0) {
        bytes[start] = (byte) read;
      }
      return read < 0 ? -1 : 1;
    }
  }

  @Test
  void goesOnWhereAConnectionBroke() throws IOException {
    try (InputStream in = new ResumingInputStream(offset -> new Connection(offset, 300))) {
      assertThat(in.readAllBytes()).isEqualTo(OBJECT);
    }
    assertThat(opened).containsExactly(0L, 300L, 600L, 900L);
  }

  @Test
  void givesUpWhenNoConnectionBringsAnything() throws IOException {
    try (InputStream in =
        new ResumingInputStream(offset -> new Connection(offset, opened.isEmpty() ? 100 : 0))) {
      assertThatIOException().isThrownBy(in::readAllBytes).withMessage("reset");
    }
    assertThat(opened).containsExactly(0L, 100L, 100L);
  }
}
