package dev.nestedparquet.internal.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.internal.contact.ContactBatch;
import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import dev.nestedparquet.internal.contact.ReferenceContacts.Phone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;

final class NullStatesTest extends PresetContract {
  NullStatesTest() {
    super("null-states", BatchPlan.MAX_ROWS);
  }

  @Override
  String label(int length) {
    return Integer.toString(length);
  }

  /** The state of a list: null, or that of each of its phones, a digit for each. */
  private static String state(List<Phone> phones) {
    if (phones == null) {
      return "null";
    }
    StringBuilder state = new StringBuilder();
    for (Phone phone : phones) {
      int number = phone == null || phone.number() == null ? 0 : 2;
      int type = phone == null || phone.type() == null ? 0 : 1;
      state.append(phone == null ? "-" : number + type);
    }
    return state.toString();
  }

  @Example
  void everyStateOfAListOfUpToThreePhonesIsThere() {
    Map<String, Integer> states = new HashMap<>();
    Map<String, Integer> names = new HashMap<>();
    try (ContactBatch batch = ContactBatch.fill(new NullStatesFiller(0), 0, 100_000)) {
      for (Contact contact : batch.contacts()) {
        states.merge(state(contact.phones()), 1, Integer::sum);
        String name = contact.name() == null ? "null" : contact.name().isEmpty() ? "empty" : "name";
        names.merge(name, 1, Integer::sum);
      }
    }
    assertThat(names).containsOnlyKeys("null", "empty", "name");
    assertThat(states).containsKeys("null", "");
    for (int length = 1; length <= 3; length++) {
      String ofLength = "[-0-3]{" + length + "}";
      assertThat(states.keySet().stream().filter(state -> state.matches(ofLength)))
          .hasSize((int) Math.pow(5, length));
    }
    assertThat(states.keySet()).anyMatch(state -> state.matches("[-0-3]{4}"));
  }

  /** Within five standard deviations, by the weights of the table in the README. */
  @Example
  void statesAreAsLikelyAsTheTableSays() {
    int rows = 200_000;
    try (ContactBatch batch = ContactBatch.fill(new NullStatesFiller(1), 0, rows)) {
      long phones = batch.counts.get("phones");
      assertShare(batch.counts.get("nameNulls"), rows, 0.30);
      assertShare(batch.counts.get("nameEmpty"), rows, 0.20);
      assertShare(batch.counts.get("phonesNulls"), rows, 0.25);
      assertShare(batch.counts.get("phonesPerContact/0"), rows, 0.25);
      assertShare(batch.counts.get("phonesPerContact/4"), rows, 0.08);
      assertShare(batch.counts.get("nullPhones"), phones, 0.25);
      assertShare(batch.counts.get("bothNull"), phones, 0.50);
      assertShare(batch.counts.get("numberNulls"), phones, 0.65);
      assertShare(batch.counts.get("phoneTypeNulls"), phones, 0.65);
    }
  }

  private static void assertShare(long found, long of, double share) {
    double tolerance = 5 * Math.sqrt(of * share * (1 - share));
    assertThat((double) found).isBetween(of * share - tolerance, of * share + tolerance);
  }
}
