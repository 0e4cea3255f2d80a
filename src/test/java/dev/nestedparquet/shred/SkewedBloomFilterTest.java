package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.shred.fixtures.RawFooter;
import dev.nestedparquet.shred.internal.statistics.BloomFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;
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
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter keeps to its share of false positives, whatever the first rows were like. */
final class SkewedBloomFilterTest {
  private static final String COLUMN = "list.list.element";
  private static final int BATCH_ROWS = 10_000;
  private static final int BATCHES = 4;

  @TempDir private Path directory;

  private static ShredderOptions.Builder options() {
    return ShredderOptions.builder()
        .rowGroupRows(1_000_000)
        .rowGroupBytes(1L << 30)
        .pageBytes(100_000)
        .bloomFilters(Set.of(COLUMN));
  }

  private List<RowGroup> write(ShredderOptions options, IntUnaryOperator listLength, int distinct)
      throws IOException {
    Field item = Field.nullable("item", new ArrowType.Int(64, true));
    Field list = new Field("list", FieldType.nullable(ArrowType.List.INSTANCE), List.of(item));
    Path file = directory.resolve("file");
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of(list)), allocator);
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        ParquetShredder shredder =
            ParquetShredder.open(
                channel, root.getSchema(), new MapDictionaryProvider(), allocator, options)) {
      ListVector lists = (ListVector) root.getVector(0);
      BigIntVector numbers = (BigIntVector) lists.getDataVector();
      long next = 0;
      for (int batch = 0; batch < BATCHES; batch++) {
        lists.clear();
        lists.allocateNew();
        int elements = 0;
        for (int row = 0; row < BATCH_ROWS; row++) {
          lists.startNewValue(row);
          int length = listLength.applyAsInt(batch * BATCH_ROWS + row);
          for (int i = 0; i < length; i++) {
            numbers.setSafe(elements++, next++ % distinct);
          }
          lists.endValue(row, length);
        }
        root.setRowCount(BATCH_ROWS);
        shredder.write(root);
      }
      shredder.finish();
    }
    return new RawFooter(file).metadata().getRow_groups();
  }

  private static int lateLength(int row) {
    return row == 0 ? 1 : row < 3 * BATCH_ROWS ? 0 : 30;
  }

  private BlockSplitBloomFilter filter(RowGroup group) throws IOException {
    ColumnMetaData column = group.getColumns().get(0).getMeta_data();
    byte[] file = Files.readAllBytes(directory.resolve("file"));
    int offset = (int) column.getBloom_filter_offset();
    ByteArrayInputStream in =
        new ByteArrayInputStream(file, offset, column.getBloom_filter_length());
    int bytes = Util.readBloomFilterHeader(in).getNumBytes();
    byte[] bits = in.readAllBytes();
    assertThat(bits).hasSize(bytes);
    return new BlockSplitBloomFilter(Arrays.copyOf(bits, bytes));
  }

  @ParameterizedTest
  @EnumSource(ColumnEncoding.class)
  void afterEmptyListsLongOnesAreCountedAsWell(ColumnEncoding encoding) throws IOException {
    int distinct = 300_001;
    List<RowGroup> groups =
        write(options().encoding(encoding).build(), SkewedBloomFilterTest::lateLength, distinct);
    assertThat(groups).hasSize(1);
    BlockSplitBloomFilter filter = filter(groups.get(0));
    assertThat(LongStream.range(0, distinct))
        .allMatch(number -> filter.findHash(filter.hash(number)));
    long found =
        LongStream.range(distinct, 2L * distinct)
            .filter(number -> filter.findHash(filter.hash(number)))
            .count();
    assertThat(found / (double) distinct).isLessThanOrEqualTo(0.01);
  }

  @Test
  void valuesThatRepeatTakeNoRoom() throws IOException {
    List<RowGroup> groups = write(options().build(), row -> 3, /* distinct= */ 20);
    assertThat(filter(groups.get(0)).getBitsetSize()).isEqualTo(BloomFilter.bytesFor(20, 0.01));
  }

  /** parquet-java's formula for the size takes no account of blocks, so it is a lower bound. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.1, 0.001, 1e-5})
  void aFilterHasTheShareOfFalsePositivesThatIsAskedFor(double fpp) throws IOException {
    int distinct = 100_000;
    ShredderOptions options = options().bloomFilterFpp(fpp).build();
    BlockSplitBloomFilter filter = filter(write(options, row -> 3, distinct).get(0));
    assertThat(filter.getBitsetSize())
        .isBetween(
            BlockSplitBloomFilter.optimalNumOfBits(distinct, fpp) / Byte.SIZE,
            4 * BlockSplitBloomFilter.optimalNumOfBits(distinct, fpp) / Byte.SIZE);
    assertThat(LongStream.range(0, distinct))
        .allMatch(number -> filter.findHash(filter.hash(number)));
    int others = 2_000_000;
    long found =
        LongStream.range(distinct, distinct + others)
            .filter(number -> filter.findHash(filter.hash(number)))
            .count();
    assertThat(found / (double) others).isLessThanOrEqualTo(1.2 * fpp);
  }
}
