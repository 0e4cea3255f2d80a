package dev.nestedparquet.shred;

import dev.nestedparquet.shred.ReferenceLevels.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** The levels and values of a file's columns, as parquet-java reads them. */
public final class FileLevels {
  private FileLevels() {}

  /**
   * A column of a file.
   *
   * @param elementLevel definition level from which on an entry is an element of the innermost list
   * @param presentLevel definition level of an entry that has a value
   */
  public record Column(
      List<String> path,
      PrimitiveTypeName type,
      int elementLevel,
      int presentLevel,
      List<Entry> entries) {}

  /** All columns of a file. */
  public static List<Column> columns(Path file) throws IOException {
    List<List<Entry>> entries = read(file);
    List<Column> columns = new ArrayList<>();
    try (ParquetFileReader reader = open(file)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      for (ColumnDescriptor column : schema.getColumns()) {
        columns.add(
            new Column(
                List.of(column.getPath()),
                column.getPrimitiveType().getPrimitiveTypeName(),
                elementLevel(schema, column),
                column.getMaxDefinitionLevel(),
                entries.get(columns.size())));
      }
    }
    return columns;
  }

  private static int elementLevel(MessageType schema, ColumnDescriptor column) {
    String[] path = column.getPath();
    for (int end = path.length; end > 0; end--) {
      String[] above = Arrays.copyOf(path, end);
      if (schema.getType(above).isRepetition(Type.Repetition.REPEATED)) {
        return schema.getMaxDefinitionLevel(above);
      }
    }
    return 0;
  }

  /** Opens a file, without Hadoop's configuration. */
  static ParquetFileReader open(Path file) throws IOException {
    return ParquetFileReader.open(
        new LocalInputFile(file),
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .usePageChecksumVerification()
            .build());
  }

  /** All entries of all row groups, by column. */
  static List<List<Entry>> read(Path file) throws IOException {
    List<List<Entry>> columns = new ArrayList<>();
    try (ParquetFileReader reader = open(file)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      schema.getColumns().forEach(column -> columns.add(new ArrayList<>()));
      for (PageReadStore group; (group = reader.readNextRowGroup()) != null; ) {
        List<List<Entry>> more = read(group, reader);
        for (int i = 0; i < columns.size(); i++) {
          columns.get(i).addAll(more.get(i));
        }
      }
    }
    return columns;
  }

  /** All entries of a row group, by column. */
  static List<List<Entry>> read(PageReadStore group, ParquetFileReader reader) {
    MessageType schema = reader.getFileMetaData().getSchema();
    ColumnReadStoreImpl columns =
        new ColumnReadStoreImpl(
            group,
            new DummyRecordConverter(schema).getRootConverter(),
            schema,
            reader.getFileMetaData().getCreatedBy());
    List<List<Entry>> entries = new ArrayList<>();
    for (ColumnDescriptor column : schema.getColumns()) {
      long count = group.getPageReader(column).getTotalValueCount();
      entries.add(read(columns.getColumnReader(column), column, count));
    }
    return entries;
  }

  private static List<Entry> read(ColumnReader reader, ColumnDescriptor column, long count) {
    List<Entry> entries = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      int definition = reader.getCurrentDefinitionLevel();
      boolean isPresent = definition == column.getMaxDefinitionLevel();
      Object value = isPresent ? value(reader, column) : null;
      entries.add(new Entry(reader.getCurrentRepetitionLevel(), definition, value));
      reader.consume();
    }
    return entries;
  }

  /** As {@link ArrowRows} has values. */
  private static Object value(ColumnReader reader, ColumnDescriptor column) {
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> reader.getBoolean();
      case INT32 -> reader.getInteger();
      case INT64 -> reader.getLong();
      case FLOAT -> Float.floatToRawIntBits(reader.getFloat());
      case DOUBLE -> Double.doubleToRawLongBits(reader.getDouble());
      case BINARY, FIXED_LEN_BYTE_ARRAY -> ByteBuffer.wrap(reader.getBinary().getBytes());
      case INT96 -> throw new IllegalStateException("nobody writes INT96");
    };
  }
}
