package dev.nestedparquet.shred;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.shred.fixtures.FileLevels;
import dev.nestedparquet.shred.fixtures.RawFooter;
import dev.nestedparquet.shred.fixtures.ShreddedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.RowGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a page, bytes of a dictionary, and a codec of a column's own, each as asked for. */
final class PageOptionsTest {
  private static final int ROWS = 50_000;

  /** Rows of a batch, which no page ends with. */
  private static final int BATCH_ROWS = 7_000;

  private static final String TEXT = "text";
  private static final String NUMBERS = "numbers.list.element";

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Field.nullable(TEXT, ArrowType.Utf8.INSTANCE),
              new Field(
                  "numbers",
                  FieldType.nullable(ArrowType.List.INSTANCE),
                  List.of(Field.nullable("item", new ArrowType.Int(64, true))))));

  @TempDir private Path directory;

  private static ShredderOptions.Builder oneRowGroup() {
    return ShredderOptions.builder().rowGroupRows(1_000_000).rowGroupBytes(1L << 30);
  }

  private static String text(int row) {
    return "a text of 20 B" + (100_000 + row);
  }

  /** Writes texts that are all different, and lists of none to three numbers; reads them back. */
  private RowGroup write(ShredderOptions options) throws IOException {
    Path file = directory.resolve("file.parquet");
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
      ShreddedFile.write(
          file,
          SCHEMA,
          new MapDictionaryProvider(),
          allocator,
          options,
          shredder -> {
            for (int first = 0; first < ROWS; first += BATCH_ROWS) {
              fill(root, first, Math.min(BATCH_ROWS, ROWS - first));
              shredder.write(root);
            }
          });
    }
    List<FileLevels.Column> columns = FileLevels.columns(file);
    assertThat(columns.get(0).entries().stream().map(entry -> entry.value()))
        .containsExactlyElementsOf(
            IntStream.range(0, ROWS)
                .mapToObj(row -> (Object) ByteBuffer.wrap(text(row).getBytes(UTF_8)))
                .toList());
    assertThat(columns.get(1).entries().stream().map(entry -> entry.value()))
        .filteredOn(value -> value != null)
        .containsExactlyElementsOf(
            IntStream.range(0, ROWS)
                .boxed()
                .flatMap(row -> IntStream.range(0, row % 4).mapToObj(i -> (Object) (long) row))
                .toList());
    List<RowGroup> groups = new RawFooter(file).metadata().getRow_groups();
    assertThat(groups).hasSize(1);
    return groups.get(0);
  }

  private static void fill(VectorSchemaRoot root, int first, int rows) {
    root.getFieldVectors().forEach(vector -> vector.reset());
    VarCharVector texts = (VarCharVector) root.getVector(TEXT);
    ListVector lists = (ListVector) root.getVector("numbers");
    BigIntVector numbers = (BigIntVector) lists.getDataVector();
    int elements = 0;
    for (int i = 0; i < rows; i++) {
      int row = first + i;
      texts.setSafe(i, text(row).getBytes(UTF_8));
      lists.startNewValue(i);
      for (int element = 0; element < row % 4; element++) {
        numbers.setSafe(elements++, row);
      }
      lists.endValue(i, row % 4);
    }
    root.setRowCount(rows);
  }

  private List<Long> rowsOfPages(ColumnChunk chunk) throws IOException {
    List<Long> rows = new ArrayList<>();
    List<PageLocation> pages =
        new RawFooter(directory.resolve("file.parquet")).offsetIndex(chunk).getPage_locations();
    for (int i = 0; i < pages.size(); i++) {
      long end = i + 1 < pages.size() ? pages.get(i + 1).getFirst_row_index() : ROWS;
      rows.add(end - pages.get(i).getFirst_row_index());
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, AUTO",
    "100, 1, PLAIN",
    "999, 2, DICTIONARY",
    "7000, 1, DELTA",
    "32768, 1, AUTO",
    "32769, 2, PLAIN",
    "49999, 1, AUTO",
    "2147483647, 1, DELTA"
  })
  void pagesHaveAsManyRowsAsAskedForAndTheLastOneTheRest(
      int pageRows, int version, ColumnEncoding encoding) throws IOException {
    RowGroup group =
        write(
            oneRowGroup()
                .pageRows(pageRows)
                .pageVersion(version)
                .pageBytes(1 << 30)
                .dictionaryBytes(1 << 30)
                .encoding(encoding)
                .build());
    List<Long> expected = new ArrayList<>();
    for (long row = 0; row < ROWS; row += pageRows) {
      expected.add(Math.min(pageRows, ROWS - row));
    }
    for (ColumnChunk chunk : group.getColumns()) {
      assertThat(rowsOfPages(chunk)).isEqualTo(expected);
    }
  }

  @Test
  void pagesHaveAtMost32768RowsByDefault() throws IOException {
    for (ColumnChunk chunk : write(oneRowGroup().pageBytes(1 << 30).build()).getColumns()) {
      assertThat(rowsOfPages(chunk)).allMatch(rows -> rows <= 32_768).contains(32_768L);
    }
  }

  private static Set<Encoding> dataEncodings(RowGroup group) {
    return ShreddedFile.dataEncodings(group.getColumns().get(0));
  }

  private static long dictionaryBytes(RowGroup group) {
    ColumnMetaData text = group.getColumns().get(0).getMeta_data();
    return text.getData_page_offset() - text.getDictionary_page_offset();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 64 << 10, 500_000})
  void aDictionaryEndsWithinTwiceItsLimitHoweverLargePagesAre(int limit) throws IOException {
    ShredderOptions options =
        oneRowGroup()
            .encoding(ColumnEncoding.DICTIONARY)
            .dictionaryBytes(limit)
            .pageBytes(16 << 20)
            .build();
    RowGroup group = write(options);
    assertThat(dataEncodings(group))
        .containsExactlyInAnyOrder(Encoding.RLE_DICTIONARY, Encoding.PLAIN);
    int header = 40;
    assertThat(dictionaryBytes(group)).isBetween((long) limit, 2L * limit + header);
  }

  @Test
  void aDictionaryWithRoomForAllValuesHasThemAll() throws IOException {
    ShredderOptions.Builder options =
        oneRowGroup().encoding(ColumnEncoding.DICTIONARY).pageBytes(100_000);
    assertThat(dataEncodings(write(options.build()))).contains(Encoding.PLAIN);
    RowGroup whole = write(options.dictionaryBytes(2 << 20).build());
    assertThat(dataEncodings(whole)).containsExactly(Encoding.RLE_DICTIONARY);
    assertThat(dictionaryBytes(whole)).isGreaterThan(ROWS * 24L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aColumnHasItsOwnCodecAndTheOthersTheCommonOne(int version) throws IOException {
    ShredderOptions options =
        oneRowGroup()
            .pageVersion(version)
            .compression(Compression.zstd(1))
            .columnCompressions(Map.of("text", Compression.SNAPPY))
            .build();
    assertThat(codecs(write(options)))
        .containsExactly(CompressionCodec.SNAPPY, CompressionCodec.ZSTD);
    ShredderOptions other =
        options.toBuilder()
            .compression(Compression.NONE)
            .columnCompressions(Map.of(NUMBERS, Compression.LZ4))
            .build();
    assertThat(codecs(write(other)))
        .containsExactly(CompressionCodec.UNCOMPRESSED, CompressionCodec.LZ4_RAW);
  }

  private static List<CompressionCodec> codecs(RowGroup group) {
    return group.getColumns().stream().map(chunk -> chunk.getMeta_data().getCodec()).toList();
  }

  /** One codec serves all columns with the same level, and none with another. */
  @Test
  void levelsOfZstdAreTheColumnsOwn() throws IOException {
    long fast = textBytes(Compression.zstd(1), Compression.zstd(19));
    long small = textBytes(Compression.zstd(19), Compression.zstd(1));
    assertThat(small).isLessThan(fast * 9 / 10);
    assertThat(textBytes(Compression.zstd(1), Compression.zstd(1))).isEqualTo(fast);
    assertThat(textBytes(Compression.zstd(19), Compression.NONE)).isEqualTo(small);
  }

  private long textBytes(Compression ofText, Compression ofOthers) throws IOException {
    ShredderOptions options =
        oneRowGroup()
            .encoding(ColumnEncoding.PLAIN)
            .compression(ofOthers)
            .columnCompressions(Map.of(TEXT, ofText))
            .build();
    return write(options).getColumns().get(0).getMeta_data().getTotal_compressed_size();
  }
}
