package dev.nestedparquet.shred;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nestedparquet.shred.fixtures.FileLevels;
import dev.nestedparquet.shred.fixtures.RawFooter;
import dev.nestedparquet.shred.fixtures.ReferenceLevels;
import dev.nestedparquet.shred.fixtures.ShreddedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types that random batches don't show, and vectors that Arrow's own library would not make. */
final class StoredTypesTest {
  private static final ArrowType INT32 = new ArrowType.Int(32, true);

  /** IPC streams of pyarrow 25 with {@code [5, 0, 7, 0]}; no buffer has a byte too many. */
  private static final String PYARROW_DECIMALS_OF_64_BITS =
      "/////3gAAAAQAAAAAAAKAAwABgAFAAgACgAAAAABBAAMAAAACAAIAAAABAAIAAAABAAAAAEAAAAU"
          + "AAAAEAAUAAgABgAHAAwAAAAQABAAAAAAAAEHEAAAABwAAAAEAAAAAAAAAAEAAAB4AAoADAAEAAAA"
          + "CAAKAAAACgAAAEAAAAD/////iAAAABQAAAAAAAAADAAWAAYABQAIAAwADAAAAAADBAAYAAAAIAAA"
          + "AAAAAAAAAAoAGAAMAAQACAAKAAAAPAAAABAAAAAEAAAAAAAAAAAAAAACAAAAAAAAAAAAAAAAAAAA"
          + "AAAAAAAAAAAAAAAAIAAAAAAAAAAAAAAAAQAAAAQAAAAAAAAAAAAAAAAAAAAFAAAAAAAAAAAAAAAA"
          + "AAAABwAAAAAAAAAAAAAAAAAAAP////8AAAAA";

  private static final String PYARROW_DECIMALS_OF_32_BITS =
      "/////3gAAAAQAAAAAAAKAAwABgAFAAgACgAAAAABBAAMAAAACAAIAAAABAAIAAAABAAAAAEAAAAU"
          + "AAAAEAAUAAgABgAHAAwAAAAQABAAAAAAAAEHEAAAABwAAAAEAAAAAAAAAAEAAAB4AAoADAAEAAAA"
          + "CAAKAAAABwAAACAAAAD/////iAAAABQAAAAAAAAADAAWAAYABQAIAAwADAAAAAADBAAYAAAAEAAA"
          + "AAAAAAAAAAoAGAAMAAQACAAKAAAAPAAAABAAAAAEAAAAAAAAAAAAAAACAAAAAAAAAAAAAAAAAAAA"
          + "AAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAQAAAAQAAAAAAAAAAAAAAAAAAAAFAAAAAAAAAAcAAAAA"
          + "AAAA/////wAAAAA=";

  private final BufferAllocator allocator = new RootAllocator();
  @TempDir private Path directory;

  @AfterEach
  void closeAllocator() {
    allocator.close();
  }

  /** What is done to a batch before it is written. */
  @FunctionalInterface
  private interface Rows {
    void fill(FieldVector vector);
  }

