package dev.nestedparquet.internal.preset;

import static dev.nestedparquet.internal.contact.ReferenceDraws.choice;
import static dev.nestedparquet.internal.contact.ReferenceDraws.draw;
import static dev.nestedparquet.internal.contact.ReferenceDraws.highHalf;
import static dev.nestedparquet.internal.contact.ReferenceDraws.key;
import static dev.nestedparquet.internal.contact.ReferenceDraws.lowHalf;
import static dev.nestedparquet.internal.contact.ReferenceDraws.pick;

import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The specification of preset {@code wide-text}; its list of corner cases is the filler's own. */
final class ReferenceWideText implements ReferenceRows {
  /** Script, given names, family names. */
  private static final List<String[]> SCRIPTS = scripts();

  private static final List<String> CORNER_CASES =
      WideTexts.CORNER_CASES.stream()
          .map(text -> new String(text.utf8(), StandardCharsets.UTF_8))
          .toList();

  private final long rowKey;
  private final long textKey;
  private final long scriptKey;
  private final long phoneKey;

  ReferenceWideText(long seed) {
    rowKey = key(seed, 64);
    textKey = key(seed, 65);
    scriptKey = key(seed, 66);
    phoneKey = key(seed, 67);
  }

  private static List<String[]> scripts() {
    try (InputStream in = ReferenceWideText.class.getResourceAsStream("scripts.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Contact row(long row) {
    long draw = draw(rowKey, row);
    return new Contact(name(row, lowHalf(draw)), ReferenceRows.contactPhones(draw, phoneKey, row));
  }

  private String name(long row, long bits) {
    long draw = draw(textKey, row);
    return switch (choice(bits, 10_000, 1_000, 1_000, 7_000, 800, 195, 5)) {
      case 0 -> null;
      case 1 -> "";
      case 2 ->
          nameInAScript(draw, SCRIPTS.get(pick(lowHalf(draw(scriptKey, row)), SCRIPTS.size())));
      case 3 -> CORNER_CASES.get(pick(lowHalf(draw), CORNER_CASES.size()));
      case 4 -> letters(draw, 1 + pick(highHalf(draw), 4_096));
      default -> letters(draw, 100_000);
    };
  }

  private static String nameInAScript(long draw, String[] script) {
    String[] given = script[1].split(" ", -1);
    String[] family = script[2].split(" ", -1);
    return given[pick(lowHalf(draw), given.length)]
        + " "
        + family[pick(highHalf(draw), family.length)];
  }

  /** The letters of an alphabet, over and over, and full stops where none fits any more. */
  private static String letters(long draw, int bytes) {
    int first = List.of(0x61, 0x430, 0x4E00, 0x1F600).get((int) (draw & 3));
    int size = List.of(26, 32, 20_000, 80).get((int) (draw & 3));
    int width = Character.toString(first).getBytes(StandardCharsets.UTF_8).length;
    int start = pick(lowHalf(draw), size);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes / width; i++) {
      text.appendCodePoint(first + (start + i) % size);
    }
    return text.append(".".repeat(bytes % width)).toString();
  }
}
