package dev.nestedparquet.shred;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.shred.fixtures.FileLevels;
import dev.nestedparquet.shred.fixtures.RawFooter;
import dev.nestedparquet.shred.fixtures.ShreddedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.RowGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encodings are chosen by the values of many batches where these are small. */
final class SmallBatchesTest {
  private static final int ROWS = 20_000;

  /** So many that few rows have none twice, and a thousand have most of them twice or more. */
  private static final int DISTINCT = 300;

  /** Columns whose values repeat, follow each other, or neither. */
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Field.nullable("repeated", ArrowType.Utf8.INSTANCE),
              Field.nullable("consecutive", new ArrowType.Int(64, true)),
              Field.nullable("scattered", new ArrowType.Int(64, true))));

  private static final List<Encoding> EXPECTED =
      List.of(Encoding.RLE_DICTIONARY, Encoding.DELTA_BINARY_PACKED, Encoding.PLAIN);

  @TempDir private Path directory;

  private static byte[] repeated(int row) {
    return ("name " + Math.floorMod(scattered(row), DISTINCT)).getBytes(UTF_8);
  }

  private static long scattered(int row) {
    long product = (row + 1) * 0x9E37_79B9_7F4A_7C15L;
    return (product ^ (product >>> 29)) * 0xBF58_476D_1CE4_E5B9L; // Of no equal steps.
  }

  private static void fill(VectorSchemaRoot root, int first, int rows) {
    VarCharVector repeated = (VarCharVector) root.getVector(0);
    BigIntVector consecutive = (BigIntVector) root.getVector(1);
    BigIntVector scattered = (BigIntVector) root.getVector(2);
    root.allocateNew();
    for (int i = 0; i < rows; i++) {
      repeated.setSafe(i, repeated(first + i));
      consecutive.setSafe(i, first + i);
      scattered.setSafe(i, scattered(first + i));
    }
    root.setRowCount(rows);
  }

  private Path write(int batchRows, int nulls, ShredderOptions options) throws IOException {
    Path path = directory.resolve("small.parquet");
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
      ShreddedFile.write(
          path,
          SCHEMA,
          new MapDictionaryProvider(),
          allocator,
          options,
          shredder -> {
            root.allocateNew();
            root.setRowCount(nulls);
            shredder.write(root);
            for (int row = 0; row < ROWS; row += batchRows) {
              fill(root, row, Math.min(batchRows, ROWS - row));
              shredder.write(root);
            }
          });
    }
    return path;
  }

  /** Encodings of data pages, by column. */
  private static List<Set<Encoding>> encodings(RowGroup group) {
    return group.getColumns().stream().map(ShreddedFile::dataEncodings).toList();
  }

  private static List<Set<Encoding>> expected() {
    return EXPECTED.stream().map(Set::of).toList();
  }

  private static void assertValues(Path path, int nulls) throws IOException {
    List<FileLevels.Column> columns = FileLevels.columns(path);
    for (FileLevels.Column column : columns) {
      assertThat(column.entries()).hasSize(nulls + ROWS);
    }
    for (int row = 0; row < ROWS; row++) {
      assertThat(columns.get(0).entries().get(nulls + row).value())
          .isEqualTo(ByteBuffer.wrap(repeated(row)));
      assertThat(columns.get(1).entries().get(nulls + row).value()).isEqualTo((long) row);
      assertThat(columns.get(2).entries().get(nulls + row).value()).isEqualTo(scattered(row));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 64, 1_000, ROWS})
  void encodingsAreTheSameForAnyBatchRows(int batchRows) throws IOException {
    Path path = write(batchRows, 0, ShredderOptions.DEFAULT);
    List<RowGroup> groups = new RawFooter(path).metadata().getRow_groups();
    assertThat(groups).hasSize(1);
    assertThat(encodings(groups.get(0))).isEqualTo(expected());
    assertValues(path, 0);
  }

  @Test
  void nullsTellNothing() throws IOException {
    int nulls = 40_000; // More than a page has rows.
    Path path = write(64, nulls, ShredderOptions.DEFAULT);
    for (RowGroup group : new RawFooter(path).metadata().getRow_groups()) {
      List<Set<Encoding>> found = encodings(group);
      for (int i = 0; i < EXPECTED.size(); i++) {
        assertThat(found.get(i)).contains(EXPECTED.get(i));
      }
    }
    assertValues(path, nulls);
  }

  @Test
  void aPageThatEndsBeforeThereAreEnoughIsDecidedByWhatItHas() throws IOException {
    Path path = write(64, 0, smallPages());
    List<Set<Encoding>> found = encodings(new RawFooter(path).metadata().getRow_groups().get(0));
    assertThat(found.get(1)).containsExactly(Encoding.DELTA_BINARY_PACKED);
    assertValues(path, 0);
  }

  private static ShredderOptions smallPages() {
    return ShredderOptions.builder()
        .rowGroupRows(ROWS)
        .rowGroupBytes(1 << 30)
        .pageBytes(2_000)
        .build();
  }
}
