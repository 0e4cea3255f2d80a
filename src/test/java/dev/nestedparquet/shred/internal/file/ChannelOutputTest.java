package dev.nestedparquet.shred.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.shred.ParquetShredder;
import dev.nestedparquet.shred.ShredderOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A channel that does not block is refused, or waited for, and never asked without a pause. */
@Timeout(300)
final class ChannelOutputTest {
  private static final byte[] BYTES = {1, 2, 3, 4, 5, 6, 7};

  /** Takes a byte of every so many calls, and nothing of the others. */
  private static final class ReluctantChannel implements WritableByteChannel {
    private final int callsPerByte;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int calls;

    ReluctantChannel(int callsPerByte) {
      this.callsPerByte = callsPerByte;
    }

    @Override
    public int write(ByteBuffer bytes) {
      if (++calls % callsPerByte != 0) {
        return 0;
      }
      taken.write(bytes.get());
      return 1;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  void aChannelInNonBlockingModeIsRefusedBeforeAnythingIsWritten() throws IOException {
    Pipe pipe = Pipe.open();
    Schema schema = new Schema(List.of(Field.nullable("n", new ArrowType.Int(32, true))));
    try (BufferAllocator allocator = new RootAllocator();
        Pipe.SourceChannel source = pipe.source();
        Pipe.SinkChannel sink = pipe.sink()) {
      sink.configureBlocking(false);
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(
              () ->
                  ParquetShredder.open(
                      sink,
                      schema,
                      new MapDictionaryProvider(),
                      allocator,
                      ShredderOptions.DEFAULT))
          .withMessageContaining("is in non-blocking mode");
      source.configureBlocking(false);
      assertThat(source.read(ByteBuffer.allocate(1))).isZero();
    }
  }

  @Test
  void aChannelThatSometimesTakesNothingGetsAllBytes() throws IOException {
    ReluctantChannel channel = new ReluctantChannel(3);
    ChannelOutput output = new ChannelOutput(channel);
    output.write(BYTES);
    assertThat(channel.taken.toByteArray()).isEqualTo(BYTES);
    assertThat(output.position()).isEqualTo(BYTES.length);
  }

  @Test
  void aChannelThatTakesNothingAnyMoreIsAFailureAfterFewAttempts() {
    ReluctantChannel channel = new ReluctantChannel(Integer.MAX_VALUE);
    ChannelOutput output = new ChannelOutput(channel, Duration.ofMillis(50));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> output.write(BYTES))
        .withMessageContaining("has taken nothing for");
    assertThat(channel.calls).isBetween(2, 52);
    assertThat(output.position()).isZero();
  }

  @Test
  void anInterruptEndsTheWait() {
    Thread.currentThread().interrupt();
    ReluctantChannel channel = new ReluctantChannel(Integer.MAX_VALUE);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> new ChannelOutput(channel).write(BYTES));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(channel.calls).isOne();
  }
}
