package dev.nestedparquet.write;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.shred.ShredderOptions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a writer knows it can't make is refused before there is any output. */
final class WriterChecksTest {
  private static final Field INT = Field.nullable("item", new ArrowType.Int(32, true));

  private final MapDictionaryProvider none = new MapDictionaryProvider();
  private final PartitionWriter dataset = new DatasetWriter(8);

  static Stream<Field> whatTheDatasetWriterCannotWrite() {
    return Stream.of(
        Field.nullable("x", ArrowType.Utf8View.INSTANCE),
        Field.nullable("x", ArrowType.BinaryView.INSTANCE),
        nested(ArrowType.ListView.INSTANCE, INT),
        nested(ArrowType.LargeListView.INSTANCE, INT),
        Field.nullable("x", new ArrowType.Decimal(9, 2, 32)),
        Field.nullable("x", new ArrowType.Decimal(18, 2, 64)),
        Field.nullable("x", new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO)),
        nested(
            new ArrowType.Map(false),
            new Field(
                "entries",
                FieldType.notNullable(ArrowType.Struct.INSTANCE),
                List.of(Field.notNullable("key", ArrowType.Utf8.INSTANCE), INT))),
        nested(
            ArrowType.RunEndEncoded.INSTANCE,
            Field.notNullable("run_ends", new ArrowType.Int(32, true)),
            INT));
  }

  private static Field nested(ArrowType type, Field... children) {
    return new Field("x", FieldType.nullable(type), List.of(children));
  }

  @ParameterizedTest
  @MethodSource("whatTheDatasetWriterCannotWrite")
  void theDatasetWriterRefusesTypesThatItFailsAtWhereverTheyAre(Field field) {
    Field struct =
        new Field("s", FieldType.nullable(ArrowType.Struct.INSTANCE), List.of(INT, field));
    Field list = new Field("l", FieldType.nullable(ArrowType.List.INSTANCE), List.of(struct));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> dataset.check(new Schema(List.of(INT, list)), none))
        .withMessageStartingWith("column l.s.x: Arrow's Dataset writer can't write type ")
        .withMessageEndingWith("; choose the shredder, or another type");
  }

  static Stream<ArrowType> whatADictionaryOfTheDatasetWriterCannotHold() {
    return Stream.of(
        ArrowType.Utf8View.INSTANCE,
        ArrowType.BinaryView.INSTANCE,
        new ArrowType.Decimal(9, 2, 32),
        new ArrowType.Decimal(18, 2, 64));
  }

  @ParameterizedTest
  @MethodSource("whatADictionaryOfTheDatasetWriterCannotHold")
  void theDatasetWriterRefusesDictionariesOfSuchTypes(ArrowType type) {
    DictionaryEncoding encoding = new DictionaryEncoding(7, false, new ArrowType.Int(32, true));
    Field indices =
        new Field("x", new FieldType(true, encoding.getIndexType(), encoding), List.of());
    Field struct = nested(ArrowType.Struct.INSTANCE, indices);
    try (BufferAllocator allocator = new RootAllocator();
        FieldVector values = Field.nullable("values", type).createVector(allocator)) {
      DictionaryProvider dictionaries = new MapDictionaryProvider(new Dictionary(values, encoding));
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> dataset.check(new Schema(List.of(INT, struct)), dictionaries))
          .withMessage(
              "column x.x: Arrow's Dataset writer can't write a dictionary of type %s; choose the"
                  + " shredder, or another type",
              type);
    }
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> dataset.check(new Schema(List.of(struct)), none))
        .withMessage("column x.x: there is no dictionary 7 for it");
  }

  @Test
  void theDatasetWriterRefusesADictionaryThatHasNulls() {
    DictionaryEncoding encoding = new DictionaryEncoding(7, false, new ArrowType.Int(32, true));
    Field indices =
        new Field("x", new FieldType(true, encoding.getIndexType(), encoding), List.of());
    try (BufferAllocator allocator = new RootAllocator();
        FieldVector values = INT.createVector(allocator)) {
      DictionaryProvider dictionaries = new MapDictionaryProvider(new Dictionary(values, encoding));
      Schema schema = new Schema(List.of(indices));
      assertThatCode(() -> dataset.check(schema, dictionaries)).doesNotThrowAnyException();
      values.setValueCount(1);
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> dataset.check(schema, dictionaries))
          .withMessageStartingWith(
              "column x: Arrow's Dataset writer can't write a dictionary that has");
    }
  }

  /** A type that is registered with Arrow's Java library, of any storage. */
  private static final class Registered extends ArrowType.ExtensionType {
    private final ArrowType storage;

    Registered(ArrowType storage) {
      this.storage = storage;
    }

    @Override
    public ArrowType storageType() {
      return storage;
    }

    @Override
    public String extensionName() {
      return "test.registered";
    }

    @Override
    public boolean extensionEquals(ArrowType.ExtensionType other) {
      return other instanceof Registered same && same.storage.equals(storage);
    }

    @Override
    public ArrowType deserialize(ArrowType storageType, String serializedData) {
      return new Registered(storageType);
    }

    @Override
    public String serialize() {
      return "";
    }

    @Override
    public FieldVector getNewVector(String name, FieldType fieldType, BufferAllocator allocator) {
      throw new UnsupportedOperationException("only its storage matters here");
    }
  }

  @Test
  void theDatasetWriterLooksAtTheStorageOfExtensionTypes() {
    Field wide = Field.nullable("x", new Registered(new ArrowType.Decimal(30, 2, 128)));
    assertThatCode(() -> dataset.check(new Schema(List.of(wide)), none)).doesNotThrowAnyException();
    Field narrow = Field.nullable("x", new Registered(new ArrowType.Decimal(9, 2, 64)));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> dataset.check(new Schema(List.of(narrow)), none))
        .withMessageStartingWith(
            "column x: Arrow's Dataset writer can't write type Decimal(9, 2, 64)");
  }

  @Test
  void theDatasetWriterTakesOtherTypes() {
    Field list = new Field("l", FieldType.nullable(ArrowType.List.INSTANCE), List.of(INT));
    Field decimal = Field.nullable("d", new ArrowType.Decimal(38, 2, 128));
    assertThatCode(() -> dataset.check(new Schema(List.of(list, decimal)), none))
        .doesNotThrowAnyException();
  }

  @Test
  void moreRowGroupsThanReadersTakeAreRefusedWithTheNumberOfFilesThatWouldDo() {
    long rows = 32_767L * 32_768;
    assertThatCode(() -> dataset.check(new BatchPlan(rows, 1, 32_768))).doesNotThrowAnyException();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> dataset.check(new BatchPlan(rows + 1, 1, 32_768)))
        .withMessageContaining("takes 32,768 row groups of up to 32,768 rows")
        .withMessageContaining("2 partitions or more");
  }

  @Test
  void shortBatchesMakeShortRowGroupsOfTheDatasetWriter() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> dataset.check(new BatchPlan(40_000_000, 1, 1_000)))
        .withMessageContaining("takes 40,000 row groups of up to 1,000 rows")
        .withMessageEndingWith("or larger batches");
  }

  @ParameterizedTest
  @CsvSource({
    // batch rows, rows, row groups; 40,000 rows make one of 32,768 and one of 7,232.
    "40000, 655360000, 32768",
    "40000, 655380001, 32769",
    "65536, 1073709057, 32768",
    "98305, 805317561, 32769"
  })
  void aLongBatchIsCutIntoRowGroupsOfItsOwn(int batchRows, long rows, String groups) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> dataset.check(new BatchPlan(rows, 1, batchRows)))
        .withMessageContaining(
            "takes " + String.format(Locale.ROOT, "%,d", Integer.parseInt(groups)))
        .withMessageContaining(String.format(Locale.ROOT, "of each batch of %,d", batchRows));
  }

  @Test
  void theLastBatchMakesAsManyRowGroupsAsItsOwnRows() {
    long rows = 32_766L / 2 * 40_000;
    assertThatCode(() -> dataset.check(new BatchPlan(rows + 32_768, 1, 40_000)))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> dataset.check(new BatchPlan(rows + 32_769, 1, 40_000)))
        .withMessageContaining(
            "takes 32,768 row groups of up to 32,768 rows, 2 of each batch of 40")
        .withMessageEndingWith("choose 2 partitions or more, or batches of 32,768 rows");
  }

  @Test
  void theNumberOfFilesThatIsNamedWillDo() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> dataset.check(new BatchPlan(10_000_000_000L, 1, 40_000)))
        .withMessageEndingWith("choose 16 partitions or more");
    assertThatCode(() -> dataset.check(new BatchPlan(10_000_000_000L, 16, 40_000)))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> dataset.check(new BatchPlan(10_000_000_000L, 15, 40_000)));
  }

  @Test
  void rowGroupsOfTheShredderAreAsLongAsItsOptionSays() {
    ShredderOptions options = ShredderOptions.builder().rowGroupRows(100).build();
    PartitionWriter shredder = new ShredderWriter(options);
    assertThatCode(() -> shredder.check(new BatchPlan(3_276_700, 1, 32_768)))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> shredder.check(new BatchPlan(3_276_701, 1, 32_768)))
        .withMessageEndingWith("or longer row groups");
  }
}
