package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.shred.fixtures.FileLevels;
import dev.nestedparquet.shred.fixtures.ShreddedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A name may have a dot, as parquet-java and pyarrow let it have one: the file keeps names apart.
 * Only an option, which names a column by its path as a whole, can be ambiguous.
 */
final class NamesWithDotsTest {
  private static final ArrowType INT = new ArrowType.Int(32, true);

  /** Columns {@code a.b}, {@code b} of the struct {@code a}, and {@code c.d}. */
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Field.nullable("a.b", INT),
              new Field(
                  "a",
                  FieldType.nullable(ArrowType.Struct.INSTANCE),
                  List.of(Field.nullable("b", INT))),
              Field.nullable("c.d", INT)));

  private static void check(ShredderOptions options) {
    ParquetShredder.check(SCHEMA, new MapDictionaryProvider(), options);
  }

  @Test
  void aColumnIsFoundByItsNames(@TempDir Path directory) throws IOException {
    Path path = directory.resolve("dots.parquet");
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
      ShreddedFile.write(
          path,
          SCHEMA,
          new MapDictionaryProvider(),
          allocator,
          ShredderOptions.DEFAULT,
          shredder -> {
            root.allocateNew();
            ((IntVector) root.getVector(0)).set(0, 1);
            StructVector struct = (StructVector) root.getVector(1);
            struct.setIndexDefined(0);
            ((IntVector) struct.getChild("b")).set(0, 2);
            ((IntVector) root.getVector(2)).set(0, 3);
            root.setRowCount(1);
            shredder.write(root);
          });
    }
    List<FileLevels.Column> columns = FileLevels.columns(path);
    assertThat(columns)
        .extracting(FileLevels.Column::path)
        .containsExactly(List.of("a.b"), List.of("a", "b"), List.of("c.d"));
    assertThat(columns)
        .extracting(column -> column.entries().get(0).value())
        .containsExactly(1, 2, 3);
  }

  @Test
  void anOptionForAPathThatTwoColumnsHaveIsRefused() {
    for (ShredderOptions options :
        List.of(
            options(Map.of("a.b", ColumnEncoding.PLAIN), Set.of()),
            options(Map.of(), Set.of("a.b")))) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> check(options))
          .withMessageStartingWith("column a.b is ambiguous: there are 2 ");
    }
  }

  @Test
  void anOptionForOneColumnMayHaveDotsOfItsName() {
    check(options(Map.of("c.d", ColumnEncoding.DELTA), Set.of("c.d")));
  }

  private static ShredderOptions options(
      Map<String, ColumnEncoding> encodings, Set<String> bloomFilters) {
    return ShredderOptions.builder().columnEncodings(encodings).bloomFilters(bloomFilters).build();
  }
}