  private List<Object> written(Field field, int rows, Rows fill) throws IOException {
    Schema schema = new Schema(List.of(field));
    MapDictionaryProvider none = new MapDictionaryProvider();
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      root.allocateNew();
      fill.fill(root.getVector(0));
      root.setRowCount(rows);
      ShreddedFile.write(
          file(), schema, none, allocator, ShredderOptions.DEFAULT, file -> file.write(root));
    }
    List<Object> values = new ArrayList<>();
    FileLevels.read(file()).get(0).forEach(entry -> values.add(entry.value()));
    return values;
  }

  private Path file() {
    return directory.resolve("file.parquet");
  }

  private String line(ArrowType type, Map<String, String> metadata) throws IOException {
    written(new Field("x", new FieldType(true, type, null, metadata), null), 0, vector -> {});
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file()))) {
      return reader.getFileMetaData().getSchema().getFields().get(0).toString();
    }
  }

  @Test
  void extensionTypesHaveTheirLogicalTypeAlsoIfOnlyTheMetadataNamesThem() throws IOException {
    String name = ExtensionType.EXTENSION_METADATA_KEY_NAME;
    assertThat(line(new ArrowType.FixedSizeBinary(16), Map.of(name, "arrow.uuid")))
        .isEqualTo("optional fixed_len_byte_array(16) x (UUID)");
    assertThat(line(ArrowType.Utf8View.INSTANCE, Map.of(name, "arrow.json")))
        .isEqualTo("optional binary x (JSON)");
    assertThat(line(new ArrowType.Int(8, true), Map.of(name, "arrow.bool8")))
        .isEqualTo("optional int32 x (INTEGER(8,true))");
    assertThat(line(new ArrowType.FixedSizeBinary(15), Map.of(name, "arrow.uuid")))
        .isEqualTo("optional fixed_len_byte_array(15) x");
  }

  /** So it is to pyarrow: of files that it writes, DuckDB shows no id for -1 and -9. */
  @Test
  void aNegativeFieldIdIsNone() throws IOException {
    for (String none : List.of("-1", "-9", "-2147483648")) {
      assertThat(line(INT32, Map.of("PARQUET:field_id", none))).isEqualTo("optional int32 x");
    }
    assertThat(line(INT32, Map.of("PARQUET:field_id", "0"))).isEqualTo("optional int32 x = 0");
    assertThat(line(INT32, Map.of("PARQUET:field_id", "9"))).isEqualTo("optional int32 x = 9");
  }

  @Test
  void timesOfDayHaveNoZoneWhateverTheirUnit() throws IOException {
    for (TimeUnit unit : TimeUnit.values()) {
      boolean isShort = unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND;
      int bits = isShort ? Integer.SIZE : Long.SIZE;
      assertThat(line(new ArrowType.Time(unit, bits), null)).contains("(TIME(", ",false))");
    }
  }

  @Test
  void timestampsHaveTheirConvertedTypeAndStayLocalWithoutAZone() throws IOException {
    for (TimeUnit unit : TimeUnit.values()) {
      for (String zone : Arrays.asList(null, "", "UTC", "Europe/Berlin")) {
        boolean isUtc = zone != null && !zone.isEmpty();
        String logical = unit == TimeUnit.SECOND ? "MILLIS" : unit.name().replace("SECOND", "S");
        assertThat(line(new ArrowType.Timestamp(unit, zone), null))
            .isEqualTo("optional int64 x (TIMESTAMP(" + logical + "," + isUtc + "))");
        SchemaElement element = new RawFooter(file()).metadata().getSchema().get(1);
        assertThat(element.getConverted_type())
            .isEqualTo(
                switch (unit) {
                  case SECOND, MILLISECOND -> ConvertedType.TIMESTAMP_MILLIS;
                  case MICROSECOND -> ConvertedType.TIMESTAMP_MICROS;
                  case NANOSECOND -> null;
                });
      }
    }
  }

  @Test
  void duckDbReadsTimestampsWithoutAZoneAsLocal() throws Exception {
    List<Object> stored =
        written(
            Field.nullable("x", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)),
            1,
            vector -> ((TimeStampVector) vector).setSafe(0, 1_719_835_200_000_000L));
    assertThat(stored).containsExactly(1_719_835_200_000_000L);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT typeof(x), CAST(x AS VARCHAR) FROM read_parquet('" + file() + "')")) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("TIMESTAMP");
      assertThat(rows.getString(2)).isEqualTo("2024-07-01 12:00:00");
    }
  }

  /** As the format and other libraries have them: 4 bytes each. */
  @Test
  void decimalsOf32BitsAreReadByTheirFormat() throws IOException {
    Field field = Field.nullable("x", new ArrowType.Decimal(5, 2, 32));
    List<Object> found =
        written(
            field,
            3,
            vector -> {
              try (ArrowBuf validity = allocator.buffer(8);
                  ArrowBuf data = allocator.buffer(64)) {
                validity.setZero(0, 8);
                data.setZero(0, 64);
                BitVectorHelper.setBit(validity, 0);
                BitVectorHelper.setBit(validity, 2);
                data.setInt(0, 12_345);
                data.setInt(8, -99_999);
                vector.loadFieldBuffers(new ArrowFieldNode(3, 1), List.of(validity, data));
              }
            });
    assertThat(found).containsExactly(bigEndian(12_345), null, bigEndian(-99_999));
  }

  /** Of 32 and 64 bits, with as many digits as Arrow allows there. */
  @Test
  void decimalsHaveAllTheDigitsThatTheirBitsTake() throws IOException {
    for (int bits : new int[] {32, 64}) {
      int precision = bits == 32 ? 9 : 18;
      long most = BigInteger.TEN.pow(precision).longValueExact() - 1;
      int width = bits / Byte.SIZE;
      List<Object> found =
          written(
              Field.nullable("x", new ArrowType.Decimal(precision, 2, bits)),
              2,
              vector -> {
                try (ArrowBuf validity = allocator.buffer(8);
                    ArrowBuf data = allocator.buffer(16)) {
                  validity.setByte(0, 0b11);
                  data.setLong(0, most);
                  data.setLong(width, -most);
                  vector.loadFieldBuffers(new ArrowFieldNode(2, 0), List.of(validity, data));
                }
              });
      assertThat(found)
          .containsExactly(
              ByteBuffer.wrap(BigInteger.valueOf(most).toByteArray()),
              ByteBuffer.wrap(BigInteger.valueOf(-most).toByteArray()));
    }
  }

  /** As Arrow's Java library itself sets them: 16 bytes each. */
  @Test
  void decimalsOf64BitsThatJavaSetAreReadAsItSetThem() throws IOException {
    Field field = Field.nullable("x", new ArrowType.Decimal(5, 2, 64));
    List<Object> found =
        written(
            field,
            3,
            vector -> {
              ((DecimalVector) vector).setSafe(0, new BigDecimal("123.45"));
              ((DecimalVector) vector).setSafe(2, new BigDecimal("-999.99"));
            });
    assertThat(found).containsExactly(bigEndian(12_345), null, bigEndian(-99_999));
  }

  /** Both layouts of three numbers have the same 64 bytes: the format's are followed by padding. */
  @Test
  void decimalsOfFewBitsThatMayBeOfEitherLayoutAreRefusedRatherThanGuessed() throws IOException {
    for (int bytes : new int[] {Integer.BYTES, Long.BYTES}) {
      Field field = Field.nullable("x", new ArrowType.Decimal(5, 2, bytes * Byte.SIZE));
      int every = DecimalVector.TYPE_WIDTH / bytes;
      assertThat(written(field, 4, vector -> load(vector, bytes, 5, 6, 7, 8)))
          .containsExactly(bigEndian(5), bigEndian(6), bigEndian(7), bigEndian(8));
      assertThat(written(field, 4, vector -> load(vector, bytes, 5, 0, 0, 0)))
          .containsExactly(bigEndian(5), bigEndian(0), bigEndian(0), bigEndian(0));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> written(field, every + 1, vector -> load(vector, bytes, spread(every))))
          .withMessageStartingWith(
              "column x: its %d decimals of %d bits can be read as %d bytes each",
              every + 1, bytes * Byte.SIZE, bytes);
    }
  }

  /** 5 and 7 with zeros between, which are 5 and 7 of 16 bytes, too. */
  private static int[] spread(int every) {
    int[] values = new int[every + 1];
    values[0] = 5;
    values[every] = 7;
    return values;
  }

  /** Puts values into a buffer with room for as many of 16 bytes. */
  private void load(FieldVector vector, int bytes, int... values) {
    int size = values.length * DecimalVector.TYPE_WIDTH;
    try (ArrowBuf validity = allocator.buffer(8);
        ArrowBuf data = allocator.buffer(size)) {
      validity.setLong(0, -1);
      data.setZero(0, data.capacity());
      for (int i = 0; i < values.length; i++) {
        data.setInt((long) i * bytes, values[i]);
      }
      vector.loadFieldBuffers(new ArrowFieldNode(values.length, 0), List.of(validity, data));
    }
  }

  /** Once this fails, such decimals come in by IPC, and have to be read back from there. */
  @ParameterizedTest
  @ValueSource(strings = {PYARROW_DECIMALS_OF_64_BITS, PYARROW_DECIMALS_OF_32_BITS})
  void decimalsOfFewBitsThatPyarrowWroteAreRefusedByArrowItself(String stream) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(stream);
    try (ArrowStreamReader reader =
        new ArrowStreamReader(new ByteArrayInputStream(bytes), allocator)) {
      assertThatIllegalArgumentException()
          .isThrownBy(reader::getVectorSchemaRoot)
          .withMessage("Library only supports 128-bit and 256-bit decimal values");
    }
  }

  private static ByteBuffer bigEndian(int value) {
    return ByteBuffer.wrap(new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value});
  }

  /** The format lets a null's view be anything: here, one that points nowhere. */
  @Test
  void viewsOfNullsAreNotLookedAt() throws IOException {
    List<Object> found =
        written(
            Field.nullable("x", ArrowType.Utf8View.INSTANCE),
            3,
            vector -> {
              ((ViewVarCharVector) vector).setSafe(0, "a value that is not inline".getBytes(UTF_8));
              ((ViewVarCharVector) vector).setSafe(2, "short".getBytes(UTF_8));
              for (int i = 16; i < 32; i += 4) {
                vector.getDataBuffer().setInt(i, Integer.MAX_VALUE - i);
              }
            });
    assertThat(found)
        .containsExactly(
            ByteBuffer.wrap("a value that is not inline".getBytes(UTF_8)),
            null,
            ByteBuffer.wrap("short".getBytes(UTF_8)));
  }

  /** Nor those of a dictionary, all entries of which are looked at, nor those of runs. */
  @Test
  void viewsOfNullsInADictionaryAreNotLookedAtEither() throws IOException {
    List<ArrowType> types = List.of(ArrowType.Utf8View.INSTANCE, ArrowType.BinaryView.INSTANCE);
    for (ArrowType type : types) {
      DictionaryEncoding encoding = new DictionaryEncoding(1, false, new ArrowType.Int(8, true));
      FieldVector entries = Field.nullable("entries", type).createVector(allocator);
      BaseVariableWidthViewVector views = (BaseVariableWidthViewVector) entries;
      views.setSafe(0, "an entry that is not inline".getBytes(UTF_8));
      views.setSafe(2, "short".getBytes(UTF_8));
      views.setValueCount(4);
      for (int word = 0; word < 4; word++) {
        views.getDataBuffer().setInt(16 + 4L * word, Integer.MAX_VALUE - word);
        views.getDataBuffer().setInt(48 + 4L * word, -1 - word);
      }
      Field field = new Field("x", new FieldType(true, encoding.getIndexType(), encoding), null);
      Schema schema = new Schema(List.of(field));
      try (MapDictionaryProvider dictionaries =
              new MapDictionaryProvider(new Dictionary(entries, encoding));
          VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
        TinyIntVector indices = (TinyIntVector) root.getVector(0);
        for (int row = 0; row < 5; row++) {
          indices.setSafe(row, row % 4);
        }
        root.setRowCount(5);
        for (ColumnEncoding each : ColumnEncoding.values()) {
          ShreddedFile.write(
              file(),
              schema,
              dictionaries,
              allocator,
              ShredderOptions.builder().defaultEncoding(each).build(),
              shredder -> shredder.write(root));
          ByteBuffer first = ByteBuffer.wrap("an entry that is not inline".getBytes(UTF_8));
          assertThat(FileLevels.read(file()).get(0))
              .extracting(ReferenceLevels.Entry::value)
              .containsExactly(first, null, ByteBuffer.wrap("short".getBytes(UTF_8)), null, first);
        }
      }
    }
  }

  @Test
  void aRunThatEndsTooSoonIsTold() {
    Field runs =
        new Field(
            "x",
            FieldType.nullable(ArrowType.RunEndEncoded.INSTANCE),
            List.of(Field.notNullable("run_ends", INT32), Field.nullable("values", INT32)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                written(
                    runs,
                    3,
                    vector -> {
                      RunEndEncodedVector encoded = (RunEndEncodedVector) vector;
                      ((IntVector) encoded.getRunEndsVector()).setSafe(0, 2);
                      ((IntVector) encoded.getValuesVector()).setSafe(0, 7);
                      encoded.getRunEndsVector().setValueCount(1);
                      encoded.getValuesVector().setValueCount(1);
                    }))
        .withMessage("column x: the vector has 3 values, and its 1 runs, with 1 values, end at 2");
  }

  @Test
  void listViewsMayOverlapAndGoBackwards() throws IOException {
    Field field =
        new Field(
            "x",
            FieldType.nullable(ArrowType.ListView.INSTANCE),
            List.of(Field.nullable("item", INT32)));
    List<Object> found =
        written(
            field,
            3,
            vector -> {
              ListViewVector lists = (ListViewVector) vector;
              IntVector items = (IntVector) lists.getDataVector();
              for (int i = 0; i < 4; i++) {
                items.setSafe(i, 10 + i);
              }
              items.setValueCount(4);
              int[][] views = {{2, 2}, {0, 3}, {3, 1}};
              for (int i = 0; i < views.length; i++) {
                lists.setValidity(i, 1);
                lists.setOffset(i, views[i][0]);
                lists.setSize(i, views[i][1]);
              }
            });
    assertThat(found).containsExactly(12, 13, 10, 11, 12, 13);
  }
}
