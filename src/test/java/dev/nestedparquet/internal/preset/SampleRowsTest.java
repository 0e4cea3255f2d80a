package dev.nestedparquet.internal.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.internal.contact.ContactBatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Rows that were made once and must come out the same for ever, or under a new data version. A line
 * of the file is preset, seed, row, a hash of the row's text, and the beginning of that.
 */
final class SampleRowsTest {
  private static final int SHOWN = 90;

  @Test
  void rowsAreWhatTheyAlwaysWere() throws Exception {
    List<String> lines = lines();
    assertThat(lines).hasSizeGreaterThan(100);
    for (String line : lines) {
      String[] columns = line.split("\t", -1);
      assertThat(line(columns[0], Long.parseLong(columns[1]), Long.parseLong(columns[2])))
          .isEqualTo(line);
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

  static String line(String preset, long seed, long row) throws NoSuchAlgorithmException {
    try (ContactBatch batch = ContactBatch.fill(Presets.newFiller(preset, seed, null), row, 1)) {
      String text = batch.contacts().get(0).toString();
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return String.join(
          "\t",
          preset,
          Long.toString(seed),
          Long.toString(row),
          HexFormat.of().formatHex(hash, 0, 8),
          printable(text.substring(0, Math.min(SHOWN, text.length()))));
    }
  }

  /** ASCII as it is; the rest, which an editor might change or not show, by number. */
  private static String printable(String text) {
    return text.codePoints()
        .mapToObj(c -> c < 0x20 || c >= 0x7F ? String.format("\\u{%X}", c) : Character.toString(c))
        .collect(Collectors.joining());
  }
}
