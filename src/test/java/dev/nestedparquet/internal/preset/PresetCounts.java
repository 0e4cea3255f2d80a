package dev.nestedparquet.internal.preset;

import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import dev.nestedparquet.internal.contact.ReferenceContacts.Phone;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The ground truth about rows of a preset, counted from the rows. */
final class PresetCounts {
  private final Map<String, Long> counts = new LinkedHashMap<>();

  private PresetCounts() {}

  /**
   * Counts rows.
   *
   * @param zero counts whose names are there even if nothing is counted
   * @param label what a list length is counted under
   */
  static Counts of(List<Contact> contacts, Counts zero, IntFunction<String> label) {
    PresetCounts recount = new PresetCounts();
    for (Contact contact : contacts) {
      recount.addName(contact.name(), zero.asMap().containsKey("nameCharactersByBytes/1"));
      recount.add("phonesNulls", contact.phones() == null);
      if (contact.phones() != null) {
        recount.add("phonesPerContact/" + label.apply(contact.phones().size()), true);
        contact.phones().forEach(recount::addPhone);
      }
    }
    recount.counts.put("rows", (long) contacts.size());
    return zero.plus(Counts.of(recount.counts));
  }

  private void addName(String name, boolean characters) {
    add("nameNulls", name == null);
    add("nameEmpty", name != null && name.isEmpty());
    if (name == null) {
      return;
    }
    int bytes = utf8Bytes(name);
    counts.merge("nameBytes", (long) bytes, Long::sum);
    if (characters) {
      counts.merge("nameLength/largest", (long) bytes, Math::max);
      name.codePoints()
          .mapToObj(Character::toString)
          .forEach(character -> add("nameCharactersByBytes/" + utf8Bytes(character), true));
    }
  }

  private static int utf8Bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private void addPhone(Phone phone) {
    add("phones", true);
    add("nullPhones", phone == null);
    String number = phone == null ? null : phone.number();
    String type = phone == null ? null : phone.type();
    add("numberNulls", number == null);
    add("phoneTypeNulls", type == null);
    add("bothNull", number == null && type == null);
    if (type != null) {
      add("phoneTypes/" + type, true);
    }
    if (number != null) {
      long id = Long.parseLong(number.substring("+91-99-".length()));
      counts.merge("number/smallest", id, Math::min);
      counts.merge("number/largest", id, Math::max);
    }
  }

  private void add(String name, boolean applies) {
    if (applies) {
      counts.merge(name, 1L, Long::sum);
    }
  }
}
