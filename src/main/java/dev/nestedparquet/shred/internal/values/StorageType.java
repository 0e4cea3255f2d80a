package dev.nestedparquet.shred.internal.values;

import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The type in which a field's values are stored. For an extension type that is its storage type,
 * for others the type itself.
 *
 * <p>An extension type that is registered with Arrow's Java library has a type and a vector of its
 * own. A field of any other extension type has the storage type, and the extension's name in its
 * metadata.
 *
 * @param type the storage type
 * @param extension name of the extension type; null if there is none
 */
public record StorageType(ArrowType type, String extension) {
  public static final String UUID = "arrow.uuid";
  public static final String JSON = "arrow.json";

  public static StorageType of(Field field) {
    return of(field.getType(), field.getMetadata().get(ExtensionType.EXTENSION_METADATA_KEY_NAME));
  }

  /** The storage type of the values that a dictionary-encoded field stands for. */
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

  /**
   * The vector that has the buffers of an extension type's vector, or else the given one. It is
   * borrowed as the given one is.
   */
  public static FieldVector vectorOf(FieldVector vector) {
    FieldVector storage = vector;
    while (storage instanceof ExtensionTypeVector<?> extension) {
      storage = extension.getUnderlyingVector();
    }
    return storage;
  }
}
