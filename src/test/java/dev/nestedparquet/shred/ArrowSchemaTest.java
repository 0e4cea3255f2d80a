package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.shred.fixtures.FileLevels;
import dev.nestedparquet.shred.fixtures.ShreddedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Arrow schema in the footer is the very one, but where pyarrow could not read the file then.
 */
final class ArrowSchemaTest {
  private static final ArrowType UTF8 = ArrowType.Utf8.INSTANCE;
  private static final ArrowType PAIR = new ArrowType.FixedSizeList(2);
  private static final DictionaryEncoding ENCODING =
      new DictionaryEncoding(3, /* ordered= */ true, new ArrowType.Int(16, false));
  private static final Field ENCODED =
      new Field("encoded", new FieldType(true, ENCODING.getIndexType(), ENCODING), null);
  private static final Field PAIRS = pairs(UTF8, null);

  private final BufferAllocator allocator = new RootAllocator();
  private MapDictionaryProvider dictionaries;

  @TempDir private Path directory;

  @BeforeEach
  void makeDictionary() {
    VarCharVector labels = new VarCharVector("labels", allocator);
    labels.allocateNew();
    labels.setSafe(0, new byte[] {'a'});
    labels.setValueCount(1);
    dictionaries = new MapDictionaryProvider(new Dictionary(labels, ENCODING));
  }

  @AfterEach
  void closeAllocator() {
    dictionaries.close();
    allocator.close();
  }

  private static Field pairs(ArrowType type, Map<String, String> metadata) {
    FieldType nullable = new FieldType(true, PAIR, null, metadata);
    return new Field("pairs", nullable, List.of(Field.nullable("item", type)));
  }

  private static Field struct(Field child) {
    return new Field("struct", FieldType.nullable(ArrowType.Struct.INSTANCE), List.of(child));
  }

  /** What is done to a batch of two rows, in which nothing is null but the values. */
  @FunctionalInterface
  private interface Change {
    void accept(VectorSchemaRoot root);
  }

