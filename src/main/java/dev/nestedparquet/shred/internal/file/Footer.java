package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.file.ChunkMetadata.FinishedChunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

/** Gathers and writes the end of a file: page indexes, then the metadata of all row groups. */
public final class Footer {
  /** The first four bytes of a file, and its last four. */
  public static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /**
   * Most row groups of a file: readers number them by 16 bits with a sign, as parquet.thrift does.
   */
  public static final int MOST_ROW_GROUPS = Short.MAX_VALUE;

  private static final int FORMAT_VERSION = 2;

  private final List<SchemaElement> schema;
  private final String createdBy;
  private final List<RowGroup> rowGroups = new ArrayList<>();
  private final List<FinishedChunk> chunks = new ArrayList<>();
  private long rows;

  public Footer(List<SchemaElement> schema, String createdBy) {
    this.schema = schema;
    this.createdBy = createdBy;
  }

  /**
   * Checks that the file can have another row group.
   *
   * @throws FullFileException if it can't
   */
  public void requireRoom() {
    if (rowGroups.size() == MOST_ROW_GROUPS) {
      throw new FullFileException(
          String.format(
              Locale.ROOT,
              "the file has %,d row groups of %,d rows on average, and readers take no more of"
                  + " them; choose larger row groups, or write more files",
              rowGroups.size(),
              rows / rowGroups.size()));
    }
  }

  public void add(List<FinishedChunk> columns, long rowsOfGroup, long start) {
    List<ColumnChunk> group = columns.stream().map(FinishedChunk::chunk).toList();
    long uncompressed =
        group.stream().mapToLong(chunk -> chunk.getMeta_data().getTotal_uncompressed_size()).sum();
    long compressed =
        group.stream().mapToLong(chunk -> chunk.getMeta_data().getTotal_compressed_size()).sum();
    RowGroup rowGroup = new RowGroup(group, uncompressed, rowsOfGroup);
    rowGroup.setFile_offset(start);
    rowGroup.setTotal_compressed_size(compressed);
    rowGroup.setOrdinal((short) rowGroups.size());
    rowGroups.add(rowGroup);
    chunks.addAll(columns);
    rows += rowsOfGroup;
  }

  /** Number of row groups so far. */
  public int rowGroups() {
    return rowGroups.size();
  }

  public void write(ChannelOutput output, Map<String, String> metadata) throws IOException {
    leaveOutPartialBounds();
    for (FinishedChunk finished : chunks) {
      if (finished.columnIndex() != null) {
        finished.chunk().setColumn_index_offset(output.position());
        finished.chunk().setColumn_index_length(finished.columnIndex().length);
        output.write(finished.columnIndex());
      }
    }
    for (FinishedChunk finished : chunks) {
      if (finished.offsetIndex() != null) {
        finished.chunk().setOffset_index_offset(output.position());
        finished.chunk().setOffset_index_length(finished.offsetIndex().length);
        output.write(finished.offsetIndex());
      }
    }
    byte[] footer = Thrift.bytes(fileMetadata(metadata), Util::writeFileMetaData);
    output.write(footer);
    output.write(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(footer.length)
            .array());
    output.write(MAGIC);
  }

  /**
   * Removes a column's bounds from all row groups if a row group with values has none, as with a
   * NaN. DataFusion would take the bounds of the other row groups for those of the file, and skip
   * the whole file. Page indexes stay.
   */
  private void leaveOutPartialBounds() {
    int columns = rowGroups.isEmpty() ? 0 : rowGroups.get(0).getColumnsSize();
    for (int i = 0; i < columns; i++) {
      boolean areWhole = true;
      for (RowGroup group : rowGroups) {
        areWhole &= !lacksBounds(group.getColumns().get(i).getMeta_data());
      }
      for (RowGroup group : rowGroups) {
        Statistics statistics = group.getColumns().get(i).getMeta_data().getStatistics();
        if (!areWhole && statistics != null) {
          statistics.unsetMin_value();
          statistics.unsetMax_value();
          statistics.unsetIs_min_value_exact();
          statistics.unsetIs_max_value_exact();
        }
      }
    }
  }

  private static boolean lacksBounds(ColumnMetaData chunk) {
    Statistics statistics = chunk.getStatistics();
    return statistics != null
        && !statistics.isSetMax_value()
        && statistics.getNull_count() < chunk.getNum_values();
  }

  private FileMetaData fileMetadata(Map<String, String> keyValues) {
    FileMetaData file = new FileMetaData(FORMAT_VERSION, schema, rows, rowGroups);
    file.setCreated_by(createdBy);
    int leaves = (int) schema.stream().filter(SchemaElement::isSetType).count();
    file.setColumn_orders(
        Collections.nCopies(leaves, ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
    for (Map.Entry<String, String> entry : keyValues.entrySet()) {
      KeyValue pair = new KeyValue(entry.getKey());
      pair.setValue(entry.getValue());
      file.addToKey_value_metadata(pair);
    }
    return file;
  }
}
