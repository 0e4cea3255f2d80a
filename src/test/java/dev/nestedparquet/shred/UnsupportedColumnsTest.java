package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.extension.OpaqueType;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can't be written is refused, with the column's path, before the file's first byte. */
final class UnsupportedColumnsTest {
  private static final ArrowType UTF8 = ArrowType.Utf8.INSTANCE;
  private static final Field INT = field(new ArrowType.Int(32, true));

  private final BufferAllocator allocator = new RootAllocator();
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  @AfterEach
  void closeAllocator() {
    allocator.close();
  }

  private static Field field(ArrowType type, Field... children) {
    return new Field("x", FieldType.nullable(type), List.of(children));
  }

  private static Field field(ArrowType type, String key, String value) {
    return new Field("x", new FieldType(true, type, null, Map.of(key, value)), null);
  }

  private static Field named(String name, Field like) {
    return new Field(name, like.getFieldType(), like.getChildren());
  }

  private static OpaqueType opaque(ArrowType storage) {
    return new OpaqueType(storage, "type", "vendor");
  }

  static Stream<Arguments> types() {
    Field text = named("t", field(UTF8));
    return Stream.of(
        Arguments.of(new Field("x", FieldType.notNullable(ArrowType.Null.INSTANCE), null), "Null"),
        Arguments.of(field(new ArrowType.Int(8, true), "PARQUET:field_id", "x1"), "field_id=x1"),
        Arguments.of(field(UTF8, "PARQUET:field_id", "2147483648"), "field_id=2147483648"),
        Arguments.of(field(new ArrowType.Union(UnionMode.Sparse, new int[] {0}), text), "Union"),
        Arguments.of(field(new ArrowType.Union(UnionMode.Dense, new int[] {0}), text), "Union"),
        Arguments.of(field(new ArrowType.Interval(IntervalUnit.YEAR_MONTH)), "Interval"),
        Arguments.of(field(new ArrowType.Interval(IntervalUnit.DAY_TIME)), "Interval"),
        Arguments.of(field(new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO)), "Interval"),
        Arguments.of(
            field(
                ArrowType.RunEndEncoded.INSTANCE,
                named("run_ends", field(new ArrowType.Int(32, true))),
                named("values", field(ArrowType.List.INSTANCE, text))),
            "List"),
        Arguments.of(field(opaque(new ArrowType.Interval(IntervalUnit.DAY_TIME))), "Interval"),
        Arguments.of(field(ArrowType.Struct.INSTANCE), "no struct without fields"),
        Arguments.of(field(new ArrowType.FixedSizeBinary(0)), "no binary of 0 bytes"),
        Arguments.of(field(new ArrowType.Decimal(5, -2, 128)), "scale"),
        Arguments.of(field(new ArrowType.Decimal(5, 6, 128)), "scale"),
        Arguments.of(field(new ArrowType.Decimal(10, 2, 32)), "10 in 32 bits; 1 to 9 are allowed"),
        Arguments.of(field(new ArrowType.Decimal(19, 0, 64)), "19 in 64 bits; 1 to 18 are allowed"),
        Arguments.of(field(new ArrowType.Decimal(39, 0, 128)), "39 in 128 bits; 1 to 38 are"),
        Arguments.of(field(new ArrowType.Decimal(77, 0, 256)), "77 in 256 bits; 1 to 76 are"),
        Arguments.of(field(new ArrowType.Decimal(0, 0, 128)), "precision 0 in 128 bits; 1 to 38"),
        Arguments.of(field(new ArrowType.Decimal(-1, 0, 32)), "precision -1 in 32 bits; 1 to 9"),
        Arguments.of(field(new ArrowType.Decimal(4, 0, 16)), "a decimal of 16 bits"),
        Arguments.of(field(opaque(new ArrowType.Decimal(10, 2, 32))), "10 in 32 bits; 1 to 9"),
        Arguments.of(
            field(
                ArrowType.RunEndEncoded.INSTANCE,
                named("run_ends", field(new ArrowType.Int(32, true))),
                named("values", field(new ArrowType.Decimal(19, 0, 64)))),
            "19 in 64 bits; 1 to 18"));
  }

  private void assertRefused(
      Schema schema, DictionaryProvider dictionaries, String path, String reason) {
    assertThatExceptionOfType(UnsupportedColumnException.class)
        .isThrownBy(
            () ->
                ParquetShredder.open(
                    Channels.newChannel(file),
                    schema,
                    dictionaries,
                    allocator,
                    ShredderOptions.DEFAULT))
        .withMessageStartingWith("column " + path + ": ")
        .withMessageContaining(reason);
    assertThat(file.size()).isZero();
    assertThat(allocator.getAllocatedMemory()).isZero();
  }

  @ParameterizedTest
  @MethodSource("types")
  void aColumnIsRefused(Field column, String reason) {
    Schema schema = new Schema(List.of(named("good", field(UTF8)), named("bad", column)));
    assertRefused(schema, new MapDictionaryProvider(), "bad", reason);
  }

  @ParameterizedTest
  @MethodSource("types")
  void aColumnIsRefusedHoweverDeep(Field column, String reason) {
    Field inStruct = field(ArrowType.Struct.INSTANCE, named("good", field(UTF8)), column);
    Field key = new Field("key", FieldType.notNullable(UTF8), null);
    Field entries =
        new Field(
            MapVector.DATA_VECTOR_NAME,
            FieldType.notNullable(ArrowType.Struct.INSTANCE),
            List.of(key, named("value", inStruct)));
    Field map = field(new ArrowType.Map(false), entries);
    Field list = named("lists", field(new ArrowType.FixedSizeList(2), map));
    assertRefused(
        new Schema(List.of(list)),
        new MapDictionaryProvider(),
        "lists.list.element.key_value.value.x",
        reason);
  }

  private static Field dictionaryEncoded(DictionaryEncoding encoding) {
    return new Field("x", new FieldType(true, encoding.getIndexType(), encoding), null);
  }

  @Test
  void aDictionaryThatIsNotThereIsNamed() {
    DictionaryEncoding encoding = new DictionaryEncoding(7, false, null);
    Schema schema = new Schema(List.of(dictionaryEncoded(encoding)));
    assertRefused(schema, new MapDictionaryProvider(), "x", "no dictionary 7");
  }

  @Test
  void aDictionaryOfStructsIsRefused() {
    DictionaryEncoding encoding = new DictionaryEncoding(7, false, null);
    try (StructVector structs = StructVector.empty("structs", allocator)) {
      structs.addOrGet("a", FieldType.nullable(UTF8), VarCharVector.class);
      assertRefused(
          new Schema(List.of(dictionaryEncoded(encoding))),
          new MapDictionaryProvider(new Dictionary(structs, encoding)),
          "x",
          "Struct");
    }
  }

  @Test
  void aDictionaryOfDecimalsWithTooManyDigitsForTheirBitsIsRefused() {
    DictionaryEncoding encoding = new DictionaryEncoding(7, false, null);
    try (DecimalVector decimals = new DecimalVector("decimals", allocator, 39, 0)) {
      assertRefused(
          new Schema(List.of(dictionaryEncoded(encoding))),
          new MapDictionaryProvider(new Dictionary(decimals, encoding)),
          "x",
          "a decimal of precision 39 in 128 bits; 1 to 38 are allowed");
    }
  }

  @Test
  void columnsMayBeDeepButNotDeeperThanLevelsGo() {
    assertRefused(new Schema(List.of(deep(65))), new MapDictionaryProvider(), path(65), "127");
  }

  private static Field deep(int lists) {
    Field field = field(UTF8);
    for (int i = 0; i < lists; i++) {
      field = field(ArrowType.List.INSTANCE, field);
    }
    return field;
  }

  private static String path(int lists) {
    String[] elements = new String[lists];
    Arrays.fill(elements, "list.element");
    return "x." + String.join(".", elements);
  }

  @Test
  void aSchemaWithoutColumnsIsRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                ParquetShredder.open(
                    Channels.newChannel(file),
                    new Schema(List.of()),
                    new MapDictionaryProvider(),
                    allocator,
                    ShredderOptions.DEFAULT))
        .withMessageContaining("no columns");
    assertThat(file.size()).isZero();
  }

  @Test
  void twoColumnsOfTheSameNameAreRefused() {
    Schema schema =
        new Schema(List.of(named("a", field(UTF8)), named("b", field(UTF8)), named("a", INT)));
    assertRefused(schema, new MapDictionaryProvider(), "a", "same name");
  }

  @Test
  void twoFieldsOfTheSameNameInAStructAreRefused() {
    Field struct = field(ArrowType.Struct.INSTANCE, named("a", field(UTF8)), named("a", INT));
    Field list = named("lists", field(ArrowType.List.INSTANCE, struct));
    assertRefused(
        new Schema(List.of(list)),
        new MapDictionaryProvider(),
        "lists.list.element.a",
        "same name");
  }
}
