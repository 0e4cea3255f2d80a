package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.shred.fixtures.RawFooter;
import dev.nestedparquet.shred.fixtures.ShreddedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options name a column by its whole path, or by what is short for one and no other. */
final class ColumnNamesTest {
  private static final ArrowType INT = new ArrowType.Int(32, true);

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Field.nullable("id", INT),
              list("phones", struct("item", integer("number"), integer("type"))),
              list("homes", struct("item", integer("number"), integer("element"))),
              list("days", list("hours", integer("value"))),
              map("tags", integer("value")),
              map("deep", list("value", struct("item", map("more", integer("value"))))),
              struct("list", struct("element", integer("id"), integer("leaf"))),
              struct("a", struct("days", integer("b")))));

  private static Field integer(String name) {
    return Field.nullable(name, INT);
  }

  private static Field struct(String name, Field... children) {
    return new Field(name, FieldType.nullable(ArrowType.Struct.INSTANCE), List.of(children));
  }

  private static Field list(String name, Field item) {
    return new Field(name, FieldType.nullable(ArrowType.List.INSTANCE), List.of(item));
  }

  private static Field map(String name, Field value) {
    Field key = new Field("key", FieldType.notNullable(INT), List.of());
    FieldType entries = FieldType.notNullable(ArrowType.Struct.INSTANCE);
    return new Field(
        name,
        FieldType.nullable(new ArrowType.Map(false)),
        List.of(new Field("entries", entries, List.of(key, value))));
  }

  private static ShredderOptions resolve(ShredderOptions options) {
    return ParquetShredder.resolve(SCHEMA, new MapDictionaryProvider(), options);
  }

  @ParameterizedTest
  @CsvSource({
    "type, phones.list.element.type",
    "phones.type, phones.list.element.type",
    "phones.number, phones.list.element.number",
    "homes.number, homes.list.element.number",
    "homes.element, homes.list.element.element",
    "homes.list.element.element, homes.list.element.element",
    "days, days.list.element.list.element",
    "tags.key, tags.key_value.key",
    "tags.value, tags.key_value.value",
    "deep.value.more.value, deep.key_value.value.list.element.more.key_value.value",
    "more.value, deep.key_value.value.list.element.more.key_value.value",
    "more.key, deep.key_value.value.list.element.more.key_value.key",
    "deep.key, deep.key_value.key",
    "id, id",
    "leaf, list.element.leaf",
    "element.id, list.element.id",
    "list.element.id, list.element.id",
    "b, a.days.b",
    "days.b, a.days.b"
  })
  void aNameIsShortForAPath(String name, String path) {
    ShredderOptions options =
        ShredderOptions.builder()
            .columnEncodings(Map.of(name, ColumnEncoding.DELTA))
            .bloomFilters(Set.of(name))
            .build();
    ShredderOptions resolved = resolve(options);
    assertThat(resolved.columnEncodings()).isEqualTo(Map.of(path, ColumnEncoding.DELTA));
    assertThat(resolved.bloomFilters()).isEqualTo(Set.of(path));
    assertThat(resolve(resolved)).isEqualTo(resolved);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          number | it can be phones.list.element.number, homes.list.element.number; name
          key    | it can be tags.key_value.key, deep.key_value.key, deep.key_value.value.list.element
          value  | it can be tags.key_value.value, deep.key_value.value.list.element.more.key_value.value;
          """)
  void aNameThatIsShortForSeveralIsRefusedWithThese(String name, String message) {
    for (ShredderOptions options : byName(name)) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> resolve(options))
          .withMessageStartingWith("column " + name + " is ambiguous: " + message);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "phones",
    "phone.number",
    "hones.number",
    "list.element.number",
    "more",
    "umber",
    "."
  })
  void aNameThatIsNoColumnsIsRefusedWithAllThereAre(String name) {
    for (ShredderOptions options : byName(name)) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> resolve(options))
          .withMessageStartingWith(
              "there is no column " + name + "; there are id, phones.list.element.number, ");
    }
  }

  private static List<ShredderOptions> byName(String name) {
    return List.of(
        ShredderOptions.builder().columnEncodings(Map.of(name, ColumnEncoding.PLAIN)).build(),
        ShredderOptions.builder().bloomFilters(Set.of(name)).build());
  }

  @Test
  void ofThousandsOfColumnsTwentyAreListed() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      fields.add(struct("s" + i, integer("x")));
    }
    ShredderOptions options = ShredderOptions.builder().bloomFilters(Set.of("x")).build();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () -> ParquetShredder.check(new Schema(fields), new MapDictionaryProvider(), options))
        .withMessageContaining("it can be s0.x, s1.x, ")
        .withMessageContaining(", s19.x and 4,980 more; name the one");
  }

  @Test
  void twoNamesOfOneColumnMustAgree() {
    ShredderOptions.Builder options = ShredderOptions.builder();
    Map<String, ColumnEncoding> same =
        Map.of("type", ColumnEncoding.DELTA, "phones.type", ColumnEncoding.DELTA);
    assertThat(resolve(options.columnEncodings(same).build()).columnEncodings())
        .isEqualTo(Map.of("phones.list.element.type", ColumnEncoding.DELTA));
    Map<String, ColumnEncoding> others =
        Map.of("type", ColumnEncoding.DELTA, "phones.type", ColumnEncoding.PLAIN);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> resolve(options.columnEncodings(others).build()))
        .withMessage(
            "column phones.list.element.type has two encodings, plain as phones.type and delta as"
                + " type; leave one out");
  }

  @Test
  void aColumnThatIsNamedShortIsWrittenAsAsked(@TempDir Path directory) throws IOException {
    Path path = directory.resolve("short.parquet");
    ShredderOptions options =
        ShredderOptions.builder()
            .encoding(ColumnEncoding.PLAIN)
            .columnEncodings(Map.of("more.value", ColumnEncoding.DELTA))
            .bloomFilters(Set.of("list.element.id"))
            .build();
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
            setId(root); // A column of nulls has no Bloom filter.
            root.getFieldVectors().forEach(vector -> vector.setValueCount(3));
            root.setRowCount(3);
            shredder.write(root);
          });
    }
    for (ColumnChunk column : new RawFooter(path).metadata().getRow_groups().get(0).getColumns()) {
      String name = String.join(".", column.getMeta_data().getPath_in_schema());
      assertThat(ShreddedFile.dataEncodings(column))
          .as(name)
          .containsExactly(
              name.endsWith("more.key_value.value")
                  ? Encoding.DELTA_BINARY_PACKED
                  : Encoding.PLAIN);
      assertThat(column.getMeta_data().isSetBloom_filter_offset())
          .as(name)
          .isEqualTo(name.equals("list.element.id"));
    }
  }

  private static void setId(VectorSchemaRoot root) {
    StructVector outer = (StructVector) root.getVector("list");
    StructVector inner = (StructVector) outer.getChild("element");
    outer.setIndexDefined(0);
    inner.setIndexDefined(0);
    ((IntVector) inner.getChild("id")).setSafe(0, 7);
  }
}
