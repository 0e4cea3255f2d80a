package dev.nestedparquet.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.contact.ContactFiller;
import dev.nestedparquet.pipeline.fixtures.DuckDb;
import dev.nestedparquet.shred.UnsupportedColumnException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of the guides compiles, and does what is said of it. */
final class GuidesTest {
  private static final int ROWS = 1_000;

  @TempDir private Path directory;
  @TempDir private Path classes;

  private static JavaBlock onlyBlockOf(String page) throws IOException {
    List<JavaBlock> blocks = JavaBlock.of(Path.of("src/site/markdown", page));
    assertThat(blocks).as(page).hasSize(1);
    return blocks.get(0);
  }

  private void shred(InputStream in, Path path, BufferAllocator allocator) throws Exception {
    onlyBlockOf("tutorial/arrow-to-parquet.md")
        .run(
            List.of(
                "dev.nestedparquet.shred.*",
                "org.apache.arrow.vector.VectorSchemaRoot",
                "org.apache.arrow.vector.ipc.ArrowStreamReader"),
            "java.io.InputStream in, java.nio.file.Path path,"
                + " org.apache.arrow.memory.BufferAllocator allocator",
            "",
            classes,
            in,
            path,
            allocator);
  }

  private static InputStream stream(VectorSchemaRoot root, MapDictionaryProvider dictionaries)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ArrowStreamWriter writer = new ArrowStreamWriter(root, dictionaries, bytes)) {
      writer.writeBatch();
      writer.end();
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  @Test
  void anArrowStreamBecomesAParquetFile() throws Exception {
    ContactFiller filler = new ContactFiller(0, 1);
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), allocator);
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      filler.fill(new RowRange(0, ROWS), root);
      shred(stream(root, dictionaries), directory.resolve("file.parquet"), allocator);
    }
    List<Long> rows = DuckDb.read(directory, "count(*)", row -> row.getLong(1));
    assertThat(rows).containsExactly((long) ROWS);
  }

  @Test
  void theUseInTheShreddersPackageMakesAFileToo() throws Exception {
    ContactFiller filler = new ContactFiller(0, 1);
    JavaBlock use = useIn("shred");
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), allocator);
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      filler.fill(new RowRange(0, ROWS), root);
      try (ArrowStreamReader reader =
          new ArrowStreamReader(stream(root, dictionaries), allocator)) {
        use.run(
            List.of("dev.nestedparquet.shred.*", "java.util.Set"),
            "java.nio.file.Path path, org.apache.arrow.vector.VectorSchemaRoot root,"
                + " org.apache.arrow.vector.ipc.ArrowReader reader,"
                + " org.apache.arrow.memory.BufferAllocator allocator",
            "",
            classes,
            directory.resolve("file.parquet"),
            reader.getVectorSchemaRoot(),
            reader,
            allocator);
      }
    }
    List<Long> rows = DuckDb.read(directory, "count(*)", row -> row.getLong(1));
    assertThat(rows).containsExactly((long) ROWS);
  }

  private static JavaBlock useIn(String name) throws IOException {
    List<JavaBlock> snippets =
        JavaBlock.ofJavadoc(Path.of("src/main/java/dev/nestedparquet", name, "package-info.java"));
    assertThat(snippets).as(name).hasSize(1);
    return snippets.get(0);
  }

  private void runPipeline(JavaBlock block, BatchFiller filler, Path set) throws Exception {
    block.run(
        List.of(
            "dev.nestedparquet.batch.*",
            "dev.nestedparquet.dataset.*",
            "dev.nestedparquet.pipeline.*",
            "java.util.List",
            "org.apache.arrow.vector.BigIntVector",
            "org.apache.arrow.vector.VectorSchemaRoot",
            "org.apache.arrow.vector.types.pojo.*"),
        "BatchFiller filler, java.nio.file.Path directory",
        "",
        Files.createTempDirectory(classes, "pipeline"),
        filler,
        set);
  }

  @Test
  void theUseInThePackagesOfRowsMakesADataSetOfThem() throws Exception {
    Path set = directory.resolve("set");
    String run = useIn("pipeline").statements().replace("(filler,", "(new Squares(),");
    runPipeline(new JavaBlock(useIn("batch").statements() + run), null, set);
    assertThat(DuckDb.read(set, "count(*), max(square)", row -> row.getLong(1) + row.getLong(2)))
        .containsExactly(100_000 + 99_999L * 99_999);
  }

  @Test
  void theUseInTheCheckOfADataSetFindsItSame() throws Exception {
    Path set = directory.resolve("set");
    runPipeline(useIn("pipeline"), new ContactFiller(0, 1), set);
    String check = useIn("verify").statements();
    String same = "if (!result.isSame()) {";
    assertThat(check).contains(same);
    new JavaBlock(
            check.replace(
                same,
                "if (result.rows() != 100_000 || !result.isSame()) { throw new AssertionError();"
                    + "} else if (false) {"))
        .run(
            List.of("dev.nestedparquet.dataset.*", "dev.nestedparquet.verify.*"),
            "java.nio.file.Path directory",
            "",
            classes,
            set);
  }

  @Test
  void theUseInThePackageOfWritersWritesADataSet() throws Exception {
    Path set = directory.resolve("set");
    String run =
        """
        dev.nestedparquet.pipeline.PipelineOptions options =
            dev.nestedparquet.pipeline.PipelineOptions.builder(%d, destination)
                .writer(new PlainWriter())
                .build();
        new dev.nestedparquet.pipeline.ParquetPipeline(filler, options).run();
        """
            .formatted(ROWS);
    new JavaBlock(useIn("write").statements() + run)
        .run(
            List.of(
                "dev.nestedparquet.batch.*",
                "dev.nestedparquet.shred.*",
                "dev.nestedparquet.write.*",
                "java.io.IOException",
                "java.nio.channels.WritableByteChannel",
                "org.apache.arrow.memory.BufferAllocator",
                "org.apache.arrow.memory.RootAllocator",
                "org.apache.arrow.vector.VectorSchemaRoot",
                "org.apache.arrow.vector.dictionary.DictionaryProvider",
                "org.apache.arrow.vector.types.pojo.Schema"),
            "BatchFiller filler, dev.nestedparquet.dataset.Destination destination",
            "",
            classes,
            new ContactFiller(0, 1),
            Destination.directory(set));
    assertThat(DuckDb.read(set, "count(*)", row -> row.getLong(1))).containsExactly((long) ROWS);
  }

  @Test
  void theUseInThePackageOfDataSetsNamesPlaces() throws Exception {
    useIn("dataset")
        .run(
            List.of("dev.nestedparquet.dataset.*", "java.net.URI", "java.nio.file.Path"),
            "",
            "",
            classes);
  }

  @Test
  void aSchemaThatIsRefusedLeavesNoFile() throws Exception {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.of(new IntervalYearVector("age", allocator));
        MapDictionaryProvider dictionaries = new MapDictionaryProvider()) {
      InputStream in = stream(root, dictionaries);
      Path path = directory.resolve("file.parquet");
      assertThatExceptionOfType(UnsupportedColumnException.class)
          .isThrownBy(() -> shred(in, path, allocator));
      assertThat(Files.exists(path)).isFalse();
    }
  }

  @Test
  void aFillerOfOnesOwnMakesADataSet() throws Exception {
    Path set = directory.resolve("set");
    onlyBlockOf("how-to/own-batches.md")
        .run(
            List.of(
                "dev.nestedparquet.batch.*",
                "dev.nestedparquet.dataset.*",
                "dev.nestedparquet.pipeline.*",
                "java.util.List",
                "org.apache.arrow.vector.VectorSchemaRoot",
                "org.apache.arrow.vector.complex.ListVector",
                "org.apache.arrow.vector.complex.impl.UnionListWriter",
                "org.apache.arrow.vector.complex.writer.BaseWriter.ListWriter",
                "org.apache.arrow.vector.types.pojo.*"),
            "java.nio.file.Path directory",
            """
            static Field list(String name, Field item) {
              return new Field(name, FieldType.nullable(ArrowType.List.INSTANCE), List.of(item));
            }

            static void writeDays(long row, ListWriter days) {
              days.startList();
              days.endList();
            }
            """,
            classes,
            set);
    assertThat(DuckDb.read(set, "count(*)", row -> row.getLong(1))).containsExactly(1_000_000L);
  }
}
