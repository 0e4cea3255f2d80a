package dev.nestedparquet.shred;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.DictionaryUtility;

/**
 * The Arrow schema as other Arrow libraries keep it in a Parquet file: an encapsulated IPC message,
 * in base64, by the key {@code ARROW:schema}.
 *
 * <p>Dictionary-encoded fields of a list or struct are described by what they stand for: pyarrow
 * takes the others back as dictionaries, but refuses to read a nested one from more than one row
 * group ("Nested data conversions not implemented for chunked array outputs").
 */
final class ArrowSchemaText {
  private ArrowSchemaText() {}

  static String of(Schema schema, DictionaryProvider dictionaries) {
    List<Field> fields = new ArrayList<>();
    for (Field field : schema.getFields()) {
      fields.add(isNested(field) ? decoded(field, dictionaries) : encoded(field, dictionaries));
    }
    byte[] message = new Schema(fields, schema.getCustomMetadata()).serializeAsMessage();
    return Base64.getEncoder().encodeToString(message);
  }

  private static boolean isNested(Field field) {
    return !field.getChildren().isEmpty();
  }

  private static Field encoded(Field field, DictionaryProvider dictionaries) {
    return DictionaryUtility.toMessageFormat(field, dictionaries, new HashSet<>());
  }

  private static Field decoded(Field field, DictionaryProvider dictionaries) {
    List<Field> children = new ArrayList<>();
    for (Field child : field.getChildren()) {
      children.add(decoded(child, dictionaries));
    }
    DictionaryEncoding encoding = field.getDictionary();
    ArrowType type =
        encoding == null ? field.getType() : dictionaries.lookup(encoding.getId()).getVectorType();
    return new Field(
        field.getName(),
        new FieldType(field.isNullable(), type, null, field.getMetadata()),
        children);
  }
}
