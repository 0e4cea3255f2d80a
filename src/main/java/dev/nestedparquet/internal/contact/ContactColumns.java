package dev.nestedparquet.internal.contact;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Which columns of a contact are filled; those that nobody reads cost neither time nor memory.
 *
 * @param name the name
 * @param phones the list, without what is in its structs
 * @param number the phones' numbers; not without the list
 * @param phoneType the phones' types; not without the list
 */
public record ContactColumns(boolean name, boolean phones, boolean number, boolean phoneType) {
  public static final ContactColumns ALL = new ContactColumns(true, true, true, true);

  /**
   * The columns that a schema has.
   *
   * @throws IllegalArgumentException if it isn't made of fields of {@link ContactSchema#SCHEMA}, in
   *     their order
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

  /** The schema of batches with these columns. */
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
