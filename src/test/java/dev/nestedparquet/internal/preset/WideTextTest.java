package dev.nestedparquet.internal.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.internal.contact.ContactBatch;
import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

final class WideTextTest extends PresetContract {
  WideTextTest() {
    super("wide-text", BatchPlan.MAX_ROWS);
  }

  @Override
  String label(int length) {
    return Integer.toString(length);
  }

  @Example
  void everyScriptCornerCaseAndWidthIsThere() {
    Set<String> texts = new HashSet<>();
    Set<String> longTexts = new HashSet<>();
    Set<Character.UnicodeScript> scripts = new HashSet<>();
    for (int first = 0; first < 100_000; first += 10_000) {
      try (ContactBatch batch = ContactBatch.fill(new WideTextFiller(0), first, 10_000)) {
        for (Contact contact : batch.contacts()) {
          if (contact.name() != null && contact.name().length() < 100) {
            texts.add(contact.name());
            contact.name().codePoints().mapToObj(Character.UnicodeScript::of).forEach(scripts::add);
          } else if (contact.name() != null
              && contact.name().getBytes(StandardCharsets.UTF_8).length == 100_000) {
            longTexts.add(contact.name().substring(0, 2));
          }
        }
      }
    }
    assertThat(texts).contains("");
    for (Text text : WideTexts.CORNER_CASES) {
      assertThat(texts).contains(new String(text.utf8(), StandardCharsets.UTF_8));
    }
    assertThat(scripts)
        .contains(
            Character.UnicodeScript.ARABIC,
            Character.UnicodeScript.DEVANAGARI,
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HANGUL,
            Character.UnicodeScript.GOTHIC,
            Character.UnicodeScript.ADLAM)
        .hasSizeGreaterThan(20);
    assertThat(longTexts).anyMatch(text -> text.matches("[a-z]{2}"));
    assertThat(longTexts).anyMatch(text -> text.matches("[а-я]{2}"));
    assertThat(longTexts).anyMatch(text -> text.matches("\\p{IsHan}{2}"));
    assertThat(longTexts).anyMatch(text -> text.codePointAt(0) >= 0x1F600);
  }

  @Property(tries = 100)
  void lettersAreValidUtf8AndFillTheirBytes(
      @ForAll @IntRange(min = 1, max = 4) int width,
      @ForAll @IntRange(max = 79) int start,
      @ForAll @IntRange(max = 500) int bytes) {
    Alphabet alphabet = Alphabet.ofBytes(width);
    try (BufferAllocator allocator = new RootAllocator();
        ArrowBuf buffer = allocator.buffer(600)) {
      alphabet.write(buffer, 3, start % alphabet.size(), bytes);
      byte[] written = new byte[bytes];
      buffer.getBytes(3, written);
      String text = new String(written, StandardCharsets.UTF_8);
      assertThat(text.getBytes(StandardCharsets.UTF_8)).isEqualTo(written);
      assertThat(text.codePoints().count()).isEqualTo(bytes / width + bytes % width);
      assertThat(text).doesNotContain("\uFFFD");
    }
  }
}
