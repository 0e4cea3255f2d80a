package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What rows need is not underestimated where they really take nearly all of it: few columns, whose
 * buffers grow as far as memory allows. {@link LimitedMemoryTest} has columns of any kind, but so
 * many that half of what they may need suffices.
 */
final class TightMemoryTest {
  private static final int ROWS = 30_000;

  /** Limits so close that by the estimate, rows only just fit in some of them. */
  private static final double STEP = 1.02;

  /** Share of the fullest limit: with less, this test could hardly notice an underestimate. */
  private static final double NEARLY = 0.75;

  /** What the columns of a batch hold. */
  enum Columns {
    NUMBERS,
    THREE_NUMBERS,
    BYTES,
    LISTS;

    Schema schema() {
      return new Schema(
          switch (this) {
            case NUMBERS -> List.of(number("value"));
            case THREE_NUMBERS -> List.of(number("a"), number("b"), number("c"));
            case BYTES -> List.of(Field.nullable("value", ArrowType.Binary.INSTANCE));
            case LISTS ->
                List.of(
                    new Field(
                        "list",
                        FieldType.nullable(ArrowType.List.INSTANCE),
                        List.of(number("item"))));
          });
    }

    private static Field number(String name) {
      return Field.nullable(name, new ArrowType.Int(64, true));
    }

    /** A batch, which the caller closes. */
    VectorSchemaRoot newBatch(BufferAllocator allocator) {
      SplittableRandom random = new SplittableRandom(7);
      VectorSchemaRoot batch = VectorSchemaRoot.create(schema(), allocator);
      for (FieldVector vector : batch.getFieldVectors()) {
        for (int row = 0; row < ROWS; row++) {
          set(vector, row, random);
        }
      }
      batch.setRowCount(ROWS);
      return batch;
    }

    private static void set(FieldVector vector, int row, SplittableRandom random) {
      if (vector instanceof BigIntVector numbers) {
        numbers.setSafe(row, random.nextLong());
      } else if (vector instanceof VarBinaryVector bytes) {
        byte[] value = new byte[50];
        random.nextBytes(value);
        bytes.setSafe(row, value);
      } else {
        ListVector lists = (ListVector) vector;
        int start = lists.startNewValue(row);
        int size = random.nextInt(8);
        for (int i = 0; i < size; i++) {
          set(lists.getDataVector(), start + i, random);
        }
        lists.endValue(row, size);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NUMBERS, PLAIN, NONE",
    "NUMBERS, PLAIN, SNAPPY",
    "THREE_NUMBERS, PLAIN, NONE",
    "THREE_NUMBERS, PLAIN, SNAPPY",
    "BYTES, PLAIN, NONE",
    "BYTES, PLAIN, SNAPPY",
    "BYTES, AUTO, NONE",
    "LISTS, PLAIN, NONE",
    "LISTS, PLAIN, SNAPPY"
  })
  void everyLimitSufficesAndSomeAreNearlyReached(
      Columns columns, ColumnEncoding encoding, String compression) throws IOException {
    ShredderOptions options =
        ShredderOptions.builder()
            .encoding(encoding)
            .compression(compression.equals("NONE") ? Compression.NONE : Compression.SNAPPY)
            .pageRows(Integer.MAX_VALUE)
            .build();
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot batch = columns.newBatch(allocator)) {
      long least =
          ParquetShredder.leastBytes(batch.getSchema(), new MapDictionaryProvider(), options);
      long unlimited = peakBytes(batch, options, allocator, Long.MAX_VALUE);
      double fullest = 0;
      for (double limit = least; limit < unlimited; limit *= STEP) {
        long peak = peakBytes(batch, options, allocator, (long) limit);
        fullest = Math.max(fullest, peak / limit);
      }
      assertThat(fullest).as("share of a limit that was taken").isGreaterThan(NEARLY);
    }
  }

  /** Writes the batch with so much memory; throws if that doesn't suffice. */
  private static long peakBytes(
      VectorSchemaRoot batch, ShredderOptions options, BufferAllocator allocator, long bytes)
      throws IOException {
    try (BufferAllocator limited = allocator.newChildAllocator("file", 0, bytes);
        ParquetShredder shredder =
            ParquetShredder.open(
                Channels.newChannel(OutputStream.nullOutputStream()),
                batch.getSchema(),
                new MapDictionaryProvider(),
                limited,
                options)) {
      shredder.write(batch);
      shredder.finish();
      return limited.getPeakMemoryAllocation();
    }
  }
}
