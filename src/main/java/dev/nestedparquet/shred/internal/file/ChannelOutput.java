package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** A channel with a position: a Parquet file's offsets count from its first byte. */
public final class ChannelOutput {
  /**
   * Longest time for which a channel may take no bytes; one that blocks as it should always takes
   * some.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long PAUSE_NANOS = 1_000_000;

  private final WritableByteChannel channel;
  private final Duration patience;
  private long position;

  /** The last four bytes that were written, the first one highest. */
  private int tail;

  /**
   * Writes to a channel, which stays the caller's.
   *
   * @throws IllegalArgumentException if the channel is in non-blocking mode
   */
  public ChannelOutput(WritableByteChannel channel) {
    this(channel, PATIENCE);
  }

  /**
   * Writes to a channel, which stays the caller's.
   *
   * @param patience longest time for which the channel may take no bytes
   * @throws IllegalArgumentException if the channel is in non-blocking mode
   */
  public ChannelOutput(WritableByteChannel channel, Duration patience) {
    if (isNonBlocking(channel)) {
      throw new IllegalArgumentException(
          "the channel " + channel + " is in non-blocking mode; configure it to block");
    }
    this.channel = channel;
    this.patience = patience;
  }

  private static boolean isNonBlocking(WritableByteChannel channel) {
    return channel instanceof SelectableChannel selectable && !selectable.isBlocking();
  }

  public long position() {
    return position;
  }

  /** Whether the four bytes written last are these. */
  public boolean endsWith(byte[] four) {
    return tail == ByteBuffer.wrap(four).getInt();
  }

  public void write(byte[] bytes) throws IOException {
    write(ByteBuffer.wrap(bytes));
  }

  public void write(GrowableBuffer bytes) throws IOException {
    write(bytes.borrowBytes());
  }

  private void write(ByteBuffer bytes) throws IOException {
    for (int i = Math.max(bytes.position(), bytes.limit() - Integer.BYTES);
        i < bytes.limit();
        i++) {
      tail = (tail << Byte.SIZE) | (bytes.get(i) & 0xFF);
    }
    while (bytes.hasRemaining()) {
      int written = channel.write(bytes);
      position += written == 0 ? writePatiently(bytes) : written;
    }
  }

  /** Tries again and again, with pauses, until the channel has taken something. */
  private int writePatiently(ByteBuffer bytes) throws IOException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < patience.toNanos()) {
      LockSupport.parkNanos(PAUSE_NANOS);
      if (Thread.currentThread().isInterrupted()) {
        break; // Further pauses would return at once.
      }
      int written = channel.write(bytes);
      if (written != 0) {
        return written;
      }
    }
    throw new IOException(
        String.format(
            Locale.ROOT,
            "the channel has taken nothing for %,d ms; it has to be one that blocks",
            (System.nanoTime() - start) / 1_000_000));
  }
}
