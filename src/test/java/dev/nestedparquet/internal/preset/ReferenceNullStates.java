package dev.nestedparquet.internal.preset;

import static dev.nestedparquet.internal.contact.ReferenceDraws.choice;
import static dev.nestedparquet.internal.contact.ReferenceDraws.draw;
import static dev.nestedparquet.internal.contact.ReferenceDraws.highHalf;
import static dev.nestedparquet.internal.contact.ReferenceDraws.key;
import static dev.nestedparquet.internal.contact.ReferenceDraws.lowHalf;

import dev.nestedparquet.internal.contact.ReferenceContacts;
import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import dev.nestedparquet.internal.contact.ReferenceContacts.Phone;
import java.util.ArrayList;
import java.util.List;

/** The specification of preset {@code null-states}. */
final class ReferenceNullStates implements ReferenceRows {
  private final long rowKey;
  private final long nameKey;
  private final long phoneKey;

  ReferenceNullStates(long seed) {
    rowKey = key(seed, 16);
    nameKey = key(seed, 17);
    phoneKey = key(seed, 18);
  }

  @Override
  public Contact row(long row) {
    long draw = draw(rowKey, row);
    return new Contact(name(row, lowHalf(draw)), phones(row, highHalf(draw)));
  }

  private String name(long row, long bits) {
    return switch (choice(bits, 100, 30, 20, 50)) {
      case 0 -> null;
      case 1 -> "";
      default -> ReferenceRows.name(draw(nameKey, row));
    };
  }

  private List<Phone> phones(long row, long bits) {
    int state = choice(bits, 100, 25, 25, 20, 12, 10, 8);
    if (state == 0) {
      return null;
    }
    List<Phone> phones = new ArrayList<>();
    for (int slot = 0; slot < state - 1; slot++) {
      phones.add(phone(5 * row + slot));
    }
    return phones;
  }

  private Phone phone(long id) {
    long draw = draw(phoneKey, id);
    String number = ReferenceRows.number(id);
    String type = ReferenceContacts.phoneType(highHalf(draw));
    return switch (choice(lowHalf(draw), 100, 25, 25, 15, 15, 20)) {
      case 0 -> null;
      case 1 -> new Phone(null, null);
      case 2 -> new Phone(number, null);
      case 3 -> new Phone(null, type);
      default -> new Phone(number, type);
    };
  }
}
