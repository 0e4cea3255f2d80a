package dev.nestedparquet.shred.internal.values;

import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * What a field's values are stored as, which is the type itself but for extension types. One that
 * is registered with Arrow's Java library has types and vectors of its own; of any other, a field
 * has the storage type, and the name in its metadata.
 *
 * @param type of the storage
 * @param extension the extension type's name; null if there is none
 */
public record StorageType(ArrowType type, String extension) {
  public static final String UUID = "arrow.uuid";
  public static final String JSON = "arrow.json";

  public static StorageType of(Field field) {
    return of(field.getType(), field.getMetadata().get(ExtensionType.EXTENSION_METADATA_KEY_NAME));
  }

  /** The same, of the values that a dictionary-encoded field stands for. */
  public static StorageType ofDictionary(Field field, Dictionary dictionary) {
    return of(
        dictionary.getVectorType(),
        field.getMetadata().get(ExtensionType.EXTENSION_METADATA_KEY_NAME));
  }

  private static StorageType of(ArrowType type, String name) {
    return type instanceof ExtensionType extension
        ? of(extension.storageType(), extension.extensionName())
        : new StorageType(type, name);
  }

  /** The vector that has the buffers; borrowed as the given one is. */
  public static FieldVector vectorOf(FieldVector vector) {
    FieldVector storage = vector;
    while (storage instanceof ExtensionTypeVector<?> extension) {
      storage = extension.getUnderlyingVector();
    }
    return storage;
  }
}
