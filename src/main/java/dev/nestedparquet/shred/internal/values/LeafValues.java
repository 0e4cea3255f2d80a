package dev.nestedparquet.shred.internal.values;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Values of a leaf, chosen by its field.
 *
 * @param type type of the values in Parquet
 * @param reader gathers the values from vectors; whoever owns this record closes it
 */
public record LeafValues(LeafType type, LeafReader reader) {
  /**
   * Chooses type and reader.
   *
   * @param field a field without children of its own in Parquet
   * @param path path of the column, for messages
   * @throws RefusedColumnException if Parquet has no such values, or their dictionary isn't there
   */
  public static LeafValues of(
      Field field, String path, DictionaryProvider dictionaries, BufferAllocator allocator) {
    if (field.getDictionary() != null) {
      return ofDictionary(field, path, dictionaries, allocator);
    }
    StorageType storage = StorageType.of(field);
    if (storage.type() instanceof ArrowType.RunEndEncoded) {
      LeafValues runs = of(field.getChildren().get(1), path, dictionaries, allocator);
      return new LeafValues(runs.type, new RunEndReader(runs.reader, runs.type, allocator));
    }
    LeafType type = LeafType.of(storage, path);
    return new LeafValues(type, reader(storage.type(), type, allocator));
  }

  private static LeafValues ofDictionary(
      Field field, String path, DictionaryProvider dictionaries, BufferAllocator allocator) {
    DictionaryEncoding encoding = field.getDictionary();
    Dictionary dictionary = dictionaries.lookup(encoding.getId());
    if (dictionary == null) {
      throw new RefusedColumnException(
          path, "there is no dictionary " + encoding.getId() + " for it");
    }
    StorageType storage = StorageType.ofDictionary(field, dictionary);
    LeafType leafType = LeafType.of(storage, path);
    LeafReader reader =
        new DictionaryReader(
            dictionaries,
            encoding.getId(),
            dictionary.getVectorType(),
            (ArrowType.Int) field.getType(),
            leafType,
            reader(storage.type(), leafType, allocator),
            allocator);
    return new LeafValues(leafType, reader);
  }

  private static LeafReader reader(ArrowType type, LeafType leafType, BufferAllocator allocator) {
    return switch (type.getTypeID()) {
      case Null -> new NullReader(allocator);
      case Utf8View, BinaryView -> new ViewReader(allocator);
      default ->
          leafType.width() == DenseValues.VARIABLE
              ? new VariableWidthReader(allocator)
              : new FixedWidthReader(type, leafType, allocator);
    };
  }
}
