package dev.nestedparquet.shred;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;

/** Writing files, and what is often looked for in one. */
final class ShreddedFile {
  private ShreddedFile() {}

  /** What writes a file's batches. */
  @FunctionalInterface
  interface Batches {
    void writeTo(ParquetShredder shredder) throws IOException;
  }

  /** Writes a whole file, in place of one that may be there. */
  static void write(
      Path path,
      Schema schema,
      DictionaryProvider dictionaries,
      BufferAllocator allocator,
      ShredderOptions options,
      Batches batches)
      throws IOException {
    try (FileChannel file = FileChannel.open(path, CREATE, TRUNCATE_EXISTING, WRITE);
        ParquetShredder shredder =
            ParquetShredder.open(file, schema, dictionaries, allocator, options)) {
      batches.writeTo(shredder);
      shredder.finish();
    }
  }

  /** Encodings of a chunk's data pages. */
  static Set<Encoding> dataEncodings(ColumnChunk chunk) {
    return chunk.getMeta_data().getEncoding_stats().stream()
        .filter(stats -> stats.getPage_type() != PageType.DICTIONARY_PAGE)
        .map(PageEncodingStats::getEncoding)
        .collect(Collectors.toSet());
  }
}
