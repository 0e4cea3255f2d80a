package dev.nestedparquet.shred;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nestedparquet.shred.fixtures.FileLevels;
import dev.nestedparquet.shred.fixtures.ShreddedFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types that random batches don't show, and vectors that Arrow's own library would not make. */
final class StoredTypesTest {
  private static final ArrowType INT32 = new ArrowType.Int(32, true);

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

  @Test
  void timesOfDayHaveNoZoneWhateverTheirUnit() throws IOException {
    for (TimeUnit unit : TimeUnit.values()) {
      boolean isShort = unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND;
      int bits = isShort ? Integer.SIZE : Long.SIZE;
      assertThat(line(new ArrowType.Time(unit, bits), null)).contains("(TIME(", ",false))");
    }
  }

  /** As other libraries have them, which IPC and C Data bring in: 4 bytes each. */
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
