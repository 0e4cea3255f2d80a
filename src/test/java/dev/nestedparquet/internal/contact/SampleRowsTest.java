package dev.nestedparquet.internal.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import dev.nestedparquet.internal.contact.ReferenceContacts.Phone;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Rows that were made once and must come out the same for ever, or under a new {@link
 * ContactFiller#DATA_VERSION}. A line of the file is seed, skew, row, name and phones, with tabs
 * between them.
 */
final class SampleRowsTest {
  @Test
  void contactsAreWhatTheyAlwaysWere() throws IOException {
    List<String> lines = lines();
    assertThat(lines).hasSizeGreaterThan(50);
    for (String line : lines) {
      String[] columns = line.split("\t", -1);
      ContactFiller filler =
          new ContactFiller(Long.parseLong(columns[0]), Double.parseDouble(columns[1]));
      try (ContactBatch batch = ContactBatch.fill(filler, Long.parseLong(columns[2]), 1)) {
        assertThat(text(batch.contacts().get(0)))
            .as(line)
            .isEqualTo(columns[3] + "\t" + columns[4]);
      }
    }
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = SampleRowsTest.class.getResourceAsStream("sample-rows.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  /** Name and phones as the file has them: {@code -} for null, {@code number type, number type}. */
  private static String text(Contact contact) {
    String phones =
        contact.phones() == null
            ? "-"
            : contact.phones().stream().map(SampleRowsTest::text).collect(Collectors.joining(", "));
    return orDash(contact.name()) + "\t" + phones;
  }

  private static String text(Phone phone) {
    return orDash(phone.number()) + " " + orDash(phone.type());
  }

  private static String orDash(String text) {
    return text == null ? "-" : text;
  }
}