  private Schema written(Schema schema, ColumnEncoding encoding, Change change) throws IOException {
    Path path = directory.resolve("file");
    ShredderOptions options =
        ShredderOptions.builder()
            .rowGroupRows(10)
            .rowGroupBytes(1_000)
            .pageBytes(1_000)
            .encoding(encoding)
            .build();
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      ShreddedFile.write(
          path,
          schema,
          dictionaries,
          allocator,
          options,
          shredder -> {
            root.allocateNew();
            change.accept(root);
            root.setRowCount(2);
            shredder.write(root);
          });
    }
    try (ParquetFileReader reader = FileLevels.open(path)) {
      String text = reader.getFileMetaData().getKeyValueMetaData().get("ARROW:schema");
      return Schema.deserializeMessage(ByteBuffer.wrap(Base64.getDecoder().decode(text)));
    }
  }

  private static void fillPairs(FixedSizeListVector pairs) {
    pairs.setNotNull(0);
    pairs.setNotNull(1);
  }

  @Test
  void typesAndMetadataAreKept() throws IOException {
    Map<String, String> metadata = Map.of("unit", "m");
    ArrowType zoned = new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Asia/Kolkata");
    Schema schema =
        new Schema(
            List.of(
                new Field(
                    "pairs",
                    new FieldType(false, PAIR, null, metadata),
                    List.of(Field.nullable("item", ArrowType.LargeUtf8.INSTANCE))),
                new Field("zoned", new FieldType(false, zoned, null, metadata), null)),
            Map.of("source", "here"));
    Schema found =
        written(
            schema,
            ColumnEncoding.AUTO,
            root -> {
              fillPairs((FixedSizeListVector) root.getVector(0));
              ((TimeStampVector) root.getVector(1)).set(0, 1);
              ((TimeStampVector) root.getVector(1)).set(1, 1);
            });
    assertThat(found).isEqualTo(schema);
  }

  @Test
  void aDictionaryIsADictionary() throws IOException {
    Field found =
        written(new Schema(List.of(ENCODED)), ColumnEncoding.AUTO, root -> {}).getFields().get(0);
    assertThat(found.getType()).isEqualTo(UTF8);
    assertThat(found.getDictionary())
        .isEqualTo(new DictionaryEncoding(3, /* ordered= */ true, new ArrowType.Int(32, true)));
  }

  @Test
  void aDictionaryIsNoneWithDeltaEncodingNorInOtherTypes() throws IOException {
    Field plain = Field.nullable("encoded", UTF8);
    assertThat(written(new Schema(List.of(ENCODED)), ColumnEncoding.DELTA, root -> {}).getFields())
        .containsExactly(plain);
    Files.delete(directory.resolve("file"));
    Schema nested = new Schema(List.of(struct(ENCODED)));
    assertThat(written(nested, ColumnEncoding.AUTO, root -> {}).getFields())
        .containsExactly(struct(plain));
  }

  @Test
  void aDictionaryOfOtherValuesThanStringsIsNone() throws IOException {
    ArrowType days = new ArrowType.Date(DateUnit.DAY);
    DateDayVector dates = new DateDayVector("dates", allocator);
    DictionaryEncoding encoding = new DictionaryEncoding(4, false, ENCODING.getIndexType());
    dictionaries.put(new Dictionary(dates, encoding));
    FieldType type = new FieldType(true, encoding.getIndexType(), encoding);
    Schema schema = new Schema(List.of(new Field("date", type, null)));
    assertThat(written(schema, ColumnEncoding.AUTO, root -> {}).getFields())
        .containsExactly(Field.nullable("date", days));
  }

  private static Field asList(Field pairs) {
    return new Field(
        pairs.getName(), FieldType.nullable(ArrowType.List.INSTANCE), pairs.getChildren());
  }

  @Test
  void listsOfFixedSizeAreListsWhereOneMayBeNullWhateverTheData() throws IOException {
    for (boolean isNull : new boolean[] {false, true}) {
      Schema found =
          written(
              new Schema(List.of(PAIRS)),
              ColumnEncoding.AUTO,
              root -> {
                fillPairs((FixedSizeListVector) root.getVector(0));
                if (isNull) {
                  ((FixedSizeListVector) root.getVector(0)).setNull(1);
                }
              });
      assertThat(found.getFields()).containsExactly(asList(PAIRS));
    }
  }

  @Test
  void listsOfFixedSizeAreListsWhereAStructAboveThemMayBeNull() throws IOException {
    Field required = new Field("pairs", new FieldType(false, PAIR, null), PAIRS.getChildren());
    Schema found =
        written(
            new Schema(List.of(struct(required))),
            ColumnEncoding.AUTO,
            root -> {
              StructVector struct = (StructVector) root.getVector(0);
              fillPairs((FixedSizeListVector) struct.getChild("pairs"));
              struct.setIndexDefined(0);
            });
    Field list =
        new Field("pairs", FieldType.notNullable(ArrowType.List.INSTANCE), required.getChildren());
    assertThat(found.getFields()).containsExactly(struct(list));
  }

  @Test
  void listsOfFixedSizeAreListsInAMapWhateverItsEntriesAreCalled() throws IOException {
    for (String value : List.of("value", "v", "key")) {
      Field key = Field.notNullable("k", UTF8);
      Field pairs = new Field(value, FieldType.nullable(PAIR), PAIRS.getChildren());
      Field found = written(map(key, pairs), ColumnEncoding.AUTO, root -> {}).getFields().get(0);
      assertThat(found).isEqualTo(map(key, asList(pairs)).getFields().get(0));
    }
  }

  private static Schema map(Field key, Field value) {
    Field entries =
        new Field("things", FieldType.notNullable(ArrowType.Struct.INSTANCE), List.of(key, value));
    FieldType map = FieldType.nullable(new ArrowType.Map(/* keysSorted= */ false));
    return new Schema(List.of(new Field("map", map, List.of(entries))));
  }

  @Test
  void metadataOfSchemaAndOptionsIsInTheFooterAndInTheArrowSchema() throws IOException {
    Path path = directory.resolve("file");
    Field number = Field.nullable("number", new ArrowType.Int(32, true));
    Map<String, String> ofSchema =
        Map.of("pandas", "{}", "both", "schema", "ARROW:schema", "of another file");
    Schema schema = new Schema(List.of(number), ofSchema);
    ShredderOptions options =
        ShredderOptions.builder().metadata(Map.of("both", "options", "added", "1")).build();
    ShreddedFile.write(path, schema, dictionaries, allocator, options, shredder -> {});
    Map<String, String> all = Map.of("pandas", "{}", "both", "options", "added", "1");
    try (ParquetFileReader reader = FileLevels.open(path)) {
      Map<String, String> footer = new HashMap<>(reader.getFileMetaData().getKeyValueMetaData());
      byte[] message = Base64.getDecoder().decode(footer.remove("ARROW:schema"));
      assertThat(footer).containsExactlyInAnyOrderEntriesOf(all);
      assertThat(Schema.deserializeMessage(ByteBuffer.wrap(message)).getCustomMetadata())
          .containsExactlyInAnyOrderEntriesOf(all);
    }
  }
}
