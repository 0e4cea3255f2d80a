package dev.nestedparquet.internal.contact;

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
  private static final DictionaryEncoding PHONE_TYPE_ENCODING =
      new DictionaryEncoding(1, /* ordered= */ false, UINT8);

  static final String NAME = "name";
  static final String PHONES = "phones";
  static final String NUMBER = "number";
  static final String PHONE_TYPE = "phone_type";

  public static final Schema SCHEMA =
      new Schema(List.of(nameField(), phonesField(List.of(numberField(), phoneTypeField()))));

  private ContactSchema() {}

  static Field nameField() {
    return Field.nullable(NAME, ArrowType.Utf8.INSTANCE);
  }

  /**
   * Field of a list of phones.
   *
   * @param phone fields of a phone
   */
  static Field phonesField(List<Field> phone) {
    Field item = new Field("item", FieldType.nullable(ArrowType.Struct.INSTANCE), phone);
    return new Field(PHONES, FieldType.nullable(ArrowType.List.INSTANCE), List.of(item));
  }

  static Field numberField() {
    return Field.nullable(NUMBER, ArrowType.Utf8.INSTANCE);
  }

  static Field phoneTypeField() {
    return new Field(PHONE_TYPE, new FieldType(true, UINT8, PHONE_TYPE_ENCODING), null);
  }

  /** Makes the dictionary of {@code phone_type}; the caller closes its vector. */
  public static Dictionary newPhoneTypeDictionary(BufferAllocator allocator) {
    VarCharVector labels = new VarCharVector(PHONE_TYPE, allocator);
    try {
      labels.allocateNew();
      for (int i = 0; i < PHONE_TYPES.size(); i++) {
        labels.setSafe(i, PHONE_TYPES.get(i).getBytes(StandardCharsets.UTF_8));
      }
      labels.setValueCount(PHONE_TYPES.size());
      return new Dictionary(labels, PHONE_TYPE_ENCODING);
    } catch (RuntimeException e) {
      labels.close();
      throw e;
    }
  }
}
