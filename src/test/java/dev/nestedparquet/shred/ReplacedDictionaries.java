package dev.nestedparquet.shred;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * Files of a column {@code x} whose dictionary is another one in each batch, as the categories of
 * data frames are: row {@code i} is {@code entry i}.
 */
final class ReplacedDictionaries {
  private ReplacedDictionaries() {}

  /**
   * Writes a file.
   *
   * @param entries of the file, and its rows
   * @param batchEntries of a batch's dictionary, at most
   */
  static void write(
      Path path,
      ArrowType.Int indexType,
      int entries,
      int batchEntries,
      ShredderOptions options,
      BufferAllocator allocator)
      throws IOException {
    DictionaryEncoding encoding = new DictionaryEncoding(1, false, indexType);
    Field field = new Field("x", new FieldType(true, indexType, encoding), null);
    try (FieldVector indices = field.createVector(allocator);
        VarCharVector labels = new VarCharVector("labels", allocator)) {
      MapDictionaryProvider dictionaries =
          new MapDictionaryProvider(new Dictionary(labels, encoding));
      VectorSchemaRoot root = VectorSchemaRoot.of(indices);
      ShreddedFile.write(
          path,
          root.getSchema(),
          dictionaries,
          allocator,
          options,
          shredder -> {
            for (int first = 0; first < entries; first += batchEntries) {
              int count = Math.min(batchEntries, entries - first);
              labels.reset();
              indices.setInitialCapacity(count);
              indices.allocateNew();
              for (int i = 0; i < count; i++) {
                labels.setSafe(i, ("entry " + (first + i)).getBytes(StandardCharsets.UTF_8));
                ((BaseIntVector) indices).setWithPossibleTruncate(i, i);
              }
              labels.setValueCount(count);
              root.setRowCount(count);
              shredder.write(root);
            }
          });
    }
  }
}
