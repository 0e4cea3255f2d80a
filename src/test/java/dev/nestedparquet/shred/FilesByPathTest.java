package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.shred.fixtures.FileLevels;
import dev.nestedparquet.shred.fixtures.RawFooter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that is opened by its path is there once it is finished, and else there is nothing; what
 * it has so far is told, and its row groups end when they are told to.
 */
final class FilesByPathTest {
  private static final Schema SCHEMA =
      new Schema(List.of(Field.notNullable("x", new ArrowType.Int(64, true))));

  private final BufferAllocator allocator = new RootAllocator();

  @TempDir private Path directory;

  private Path file;
  private VectorSchemaRoot root;
  private long next;

  @BeforeEach
  void openRoot() {
    file = directory.resolve("x.parquet");
    root = VectorSchemaRoot.create(SCHEMA, allocator);
  }

  @AfterEach
  void nothingIsLeaked() {
    root.close();
    allocator.close();
  }

  private ParquetShredder open(Path path) throws IOException {
    return open(path, ShredderOptions.DEFAULT);
  }

  private ParquetShredder open(Path path, ShredderOptions options) throws IOException {
    return ParquetShredder.open(path, SCHEMA, new MapDictionaryProvider(), allocator, options);
  }

  /** Writes a batch of the numbers that follow those written before. */
  private void write(ParquetShredder shredder, int rows) throws IOException {
    BigIntVector numbers = (BigIntVector) root.getVector(0);
    for (int row = 0; row < rows; row++) {
      numbers.setSafe(row, next++);
    }
    root.setRowCount(rows);
    shredder.write(root);
  }

  private List<Path> inDirectory() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static long sumByDuckDb(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT sum(x)::BIGINT FROM read_parquet('" + file + "')")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void readersReadWhatIsFinished() throws Exception {
    WrittenFile written;
    try (ParquetShredder shredder = open(file)) {
      write(shredder, 1_000);
      write(shredder, 500);
      written = shredder.finish();
      assertThat(written).isEqualTo(new WrittenFile(1_500, Files.size(file), 1));
    }
    assertThat(inDirectory()).containsExactly(file);
    assertThat(sumByDuckDb(file)).isEqualTo(1_499 * 1_500 / 2);
    try (ParquetFileReader reader = FileLevels.open(file)) {
      assertThat(reader.getRecordCount()).isEqualTo(1_500);
    }
    assertThat(FileLevels.read(file).get(0)).extracting(entry -> entry.value()).contains(1_499L);
  }

  @Test
  void nothingIsAtThePathBeforeAndOneHiddenFileBesideIt() throws IOException {
    try (ParquetShredder shredder = open(file)) {
      write(shredder, 1_000);
      shredder.flush();
      assertThat(file).doesNotExist();
      assertThat(inDirectory())
          .singleElement()
          .matches(hidden -> hidden.getFileName().toString().startsWith(".unfinished-"));
      assertThat(Files.size(inDirectory().get(0))).isEqualTo(shredder.bytesWritten());
      shredder.finish();
    }
    assertThat(inDirectory()).containsExactly(file);
  }

  @Test
  void nothingIsLeftOfAFileThatIsNotFinished() throws IOException {
    try (ParquetShredder shredder = open(file)) {
      write(shredder, 1_000);
      shredder.flush();
    }
    assertThat(inDirectory()).isEmpty();
  }

  @Test
  void norOfOneWhoseBatchIsRefused() throws IOException {
    Field nullable = Field.nullable("x", new ArrowType.Int(64, true));
    try (VectorSchemaRoot nulls =
            VectorSchemaRoot.create(new Schema(List.of(nullable)), allocator);
        ParquetShredder shredder = open(file)) {
      nulls.setRowCount(1);
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> shredder.write(nulls));
      shredder.close();
      shredder.close();
    }
    assertThat(inDirectory()).isEmpty();
  }

  @Test
  void norIfItCannotBeBegun() throws IOException {
    ShredderOptions wrong = ShredderOptions.builder().bloomFilters(Set.of("y")).build();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> open(file, wrong))
        .withMessageContaining("there is no column y");
    assertThat(inDirectory()).isEmpty();
  }

  @Test
  void whatIsThereAlreadyIsRefusedAndStays() throws IOException {
    Files.writeString(file, "mine");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> open(file))
        .withMessage(file + ": it is there already; remove it, or choose another name");
    assertThat(file).hasContent("mine");
    assertThat(inDirectory()).containsExactly(file);
  }

  @Test
  void whatCameToBeThereMeanwhileStays() throws IOException {
    try (ParquetShredder shredder = open(file)) {
      write(shredder, 10);
      Files.writeString(file, "mine");
      assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(shredder::finish);
    }
    assertThat(file).hasContent("mine");
    assertThat(inDirectory()).containsExactly(file);
  }

  @Test
  void aDirectoryThatIsNotThereIsNamed() {
    Path missing = directory.resolve("missing");
    Path inside = missing.resolve("x.parquet");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> open(inside))
        .withMessage(inside + ": there is no directory " + missing + "; create it before");
  }

  @Test
  void itMayBeReadByWhoeverMayReadOtherNewFiles() throws IOException {
    Path other = Files.createFile(directory.resolve("other"));
    try (ParquetShredder shredder = open(file)) {
      shredder.finish();
    }
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
  }

  @Test
  void flushEndsARowGroupThatHasRows() throws Exception {
    try (ParquetShredder shredder = open(file)) {
      shredder.flush();
      write(shredder, 10);
      write(shredder, 20);
      shredder.flush();
      shredder.flush();
      write(shredder, 5);
      shredder.flush();
      assertThat(shredder.finish().rowGroups()).isEqualTo(2);
    }
    assertThat(new RawFooter(file).metadata().getRow_groups())
        .extracting(RowGroup::getNum_rows)
        .containsExactly(30L, 5L);
    assertThat(sumByDuckDb(file)).isEqualTo(34 * 35 / 2);
  }

  @Test
  void rowsAndBytesSoFarAreTold() throws IOException {
    try (ParquetShredder shredder = open(file)) {
      assertThat(shredder.rowsWritten()).isZero();
      assertThat(shredder.bytesWritten()).isEqualTo(4); // The magic.
      write(shredder, 1_000);
      assertThat(shredder.rowsWritten()).isEqualTo(1_000);
      assertThat(shredder.bytesWritten()).isEqualTo(4);
      shredder.flush();
      long afterFlush = shredder.bytesWritten();
      assertThat(afterFlush).isGreaterThan(4);
      write(shredder, 1);
      assertThat(shredder.rowsWritten()).isEqualTo(1_001);
      assertThat(shredder.bytesWritten()).isEqualTo(afterFlush);
      WrittenFile written = shredder.finish();
      assertThat(written.rows()).isEqualTo(1_001).isEqualTo(shredder.rowsWritten());
      assertThat(written.bytes()).isEqualTo(Files.size(file)).isEqualTo(shredder.bytesWritten());
    }
  }

  @Test
  void nothingIsFlushedToAFileThatIsFinishedOrClosed() throws IOException {
    try (ParquetShredder shredder = open(file)) {
      shredder.finish();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(shredder::flush)
          .withMessageContaining("the file is finished");
      shredder.close();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(shredder::flush)
          .withMessage("the file is closed");
    }
    assertThat(file).exists();
  }
}
