package dev.nestedparquet.shred;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.Util;

/** What a file says of itself, before any reader's opinion of it. */
final class RawFooter {
  private final byte[] file;

  RawFooter(Path path) throws IOException {
    file = Files.readAllBytes(path);
  }

  FileMetaData metadata() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int length = bytes.getInt(file.length - 8);
    return Util.readFileMetaData(stream(file.length - 8L - length, length));
  }

  /** Null if there is none. */
  ColumnIndex columnIndex(ColumnChunk chunk) throws IOException {
    return chunk.isSetColumn_index_offset()
        ? Util.readColumnIndex(
            stream(chunk.getColumn_index_offset(), chunk.getColumn_index_length()))
        : null;
  }

  /** Null if there is none. */
  OffsetIndex offsetIndex(ColumnChunk chunk) throws IOException {
    return chunk.isSetOffset_index_offset()
        ? Util.readOffsetIndex(
            stream(chunk.getOffset_index_offset(), chunk.getOffset_index_length()))
        : null;
  }

  private ByteArrayInputStream stream(long offset, int length) {
    return new ByteArrayInputStream(file, Math.toIntExact(offset), length);
  }
}
