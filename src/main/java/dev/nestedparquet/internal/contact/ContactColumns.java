package dev.nestedparquet.internal.contact;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Columns of a contact that are filled. Columns that nobody reads cost neither time nor memory.
 *
 * @param name whether names are filled
 * @param phones whether the list and its structs are filled, without the fields of the structs
 * @param number whether the phones' numbers are filled; needs {@code phones}
 * @param phoneType whether the phones' types are filled; needs {@code phones}
 */
public record ContactColumns(boolean name, boolean phones, boolean number, boolean phoneType) {
  public static final ContactColumns ALL = new ContactColumns(true, true, true, true);

  /**
   * Columns that a schema has.
   *
   * @throws IllegalArgumentException if the schema has other fields than {@link
   *     ContactSchema#SCHEMA}, or has them in another order
   */
  public static ContactColumns of(Schema schema) {
    List<String> phone = List.of();
    for (Field field : schema.getFields()) {
      if (field.getName().equals(ContactSchema.PHONES)) {
        phone = names(field.getChildren().get(0).getChildren());
      }
    }
    List<String> contact = names(schema.getFields());
    ContactColumns columns =
        new ContactColumns(
            contact.contains(ContactSchema.NAME),
            contact.contains(ContactSchema.PHONES),
            phone.contains(ContactSchema.NUMBER),
            phone.contains(ContactSchema.PHONE_TYPE));
    if (!columns.schema().equals(schema)) {
      throw new IllegalArgumentException(
          "columns: " + schema + " is no selection of " + ContactSchema.SCHEMA);
    }
    return columns;
  }

  public boolean areAll() {
    return name && phones && number && phoneType;
  }

  private static List<String> names(List<Field> fields) {
    return fields.stream().map(Field::getName).toList();
  }

  /** Schema of batches with these columns. */
  public Schema schema() {
    List<Field> contact = new ArrayList<>();
    if (name) {
      contact.add(ContactSchema.nameField());
    }
    if (phones) {
      List<Field> phone = new ArrayList<>();
      if (number) {
        phone.add(ContactSchema.numberField());
      }
      if (phoneType) {
        phone.add(ContactSchema.phoneTypeField());
      }
      contact.add(ContactSchema.phonesField(phone));
    }
    return new Schema(contact);
  }
}
