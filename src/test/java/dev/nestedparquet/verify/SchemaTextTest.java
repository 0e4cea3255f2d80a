package dev.nestedparquet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.internal.verify.read.DuckDbReader;
import dev.nestedparquet.shred.fixtures.RandomFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

/** What a manifest says of a schema is what readers find in the footer, of any schema. */
final class SchemaTextTest {
  private static Path directory;
  private static DuckDbReader duckDb;

  @BeforeContainer
  static void open() throws IOException {
    directory = Files.createTempDirectory("schema-text");
    duckDb = DuckDbReader.open();
  }

  @AfterContainer
  static void close() throws IOException {
    duckDb.close();
    Files.delete(directory);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void theTextIsThatOfTheFooter(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int columns,
      @ForAll @IntRange(max = 4) int depth)
      throws Exception {
    Path file = directory.resolve("file.parquet");
    String text = RandomFile.writeEmpty(file, seed, columns, depth);
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      assertThat(text).isEqualTo(textOf(reader.getFileMetaData().getSchema()));
    }
    assertThat(text).isEqualTo(duckDb.schema(file));
    Files.delete(file);
  }

  /** The order of values is told of by the footer, and printed by parquet-java from 1.18 on. */
  private static String textOf(MessageType schema) {
    return schema.toString().replace(" columnorder(TYPE_DEFINED_ORDER)", "");
  }
}
