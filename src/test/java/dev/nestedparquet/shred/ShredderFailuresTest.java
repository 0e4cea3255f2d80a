package dev.nestedparquet.shred;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.shred.fixtures.RandomBatches;
import dev.nestedparquet.shred.fixtures.RandomCase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wherever a shredder fails, it gives all its memory back, and the file does not look complete. */
final class ShredderFailuresTest {
  private static final RandomCase RANDOM = new RandomCase(5, 6, 3, 3, 200);

  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void closeAllocator() {
    allocator.close();
  }

  private static ShredderOptions options(ColumnEncoding encoding) {
    return ShredderOptions.builder()
        .compression(Compression.zstd(1))
        .rowGroupRows(150)
        .rowGroupBytes(1 << 20)
        .pageBytes(500)
        .pageVersion(2)
        .encoding(encoding)
        .build();
  }

  private void write(WritableByteChannel channel, BufferAllocator memory, ColumnEncoding encoding)
      throws IOException {
    write(channel, memory, encoding, Long.MAX_VALUE);
  }

  /** Sets the limit when the file is open, which asks for more than it comes to need. */
  private void write(
      WritableByteChannel channel, BufferAllocator memory, ColumnEncoding encoding, long limit)
      throws IOException {
    try (RandomBatches batches = RANDOM.open(/* hidesNulls= */ true, allocator);
        ParquetShredder shredder =
            ParquetShredder.open(
                channel, batches.schema(), batches.dictionaries(), memory, options(encoding))) {
      memory.setLimit(limit);
      while (batches.loadNext()) {
        shredder.write(batches.root());
      }
      shredder.finish();
    }
  }

  @ParameterizedTest
  @EnumSource(ColumnEncoding.class)
  void nothingIsLeakedWhereverMemoryRunsOut(ColumnEncoding encoding) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    int failures = 0;
    for (long limit = 0; whole.size() == 0; limit += 1_500) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      try (BufferAllocator memory = newChild()) {
        write(Channels.newChannel(file), memory, encoding, limit);
        whole = file;
      } catch (OutOfMemoryException e) {
        failures++;
        assertThat(looksComplete(file)).isFalse();
      }
    }
    assertThat(failures).isGreaterThan(20);
  }

  private BufferAllocator newChild() {
    return allocator.newChildAllocator("shredder", 0, Long.MAX_VALUE);
  }

  private static boolean looksComplete(ByteArrayOutputStream file) {
    return file.size() > 4 && file.toString(ISO_8859_1).endsWith("PAR1");
  }

  /** Takes so many bytes, a few at a time, and fails with those that follow. */
  private static final class FullChannel implements WritableByteChannel {
    private final int most;
    private int written;

    FullChannel(int most) {
      this.most = most;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (written == most) {
        throw new IOException("No space left on device");
      }
      int taken = Math.min(Math.min(bytes.remaining(), 100), most - written);
      bytes.position(bytes.position() + taken);
      written += taken;
      return taken;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      throw new IllegalStateException("the channel is the caller's to close");
    }
  }

  @Test
  void nothingIsLeakedWhereverTheChannelFails() throws IOException {
    FullChannel whole = new FullChannel(Integer.MAX_VALUE);
    write(whole, allocator, ColumnEncoding.AUTO);
    assertThat(whole.written).isGreaterThan(10_000);
    for (int most = 0; most < whole.written; most += most < 8 ? 1 : 997) {
      FullChannel full = new FullChannel(most);
      assertThatThrownBy(() -> write(full, allocator, ColumnEncoding.AUTO))
          .isInstanceOf(IOException.class)
          .hasMessage("No space left on device");
      assertThat(allocator.getAllocatedMemory()).isZero();
    }
    FullChannel lastByte = new FullChannel(whole.written - 1);
    assertThatThrownBy(() -> write(lastByte, allocator, ColumnEncoding.AUTO))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aFileIsNeverCompletedAfterAFailure() throws IOException {
    FullChannel full = new FullChannel(1_000);
    try (RandomBatches batches = RANDOM.open(/* hidesNulls= */ true, allocator);
        ParquetShredder shredder =
            ParquetShredder.open(
                full,
                batches.schema(),
                batches.dictionaries(),
                allocator,
                options(ColumnEncoding.PLAIN))) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () -> {
                while (batches.loadNext()) {
                  shredder.write(batches.root());
                }
              });
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> shredder.write(batches.root()))
          .withMessageContaining("an earlier write has failed");
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(shredder::finish)
          .withMessageContaining("an earlier write has failed");
      shredder.close();
      assertThat(full.written).isEqualTo(1_000);
    }
  }

  private static final Field REQUIRED =
      new Field("n", FieldType.notNullable(new ArrowType.Int(32, true)), null);

  @Test
  void aNullInAColumnThatIsDeclaredNotNullIsRefusedUnlessSomethingAboveItIsNull()
      throws IOException {
    Field struct = new Field("s", FieldType.nullable(ArrowType.Struct.INSTANCE), List.of(REQUIRED));
    try (VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of(struct)), allocator);
        ParquetShredder shredder = open(root.getSchema())) {
      root.allocateNew();
      StructVector structs = (StructVector) root.getVector(0);
      IntVector numbers = (IntVector) structs.getChild("n");
      structs.setIndexDefined(0);
      numbers.set(0, 7);
      structs.setNull(1);
      root.setRowCount(2);
      shredder.write(root);
      structs.setIndexDefined(1);
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> shredder.write(root))
          .withMessage("column s.n is declared not null, and has a null");
    }
  }

  private ParquetShredder open(Schema schema) throws IOException {
    return ParquetShredder.open(
        Channels.newChannel(new ByteArrayOutputStream()),
        schema,
        new MapDictionaryProvider(),
        allocator,
        ShredderOptions.DEFAULT);
  }

  @Test
  void aBatchOfAnotherSchemaIsRefusedAndTheFileGoesOn() throws IOException {
    Schema other = new Schema(List.of(Field.nullable("n", new ArrowType.Int(32, true))));
    try (VectorSchemaRoot root = VectorSchemaRoot.create(other, allocator);
        ParquetShredder shredder = open(new Schema(List.of(REQUIRED)))) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> shredder.write(root))
          .withMessageContaining("not null");
      assertThat(shredder.finish().rows()).isZero();
    }
  }

  @Test
  void nothingIsWrittenToAFileThatIsFinished() throws IOException {
    Schema schema = new Schema(List.of(REQUIRED));
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
        ParquetShredder shredder = open(schema)) {
      shredder.finish();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> shredder.write(root))
          .withMessageContaining("the file is finished");
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(shredder::finish)
          .withMessageContaining("the file is finished");
    }
  }
}
