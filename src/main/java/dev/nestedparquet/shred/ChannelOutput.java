package dev.nestedparquet.shred;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A channel with a position: a Parquet file's offsets count from its first byte. */
final class ChannelOutput {
  private final WritableByteChannel channel;
  private long position;

  /** Writes to a channel, which stays the caller's. */
  ChannelOutput(WritableByteChannel channel) {
    this.channel = channel;
  }

  long position() {
    return position;
  }

  void write(byte[] bytes) throws IOException {
    write(ByteBuffer.wrap(bytes));
  }

  void write(GrowableBuffer bytes) throws IOException {
    write(bytes.borrowBytes());
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      position += channel.write(bytes);
    }
  }
}
