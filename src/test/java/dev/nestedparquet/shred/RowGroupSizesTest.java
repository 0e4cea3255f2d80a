package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.shred.fixtures.RawFooter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.format.RowGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row groups end where the options say, wherever batches end. */
final class RowGroupSizesTest {
  private static final int BATCH_ROWS = 20_000;
  private static final int BATCHES = 3;

  @TempDir private Path directory;

  /** Lists that get longer and longer: the last rows of a batch have most of its bytes. */
  private static void fill(VectorSchemaRoot root, int bits, SplittableRandom random) {
    ListVector lists = (ListVector) root.getVector(0);
    BigIntVector numbers = (BigIntVector) lists.getDataVector();
    lists.clear();
    lists.allocateNew();
    int elements = 0;
    for (int row = 0; row < BATCH_ROWS; row++) {
      int length = row * 20 / BATCH_ROWS;
      lists.startNewValue(row);
      for (int i = 0; i < length; i++) {
        numbers.setSafe(elements++, random.nextLong() >>> (Long.SIZE - bits));
      }
      lists.endValue(row, length);
    }
    root.setRowCount(BATCH_ROWS);
  }

  private List<RowGroup> rowGroups(
      int rows, long bytes, Compression compression, ColumnEncoding encoding, int bits)
      throws IOException {
    return rowGroups(BATCHES, rows, bytes, compression, encoding, bits);
  }

  private List<RowGroup> rowGroups(
      int batches,
      int rowGroupRows,
      long rowGroupBytes,
      Compression compression,
      ColumnEncoding encoding,
      int bits)
      throws IOException {
    ShredderOptions options =
        ShredderOptions.builder()
            .compression(compression)
            .rowGroupRows(rowGroupRows)
            .rowGroupBytes(rowGroupBytes)
            .pageBytes(50_000)
            .encoding(encoding)
            .build();
    Field item = Field.nullable("item", new ArrowType.Int(64, true));
    Field list = new Field("list", FieldType.nullable(ArrowType.List.INSTANCE), List.of(item));
    Path file = directory.resolve("file");
    SplittableRandom random = new SplittableRandom(1);
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of(list)), allocator);
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        ParquetShredder shredder =
            ParquetShredder.open(
                channel, root.getSchema(), new MapDictionaryProvider(), allocator, options)) {
      for (int i = 0; i < batches; i++) {
        fill(root, bits, random);
        shredder.write(root);
      }
      shredder.finish();
    }
    return new RawFooter(file).metadata().getRow_groups();
  }

  @ParameterizedTest
  @CsvSource({
    "none, plain, 64",
    "none, dictionary, 10",
    "none, delta, 64",
    "none, delta, 8",
    "zstd, plain, 20",
    "snappy, delta, 30"
  })
  void rowGroupsHaveAboutTheSizeAskedFor(String compression, String encoding, int bits)
      throws IOException {
    long size = 200_000;
    List<RowGroup> groups =
        rowGroups(
            1_000_000,
            size,
            Compression.parse(compression),
            ColumnEncoding.valueOf(encoding.toUpperCase(Locale.ROOT)),
            bits);
    assertThat(groups).hasSizeGreaterThan(2);
    for (RowGroup group : groups.subList(0, groups.size() - 1)) {
      assertThat(group.getTotal_compressed_size()).isBetween(size * 9 / 10, size * 11 / 10);
    }
  }

  @Test
  void rowGroupsHaveExactlyTheRowsAskedFor() throws IOException {
    List<Long> rows = new ArrayList<>();
    for (RowGroup group : rowGroups(7_000, 1L << 30, Compression.NONE, ColumnEncoding.AUTO, 64)) {
      rows.add(group.getNum_rows());
    }
    assertThat(rows)
        .containsExactly(7_000L, 7_000L, 7_000L, 7_000L, 7_000L, 7_000L, 7_000L, 7_000L, 4_000L);
  }

  /** A row is never cut; empty lists take less than a byte. */
  @Test
  void rowGroupsThatHaveRoomForNothingHaveARowThatTakesSomething() throws IOException {
    int batches = ParquetShredder.MOST_ROW_GROUPS / BATCH_ROWS;
    assertThat(batches).isPositive();
    assertThat(rowGroups(batches, 1_000_000, 1, Compression.NONE, ColumnEncoding.PLAIN, 64))
        .hasSizeGreaterThan(batches * BATCH_ROWS * 9 / 10)
        .allMatch(group -> group.getNum_rows() <= 8);
  }

  @Test
  void moreRowGroupsThanReadersTakeAreRefused() {
    assertThatThrownBy(() -> rowGroups(1, 1L << 30, Compression.NONE, ColumnEncoding.PLAIN, 64))
        .isInstanceOf(TooManyRowGroupsException.class)
        .hasMessageContaining("32,767 row groups of 1 rows")
        .hasMessageContaining("choose larger row groups");
  }
}
