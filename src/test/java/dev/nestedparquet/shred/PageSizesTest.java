package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.shred.fixtures.RawFooter;
import dev.nestedparquet.shred.fixtures.ShreddedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.RowGroup;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages have the size that was asked for, also where a few bytes stand for many. */
final class PageSizesTest {
  private static final DictionaryEncoding ENCODING =
      new DictionaryEncoding(1, /* ordered= */ false, new ArrowType.Int(16, true));

  private static final int ENTRIES = 20;
  private static final int ENTRY_BYTES = 100_000;
  private static final int ROWS = 1_000;
  private static final int PAGE_BYTES = 1 << 20;

  @TempDir private Path directory;

  /** Together, the entries are more than a dictionary page takes. */
  private static VarCharVector entries(BufferAllocator allocator) {
    VarCharVector entries = new VarCharVector("entries", allocator);
    entries.allocateNew((long) ENTRIES * ENTRY_BYTES, ENTRIES);
    for (int i = 0; i < ENTRIES; i++) {
      byte[] text = new byte[ENTRY_BYTES];
      text[i] = 1;
      entries.set(i, text);
    }
    entries.setValueCount(ENTRIES);
    return entries;
  }

  /** Every second row is null, with an index behind it that no entry has. */
  private static void fill(VectorSchemaRoot root) {
    SmallIntVector indices = (SmallIntVector) root.getVector(0);
    indices.allocateNew(ROWS);
    for (int i = 0; i < ROWS; i++) {
      indices.set(i, i % 2 == 0 ? i / 2 % ENTRIES : -7);
      if (i % 2 != 0) {
        indices.setNull(i);
      }
    }
    root.setRowCount(ROWS);
  }

  @ParameterizedTest
  @EnumSource(ColumnEncoding.class)
  void pagesOfLongDictionaryEntriesAreNoLargerThanOthers(ColumnEncoding encoding)
      throws IOException {
    Path file = directory.resolve("file");
    ShredderOptions options =
        ShredderOptions.builder()
            .compression(Compression.zstd(1))
            .rowGroupRows(1_000_000)
            .rowGroupBytes(1L << 30)
            .pageBytes(PAGE_BYTES)
            .encoding(encoding)
            .build();
    Field column = new Field("text", new FieldType(true, ENCODING.getIndexType(), ENCODING), null);
    try (BufferAllocator allocator = new RootAllocator();
        VarCharVector entries = entries(allocator);
        BufferAllocator limited = allocator.newChildAllocator("shredder", 0, 16 << 20);
        VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of(column)), allocator)) {
      ShreddedFile.write(
          file,
          root.getSchema(),
          new MapDictionaryProvider(new Dictionary(entries, ENCODING)),
          limited,
          options,
          shredder -> {
            fill(root);
            shredder.write(root);
            shredder.write(root); // Where the first batch has filled the dictionary, without one.
          });
    }
    RawFooter footer = new RawFooter(file);
    for (RowGroup group : footer.metadata().getRow_groups()) {
      ColumnChunk chunk = group.getColumns().get(0);
      long pages = footer.offsetIndex(chunk).getPage_locationsSize();
      long bytes = chunk.getMeta_data().getTotal_uncompressed_size();
      assertThat(bytes / pages).isLessThan(3L * PAGE_BYTES);
    }
  }
}
