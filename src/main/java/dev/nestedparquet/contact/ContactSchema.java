package dev.nestedparquet.contact;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** The Arrow schema of a contact: a name, and a list of phones with number and type. */
public final class ContactSchema {
  /** Labels of the {@code phone_type} dictionary, in the order of its indices. */
  public static final List<String> PHONE_TYPES = List.of("Mobile", "Work", "Home");

  private static final ArrowType.Int UINT8 = new ArrowType.Int(8, false);
  private static final DictionaryEncoding PHONE_TYPE =
      new DictionaryEncoding(1, /* ordered= */ false, UINT8);

  public static final Schema SCHEMA =
      new Schema(
          List.of(
              Field.nullable("name", ArrowType.Utf8.INSTANCE),
              new Field(
                  "phones",
                  FieldType.nullable(ArrowType.List.INSTANCE),
                  List.of(
                      new Field(
                          "item",
                          FieldType.nullable(ArrowType.Struct.INSTANCE),
                          List.of(
                              Field.nullable("number", ArrowType.Utf8.INSTANCE),
                              new Field(
                                  "phone_type", new FieldType(true, UINT8, PHONE_TYPE), null)))))));

  private ContactSchema() {}

  /** The {@code phone_type} dictionary; the caller closes its vector. */
  public static Dictionary newPhoneTypeDictionary(BufferAllocator allocator) {
    VarCharVector labels = new VarCharVector("phone_type", allocator);
    try {
      labels.allocateNew();
      for (int i = 0; i < PHONE_TYPES.size(); i++) {
        labels.setSafe(i, PHONE_TYPES.get(i).getBytes(StandardCharsets.UTF_8));
      }
      labels.setValueCount(PHONE_TYPES.size());
      return new Dictionary(labels, PHONE_TYPE);
    } catch (RuntimeException e) {
      labels.close();
      throw e;
    }
  }
}
