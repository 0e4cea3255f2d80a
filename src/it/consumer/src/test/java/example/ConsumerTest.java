package example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nestedparquet.shred.CodecException;
import dev.nestedparquet.shred.Compression;
import dev.nestedparquet.shred.ParquetShredder;
import dev.nestedparquet.shred.ShredderOptions;
import dev.nestedparquet.shred.WrittenFile;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an outsider does with the library, and gets with it. */
class ConsumerTest {
  private static final int ROWS = 1000;

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Field(
                  "days",
                  FieldType.nullable(ArrowType.List.INSTANCE),
                  List.of(Field.nullable("item", new ArrowType.Int(32, true))))));

  @TempDir Path directory;

  @Test
  void writesNestedBatches() throws IOException {
    Path path = directory.resolve("days.parquet");
    WrittenFile written =
        write(path, ShredderOptions.builder().bloomFilters(Set.of("days.list.element")).build());
    assertEquals(ROWS, written.rows());
    byte[] bytes = Files.readAllBytes(path);
    assertArrayEquals(
        "PAR1".getBytes(UTF_8), Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length));
    assertEquals(ROWS, footer(path, bytes).getNum_rows());
  }

  @Test
  void namesTheLibraryOfACodecThatIsMissing() {
    for (String codec : List.of("zstd", "snappy", "lz4")) {
      ShredderOptions options =
          ShredderOptions.builder().compression(Compression.parse(codec)).build();
      Path path = directory.resolve(codec + ".parquet");
      CodecException failure = assertThrows(CodecException.class, () -> write(path, options));
      assertFalse(Files.exists(path));
      assertTrue(
          failure
              .getMessage()
              .matches(
                  "compression " + codec + " needs a library .* add [a-z0-9.]+:[a-z0-9-]+ to .*"),
          failure.getMessage());
    }
  }

  @Test
  void bringsAtMostTwelveMegabytesBesideArrow() {
    List<Path> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(Files::isRegularFile)
            .toList();
    // Arrow's own dependencies are there anyway; JUnit's and Disruptor are the tests'.
    List<String> others =
        List.of(
            "arrow-",
            "jackson-",
            "flatbuffers-",
            "commons-codec-",
            "slf4j-api-",
            "checker-qual-",
            "jsr305-",
            "jspecify-",
            "junit-",
            "opentest4j-",
            "apiguardian-",
            "surefire-",
            "disruptor-",
            "netty-",
            "immutables-",
            "value-annotations-");
    List<Path> ours =
        jars.stream()
            .filter(jar -> others.stream().noneMatch(jar.getFileName().toString()::startsWith))
            .toList();
    assertTrue(
        ours.stream().anyMatch(jar -> jar.getFileName().toString().startsWith("nested-parquet")),
        ours::toString);
    assertTrue(ours.size() <= 4, ours::toString);
    assertTrue(
        ours.stream().mapToLong(jar -> jar.toFile().length()).sum() < 12_000_000, ours::toString);
  }

  private static WrittenFile write(Path path, ShredderOptions options) throws IOException {
    DictionaryProvider none = new DictionaryProvider.MapDictionaryProvider();
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
        ParquetShredder shredder = ParquetShredder.open(path, SCHEMA, none, allocator, options)) {
      fill(root);
      shredder.write(root);
      shredder.flush();
      assertEquals(ROWS, shredder.rowsWritten());
      return shredder.finish();
    }
  }

  private static void fill(VectorSchemaRoot root) {
    ListVector days = (ListVector) root.getVector("days");
    UnionListWriter writer = days.getWriter();
    for (int row = 0; row < ROWS; row++) {
      writer.setPosition(row);
      if (row % 3 > 0) {
        writer.startList();
        for (int i = 0; i < row % 5; i++) {
          writer.integer().writeInt(row * 10 + i);
        }
        writer.endList();
      }
    }
    assertTrue(days.getDataVector() instanceof IntVector);
    root.setRowCount(ROWS);
  }

  private static FileMetaData footer(Path path, byte[] bytes) throws IOException {
    int length =
        java.nio.ByteBuffer.wrap(bytes)
            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
            .getInt(bytes.length - 8);
    try (InputStream in = Files.newInputStream(path)) {
      in.skipNBytes(bytes.length - 8L - length);
      return Util.readFileMetaData(in);
    }
  }
}
