package dev.nestedparquet.shred;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.DictionaryUtility;

/**
 * The Arrow schema as other Arrow libraries keep it in a Parquet file: an encapsulated IPC message,
 * in base64, by the key {@code ARROW:schema}.
 */
final class ArrowSchemaText {
  private ArrowSchemaText() {}

  static String of(Schema schema, DictionaryProvider dictionaries) {
    List<Field> fields = new ArrayList<>();
    Set<Long> used = new HashSet<>();
    for (Field field : schema.getFields()) {
      fields.add(DictionaryUtility.toMessageFormat(field, dictionaries, used));
    }
    byte[] message = new Schema(fields, schema.getCustomMetadata()).serializeAsMessage();
    return Base64.getEncoder().encodeToString(message);
  }
}
