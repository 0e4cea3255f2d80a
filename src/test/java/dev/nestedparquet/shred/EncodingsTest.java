package dev.nestedparquet.shred;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.shred.fixtures.FileLevels;
import dev.nestedparquet.shred.fixtures.RawFooter;
import dev.nestedparquet.shred.fixtures.ReferenceLevels;
import dev.nestedparquet.shred.fixtures.ShreddedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.format.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be asked for, of which types; what is chosen of text, and in place of a dictionary. */
final class EncodingsTest {
  private static final int ROWS = 100_000;

  @TempDir private Path directory;

  private static ArrowType type(String name) {
    return switch (name) {
      case "boolean" -> ArrowType.Bool.INSTANCE;
      case "int" -> new ArrowType.Int(32, true);
      case "double" -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case "text" -> ArrowType.Utf8.INSTANCE;
      case "fixed" -> new ArrowType.FixedSizeBinary(5);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "boolean,AUTO PLAIN",
    "int,AUTO PLAIN DICTIONARY DELTA",
    "double,AUTO PLAIN DICTIONARY",
    "text,AUTO PLAIN DICTIONARY DELTA DELTA_LENGTH",
    "fixed,AUTO PLAIN DICTIONARY DELTA",
  })
  void anEncodingThatATypeDoesNotHaveIsRefusedForAColumn(String type, String possible) {
    Schema schema = new Schema(List.of(Field.nullable("x", type(type))));
    for (ColumnEncoding encoding : ColumnEncoding.values()) {
      ShredderOptions options = options(Map.of("x", encoding), ColumnEncoding.AUTO);
      if (List.of(possible.split(" ")).contains(encoding.name())) {
        ParquetShredder.check(schema, new MapDictionaryProvider(), options);
      } else {
        assertThatExceptionOfType(IllegalArgumentException.class)
            .isThrownBy(() -> ParquetShredder.check(schema, new MapDictionaryProvider(), options))
            .withMessageContaining("column x: Parquet has no such encoding");
      }
      // As one for all columns, it is for those that have it.
      ParquetShredder.check(schema, new MapDictionaryProvider(), options(Map.of(), encoding));
    }
  }

  private static ShredderOptions options(
      Map<String, ColumnEncoding> encodings, ColumnEncoding others) {
    return ShredderOptions.builder()
        .rowGroupRows(ROWS)
        .rowGroupBytes(1 << 30)
        .columnEncodings(encodings)
        .encoding(others)
        .build();
  }

  /** The encodings of data pages of a column of text, which is read back and compared. */
  private Set<Encoding> encodings(ColumnEncoding wanted, IntFunction<String> text)
      throws IOException {
    Path path = directory.resolve("text.parquet");
    try (BufferAllocator allocator = new RootAllocator();
        VarCharVector vector = new VarCharVector("text", allocator);
        VectorSchemaRoot root = VectorSchemaRoot.of(vector)) {
      ShreddedFile.write(
          path,
          root.getSchema(),
          new MapDictionaryProvider(),
          allocator,
          options(Map.of(), wanted),
          shredder -> {
            for (int row = 0; row < ROWS; row++) {
              vector.setSafe(row, text.apply(row).getBytes(UTF_8));
            }
            root.setRowCount(ROWS);
            shredder.write(root);
          });
    }
    List<ReferenceLevels.Entry> found = FileLevels.read(path).get(0);
    for (int row = 0; row < ROWS; row++) {
      assertThat(found.get(row).value())
          .isEqualTo(ByteBuffer.wrap(text.apply(row).getBytes(UTF_8)));
    }
    RawFooter footer = new RawFooter(path);
    return ShreddedFile.dataEncodings(footer.metadata().getRow_groups().get(0).getColumns().get(0));
  }

  private static String scattered(int row) {
    return Integer.toUnsignedString(Integer.reverse(row) * 0x9E37_79B9, 36);
  }

  @Test
  void shortTextThatIsAllDifferentHasItsLengthsSideBySide() throws IOException {
    assertThat(encodings(ColumnEncoding.AUTO, EncodingsTest::scattered))
        .containsExactly(Encoding.DELTA_LENGTH_BYTE_ARRAY);
  }

  @Test
  void longTextThatIsAllDifferentIsPlain() throws IOException {
    assertThat(encodings(ColumnEncoding.AUTO, row -> scattered(row) + "-".repeat(40)))
        .containsExactly(Encoding.PLAIN);
  }

  @Test
  void textThatHasItsBeginningInCommonHasOnlyTheRest() throws IOException {
    assertThat(encodings(ColumnEncoding.AUTO, row -> "2024-01-01 " + row))
        .containsExactly(Encoding.DELTA_BYTE_ARRAY);
  }

  /** Most texts are one of few; the others are too many for a dictionary. */
  private static String mostlyRepeated(int row) {
    return row % 5 < 3 ? "text" + row % 100 : scattered(row).repeat(4);
  }

  @Test
  void aDictionaryThatIsFullIsFollowedByLengthsOrByPlainWhereItWasAskedFor() throws IOException {
    assertThat(encodings(ColumnEncoding.AUTO, EncodingsTest::mostlyRepeated))
        .containsExactlyInAnyOrder(Encoding.RLE_DICTIONARY, Encoding.DELTA_LENGTH_BYTE_ARRAY);
    assertThat(encodings(ColumnEncoding.DICTIONARY, EncodingsTest::mostlyRepeated))
        .containsExactlyInAnyOrder(Encoding.RLE_DICTIONARY, Encoding.PLAIN);
  }
}
