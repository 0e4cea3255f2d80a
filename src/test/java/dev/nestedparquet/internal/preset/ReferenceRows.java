package dev.nestedparquet.internal.preset;

import static dev.nestedparquet.internal.contact.ReferenceDraws.highHalf;
import static dev.nestedparquet.internal.contact.ReferenceDraws.lowHalf;
import static dev.nestedparquet.internal.contact.ReferenceDraws.pick;

import dev.nestedparquet.internal.contact.ReferenceContacts;
import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import dev.nestedparquet.internal.contact.ReferenceContacts.Phone;
import java.util.ArrayList;
import java.util.List;

/** A preset's specification as plain code: one row at a time, sharing no code with the filler. */
public interface ReferenceRows {
  List<String> FIRST_NAMES = ReferenceContacts.lines("first-names.txt");
  List<String> LAST_NAMES = ReferenceContacts.lines("last-names.txt");

  /** A row; a phone that is null is a null struct. */
  Contact row(long row);

  default List<Contact> rows(long first, int rows) {
    List<Contact> contacts = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      contacts.add(row(first + i));
    }
    return contacts;
  }

  /** A first and a last name, all equally likely. */
  static String name(long draw) {
    return FIRST_NAMES.get(pick(lowHalf(draw), FIRST_NAMES.size()))
        + " "
        + LAST_NAMES.get(pick(highHalf(draw), LAST_NAMES.size()));
  }

  /** The number with an id. */
  static String number(long id) {
    return String.format("+91-99-%08d", id);
  }

  /** A contact's phones: null, or 1 to 5. */
  static List<Phone> contactPhones(long rowDraw, long phoneKey, long row) {
    int count = ReferenceContacts.phoneCount(highHalf(rowDraw));
    return count == 0 ? null : phones(phoneKey, 5 * row, count);
  }

  /** Phones with ids from the first on. */
  static List<Phone> phones(long phoneKey, long firstId, int count) {
    List<Phone> phones = new ArrayList<>(count);
    for (int slot = 0; slot < count; slot++) {
      phones.add(ReferenceContacts.phone(phoneKey, firstId + slot));
    }
    return phones;
  }

  /** The specification of a preset. */
  static ReferenceRows of(String preset, long seed) {
    return switch (preset) {
      case "null-states" -> new ReferenceNullStates(seed);
      case "long-lists" -> new ReferenceLongLists(seed);
      case "null-runs" -> new ReferenceNullRuns(seed);
      case "wide-text" -> new ReferenceWideText(seed);
      default -> new ReferenceContacts(seed, 1)::contact;
    };
  }
}
