package dev.nestedparquet.shred;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.shred.fixtures.FileLevels;
import dev.nestedparquet.shred.fixtures.RawFooter;
import dev.nestedparquet.shred.fixtures.ReferenceLevels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file is Parquet if its writer has said that it is finished, and else not at all. */
final class UnfinishedFilesTest {
  private static final Schema SCHEMA =
      new Schema(List.of(Field.nullable("x", ArrowType.Binary.INSTANCE)));

  /** Each row is a row group, in the file before there is a footer. */
  private static final ShredderOptions ONE_ROW_A_GROUP =
      ShredderOptions.builder().rowGroupRows(1).encoding(ColumnEncoding.PLAIN).build();

  private final BufferAllocator allocator = new RootAllocator();

  @TempDir private Path directory;

  @AfterEach
  void closeAllocator() {
    allocator.close();
  }

  /** Writes rows of one value each; whoever asks for it is stopped before the file is finished. */
  private WrittenFile write(Path path, byte[] value, int rows, boolean fails) throws IOException {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
        FileChannel file = FileChannel.open(path, CREATE_NEW, WRITE);
        ParquetShredder shredder =
            ParquetShredder.open(
                file, SCHEMA, new MapDictionaryProvider(), allocator, ONE_ROW_A_GROUP)) {
      VarBinaryVector values = (VarBinaryVector) root.getVector(0);
      for (int row = 0; row < rows; row++) {
        values.setSafe(row, value);
      }
      root.setRowCount(rows);
      shredder.write(root);
      if (fails) {
        throw new IllegalStateException("the batches' source has failed");
      }
      return shredder.finish();
    }
  }

  private static long countByDuckDb(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT count(*) FROM read_parquet('" + file + "')")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static long countByParquetJava(Path file) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      return reader.getRecordCount();
    }
  }

  private void assertNoReaderTakesItForParquet(Path file) {
    assertThatThrownBy(() -> countByDuckDb(file))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("No magic bytes found at end of file");
    assertThatThrownBy(() -> countByParquetJava(file))
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining("Expected magic number at tail");
  }

  @Test
  void whatAnExceptionCutsShortIsNoParquetFile() throws IOException {
    Path file = directory.resolve("cut.parquet");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> write(file, new byte[100], 3, /* fails= */ true))
        .withMessage("the batches' source has failed");
    assertThat(Files.size(file)).isGreaterThan(300);
    assertNoReaderTakesItForParquet(file);
  }

  @Test
  void norIfTheLastValueWrittenIsAParquetFileItself() throws IOException {
    Path inner = directory.resolve("inner.parquet");
    write(inner, new byte[100], 3, /* fails= */ false);
    Path file = directory.resolve("cut.parquet");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> write(file, Files.readAllBytes(inner), 2, /* fails= */ true));
    assertThat(Files.size(file)).isGreaterThan(2 * Files.size(inner));
    assertNoReaderTakesItForParquet(file);
  }

  /** Passes everything on to a file, up to so many bytes. */
  private record FullDisk(FileChannel file, long room) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (file.position() + bytes.remaining() > room) {
        throw new IOException("no space left");
      }
      return file.write(bytes);
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** Writes a row of three columns to a disk that has room for so much. */
  private void writeColumns(Path path, ShredderOptions options, byte[] value, long room)
      throws IOException {
    Field list = new Field("z", FieldType.nullable(ArrowType.List.INSTANCE), SCHEMA.getFields());
    Schema schema =
        new Schema(
            List.of(
                Field.nullable("x", ArrowType.Binary.INSTANCE),
                Field.nullable("y", ArrowType.LargeBinary.INSTANCE),
                list));
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
        FileChannel file = FileChannel.open(path, CREATE, TRUNCATE_EXISTING, WRITE);
        ParquetShredder shredder =
            ParquetShredder.open(
                new FullDisk(file, room),
                schema,
                new MapDictionaryProvider(),
                allocator,
                options)) {
      ((VarBinaryVector) root.getVector(0)).setSafe(0, value);
      ((LargeVarBinaryVector) root.getVector(1)).setSafe(0, value);
      ListVector lists = (ListVector) root.getVector(2);
      lists.startNewValue(0);
      ((VarBinaryVector) lists.getDataVector()).setSafe(0, value);
      lists.endValue(0, 1);
      root.setRowCount(1);
      shredder.write(root);
      shredder.finish();
    }
  }

  @ParameterizedTest
  @CsvSource({"PLAIN,1", "PLAIN,2", "DELTA_LENGTH,1", "DELTA_LENGTH,2", "DELTA,1", "DELTA,2"})
  void norIfItIsTheLastValueOfAColumnAndTheNextOneFails(ColumnEncoding encoding, int version)
      throws Exception {
    Path inner = directory.resolve("inner.parquet");
    write(inner, new byte[100], 3, /* fails= */ false);
    byte[] value = Files.readAllBytes(inner);
    ShredderOptions options =
        ShredderOptions.builder()
            .compression(Compression.NONE)
            .rowGroupRows(1)
            .pageVersion(version)
            .encoding(encoding)
            .build();
    Path file = directory.resolve("cut.parquet");
    writeColumns(file, options, value, Long.MAX_VALUE);
    assertThat(countByDuckDb(file)).isEqualTo(1);
    assertThat(countByParquetJava(file)).isEqualTo(1);
    assertThat(FileLevels.read(file))
        .allSatisfy(
            column ->
                assertThat(column)
                    .singleElement()
                    .extracting(ReferenceLevels.Entry::value)
                    .isEqualTo(ByteBuffer.wrap(value)));
    for (ColumnChunk chunk : new RawFooter(file).metadata().getRow_groups().get(0).getColumns()) {
      ColumnMetaData column = chunk.getMeta_data();
      long end = column.getData_page_offset() + column.getTotal_compressed_size();
      Path cut = directory.resolve("cut-" + end + ".parquet");
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> writeColumns(cut, options, value, end + 1))
          .withMessage("no space left");
      assertThat(Files.size(cut)).isGreaterThanOrEqualTo(end);
      assertNoReaderTakesItForParquet(cut);
    }
  }

  @Test
  void finishTellsWhatIsInTheFile() throws Exception {
    Path inner = directory.resolve("inner.parquet");
    Path file = directory.resolve("whole.parquet");
    write(inner, new byte[100], 3, /* fails= */ false);
    WrittenFile written = write(file, Files.readAllBytes(inner), 5, /* fails= */ false);
    assertThat(written).isEqualTo(new WrittenFile(5, Files.size(file), 5));
    assertThat(countByDuckDb(file)).isEqualTo(5);
    assertThat(countByParquetJava(file)).isEqualTo(5);
  }

  @Test
  void aFileWithoutRowsIsFinishedToo() throws Exception {
    Path file = directory.resolve("empty.parquet");
    WrittenFile written = write(file, new byte[0], 0, /* fails= */ false);
    assertThat(written).isEqualTo(new WrittenFile(0, Files.size(file), 0));
    assertThat(countByDuckDb(file)).isZero();
  }
}
