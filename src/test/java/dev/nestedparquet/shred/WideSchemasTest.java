package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.shred.fixtures.FileLevels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many columns under a limit of memory: decent row groups, or a refusal that says what they need.
 */
final class WideSchemasTest {
  private static final int BATCH_ROWS = 1_000;
  private static final int BATCHES = 20;

  private final MapDictionaryProvider none = new MapDictionaryProvider();
  private final BufferAllocator allocator = new RootAllocator();
  private long peakBytes;

  @AfterEach
  void everythingIsReleased() {
    allocator.close();
  }

  private static Schema wide(int columns) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      ArrowType type = i % 2 == 0 ? new ArrowType.Int(32, true) : ArrowType.Utf8.INSTANCE;
      fields.add(Field.nullable("c" + i, type));
    }
    return new Schema(fields);
  }

  private static void fill(VectorSchemaRoot root, int batch) {
    byte[] text = new byte[12];
    root.getFieldVectors()
        .forEach(
            vector -> {
              for (int row = 0; row < BATCH_ROWS; row++) {
                int value = (batch * BATCH_ROWS + row) * 0x9E3779B1;
                if (vector instanceof IntVector numbers) {
                  numbers.setSafe(row, value);
                } else {
                  for (int i = 0; i < text.length; i++) {
                    text[i] = (byte) ('a' + (value >>> i) % 26);
                  }
                  ((VarCharVector) vector).setSafe(row, text);
                }
              }
            });
    root.setRowCount(BATCH_ROWS);
  }

  private WrittenFile write(int columns, long limit) throws IOException {
    return write(columns, BATCHES, limit, ShredderOptions.DEFAULT, new ByteArrayOutputStream());
  }

  private WrittenFile write(
      int columns, int batches, long limit, ShredderOptions options, OutputStream target)
      throws IOException {
    Schema schema = wide(columns);
    try (BufferAllocator limited = allocator.newChildAllocator("file", 0, limit);
        VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
        ParquetShredder shredder =
            ParquetShredder.open(Channels.newChannel(target), schema, none, limited, options)) {
      for (int batch = 0; batch < batches; batch++) {
        fill(root, batch);
        shredder.write(root);
      }
      WrittenFile written = shredder.finish();
      peakBytes = limited.getPeakMemoryAllocation();
      return written;
    }
  }

  /** A row group ends for lack of memory, not for what it might have lacked. */
  @ParameterizedTest
  @CsvSource({"100, 16, AUTO", "300, 24, AUTO", "300, 40, PLAIN", "300, 32, DICTIONARY"})
  void rowGroupsGrowUntilHalfOfTheLimitIsInUse(int columns, int mebibytes, ColumnEncoding encoding)
      throws IOException {
    long limit = (long) mebibytes << 20;
    ShredderOptions options =
        ShredderOptions.builder().rowGroupBytes(1L << 30).encoding(encoding).build();
    WrittenFile written = write(columns, BATCHES, limit, options, OutputStream.nullOutputStream());
    assertThat(written.rows()).isEqualTo(BATCH_ROWS * BATCHES);
    assertThat(written.rowGroups()).isBetween(2, 10);
    assertThat(peakBytes).isBetween(limit / 2, limit);
  }

  @Test
  void whatOpenAsksForIsNotMuchMoreThanWhatRowGroupsTakeThen() throws IOException {
    for (int columns : new int[] {100, 300}) {
      long least = ParquetShredder.leastBytes(wide(columns), none, ShredderOptions.DEFAULT);
      write(columns, 5, least, ShredderOptions.DEFAULT, OutputStream.nullOutputStream());
      assertThat(peakBytes).isBetween(least / 2, least);
    }
  }

  /** Its row groups are others, and columns choose their encodings sooner. */
  @Test
  void aFileOfLittleMemoryHasTheValuesOfOneOfMuch(@TempDir Path directory) throws IOException {
    int columns = 300;
    long least = ParquetShredder.leastBytes(wide(columns), none, ShredderOptions.DEFAULT);
    List<List<Object>> values = new ArrayList<>();
    List<Integer> rowGroups = new ArrayList<>();
    for (long limit : new long[] {Long.MAX_VALUE, least}) {
      Path file = directory.resolve("file.parquet");
      try (OutputStream target = Files.newOutputStream(file)) {
        rowGroups.add(write(columns, 3, limit, ShredderOptions.DEFAULT, target).rowGroups());
      }
      values.add(
          FileLevels.read(file).stream()
              .flatMap(column -> column.stream().map(entry -> entry.value()))
              .toList());
    }
    assertThat(rowGroups.get(0)).isEqualTo(1);
    assertThat(rowGroups.get(1)).isGreaterThan(1);
    assertThat(values.get(0)).hasSize(columns * 3 * BATCH_ROWS);
    assertThat(values.get(1).equals(values.get(0))).isTrue();
  }

  @Test
  void aHundredColumnsInThirtyTwoMebibytesMakeFewRowGroups() throws IOException {
    WrittenFile written = write(100, 32 << 20);
    assertThat(written.rows()).isEqualTo(BATCH_ROWS * BATCHES);
    assertThat(written.rowGroups()).isLessThanOrEqualTo(BATCHES);
    assertThat(peakBytes).isLessThanOrEqualTo(32 << 20);
  }

  @Test
  void aLimitThatOpenAsksForIsEnough() throws IOException {
    long least = ParquetShredder.leastBytes(wide(100), none, ShredderOptions.DEFAULT);
    WrittenFile written = write(100, least);
    assertThat(written.rows()).isEqualTo(BATCH_ROWS * BATCHES);
    assertThat(written.rowGroups()).isLessThanOrEqualTo(2 * BATCHES);
  }

  @Test
  void aLowerLimitIsRefusedWithTheBytesThatAreNeeded() {
    long least = ParquetShredder.leastBytes(wide(100), none, ShredderOptions.DEFAULT);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> write(100, least - 1))
        .withMessageContaining(String.format(java.util.Locale.ROOT, "%,d", least));
  }
}
