package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.shred.fixtures.FileLevels;
import dev.nestedparquet.shred.fixtures.ReplacedDictionaries;
import dev.nestedparquet.shred.fixtures.ShreddedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A column chunk may have more entries than the indices of its batches can count. */
final class ReplacedDictionariesTest {
  private final BufferAllocator allocator = new RootAllocator();

  @TempDir private Path directory;

  @AfterEach
  void closeAllocator() {
    allocator.close();
  }

  private static Field described(Path path) throws IOException {
    try (ParquetFileReader reader = FileLevels.open(path)) {
      Map<String, String> metadata = reader.getFileMetaData().getKeyValueMetaData();
      byte[] message = Base64.getDecoder().decode(metadata.get("ARROW:schema"));
      return Schema.deserializeMessage(ByteBuffer.wrap(message)).getFields().get(0);
    }
  }

  private static long rightRows(Path path) throws SQLException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT count(*) FROM read_parquet('%s', file_row_number = true)".formatted(path)
                    + " WHERE x = 'entry ' || file_row_number")) {
      found.next();
      return found.getLong(1);
    }
  }

  @Test
  void theIndexTypeThatReadersSeeCountsThemAll() throws IOException, SQLException {
    for (ArrowType.Int type :
        List.of(
            new ArrowType.Int(8, true),
            new ArrowType.Int(8, false),
            new ArrowType.Int(16, false),
            new ArrowType.Int(32, true))) {
      for (ColumnEncoding encoding : List.of(ColumnEncoding.AUTO, ColumnEncoding.PLAIN)) {
        for (int entries : new int[] {1, 100, 127, 128, 129, 200, 255, 256, 257, 70_000}) {
          Path path = directory.resolve("file");
          ShredderOptions options = ShredderOptions.builder().encoding(encoding).build();
          ReplacedDictionaries.write(
              path, type, entries, /* batchEntries= */ 100, options, allocator);
          assertThat(described(path).getDictionary().getIndexType())
              .isEqualTo(new ArrowType.Int(32, true));
          assertThat(rightRows(path)).isEqualTo(entries);
        }
      }
    }
  }

  @Test
  void aDictionaryOfValuesThatHardlyRepeatTakesNoMoreThanText() throws IOException, SQLException {
    int rows = 500_000;
    Path encoded = directory.resolve("encoded");
    Path text = directory.resolve("text");
    ArrowType.Int type = new ArrowType.Int(32, true);
    ReplacedDictionaries.write(encoded, type, rows, rows, ShredderOptions.DEFAULT, allocator);
    try (VarCharVector values = new VarCharVector("x", allocator);
        MapDictionaryProvider none = new MapDictionaryProvider()) {
      for (int i = 0; i < rows; i++) {
        values.setSafe(i, ("entry " + i).getBytes(StandardCharsets.UTF_8));
      }
      values.setValueCount(rows);
      VectorSchemaRoot root = VectorSchemaRoot.of(values);
      ShreddedFile.write(
          text,
          root.getSchema(),
          none,
          allocator,
          ShredderOptions.DEFAULT,
          shredder -> shredder.write(root));
    }
    assertThat(rightRows(encoded)).isEqualTo(rows);
    assertThat(Files.size(encoded)).isLessThan(Files.size(text) * 11 / 10);
    // From delta-encoded pages pyarrow makes no dictionary.
    assertThat(described(encoded).getDictionary()).isNull();
  }
}
