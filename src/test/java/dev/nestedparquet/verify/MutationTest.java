package dev.nestedparquet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.internal.contact.ContactFiller;
import dev.nestedparquet.verify.fixtures.GeneratedSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a good data set is found, and named by file, row and path. */
final class MutationTest {
  private static final String FIRST = "contacts-00000-of-00003.parquet";
  private static final String SECOND = "contacts-00001-of-00003.parquet";

  private static final long FILE_ROWS = 4_000;
  private static final int BATCH_ROWS = 2_048;

  @TempDir private static Path good;
  @TempDir private Path temporary;

  private GeneratedSet set;

  @BeforeAll
  static void generate() throws Exception {
    GeneratedSet.of(
        new ContactFiller(5, 1.0),
        new BatchPlan(3 * FILE_ROWS, 3, BATCH_ROWS),
        good.resolve("set"));
  }

  @BeforeEach
  void copy() throws IOException {
    set = new GeneratedSet(temporary.resolve("a 'set', copied"));
    Files.createDirectory(set.directory());
    try (Stream<Path> files = Files.list(good.resolve("set"))) {
      for (Path file : files.toList()) {
        Files.copy(file, set.file(file.getFileName().toString()));
      }
    }
  }

  /** What is found but for the checksum, which tells of any change whatever. */
  private List<Difference> differencesBesidesChecksum(String file) throws Exception {
    List<Difference> differences = differences();
    assertThat(differences.get(0).file()).isEqualTo(file);
    assertThat(differences).extracting(Difference::path).containsOnlyOnce("crc32");
    return differences.stream().filter(difference -> !difference.path().equals("crc32")).toList();
  }

  private List<Difference> differences() throws Exception {
    VerifyResult result = set.verify();
    assertThat(result.differences()).isGreaterThanOrEqualTo(result.listed().size());
    return result.listed();
  }

  private Difference onlyDifference() throws Exception {
    List<Difference> differences = differences();
    assertThat(differences).hasSize(1);
    return differences.get(0);
  }

  private static void assertRow(Difference difference, String file, long row, String path) {
    assertThat(difference.file()).isEqualTo(file);
    assertThat(difference.row()).isEqualTo(row);
    assertThat(difference.path()).isEqualTo(path);
  }

  @Test
  void findsNothingInTheCopy() throws Exception {
    assertThat(set.verify().isSame()).isTrue();
  }

  @Test
  void findsNothingInAFileOfTheSameRowsThatLooksTheSame() throws Exception {
    set.rewrite(SECOND, "SELECT name, phones FROM old ORDER BY r");
    assertThat(differences()).isEmpty();
  }

  @Test
  void findsAFileOfTheSameRowsByAnotherWriter() throws Exception {
    set.rewrite(SECOND, "SELECT name, phones FROM old ORDER BY r");
    set.replace(SECOND, "parquet-cpp-arrow version ", "Other");
    set.trustBytes(SECOND);
    Difference difference = onlyDifference();
    assertThat(difference.path()).isEqualTo("created_by");
    assertThat(difference.found()).startsWith("Otheret-cpp");
  }

  @Test
  void findsAChangedText() throws Exception {
    long row = set.find(SECOND, "SELECT max(r) FROM old WHERE name IS NOT NULL");
    set.rewrite(
        SECOND, "SELECT if(r = " + row + ", 'Nobody', name) AS name, phones FROM old ORDER BY r");
    Difference difference = onlyDifference();
    assertRow(difference, SECOND, row, "name");
    assertThat(difference.rowGroup()).isEqualTo((int) (row / BATCH_ROWS));
    assertThat(difference.dataSetRow()).isEqualTo(FILE_ROWS + row);
    assertThat(difference.found()).isEqualTo("\"Nobody\"");
    assertThat(difference.expected()).matches("\"\\w+ \\w+\"");
  }

  @Test
  void findsATextThatWasNull() throws Exception {
    long row = set.find(SECOND, "SELECT min(r) FROM old WHERE name IS NULL");
    set.rewrite(SECOND, "SELECT if(r = " + row + ", '', name) AS name, phones FROM old ORDER BY r");
    Difference difference = onlyDifference();
    assertRow(difference, SECOND, row, "name");
    assertThat(difference.expected()).isEqualTo("null");
    assertThat(difference.found()).isEqualTo("\"\"");
  }

  @Test
  void findsAChangedLabelWithinAList() throws Exception {
    long row = set.find(FIRST, "SELECT min(r) FROM old WHERE phones[2].phone_type = 'Work'");
    set.rewrite(
        FIRST,
        "SELECT name, if(r = "
            + row
            + ", list_transform(phones, lambda p, i: if(i = 2,"
            + " struct_pack(number := p.number, phone_type := 'Fax'), p)), phones) AS phones"
            + " FROM old ORDER BY r");
    Difference difference = onlyDifference();
    assertRow(difference, FIRST, row, "phones[1].phone_type");
    assertThat(difference.expected()).isEqualTo("\"Work\"");
    assertThat(difference.found()).isEqualTo("\"Fax\"");
  }

  @Test
  void findsAnEmptyListThatWasNull() throws Exception {
    long row = set.find(SECOND, "SELECT min(r) FROM old WHERE phones IS NULL");
    set.rewrite(
        SECOND, "SELECT name, if(r = " + row + ", [], phones) AS phones FROM old ORDER BY r");
    Difference difference = onlyDifference();
    assertRow(difference, SECOND, row, "phones");
    assertThat(difference.expected()).isEqualTo("null");
    assertThat(difference.found()).isEqualTo("[]");
  }

  @Test
  void findsANullStructThatWasAStructOfNulls() throws Exception {
    long row =
        set.find(
            SECOND,
            "SELECT min(r) FROM old WHERE len(phones) = 1 AND phones[1].number IS NULL"
                + " AND phones[1].phone_type IS NULL");
    set.rewrite(
        SECOND, "SELECT name, if(r = " + row + ", [NULL], phones) AS phones FROM old ORDER BY r");
    Difference difference = onlyDifference();
    assertRow(difference, SECOND, row, "phones[0]");
    assertThat(difference.expected()).isEqualTo("{\"number\": null, \"phone_type\": null}");
    assertThat(difference.found()).isEqualTo("null");
  }

  @Test
  void showsWhatIsFoundInFullAsItShowsWhatIsExpected() throws Exception {
    long row = set.find(SECOND, "SELECT min(r) FROM old WHERE phones IS NULL");
    set.rewrite(
        SECOND,
        String.format(
            "SELECT name, if(r = %d, [NULL, {number: NULL, phone_type: NULL},"
                + " {number: '1', phone_type: NULL}], phones) AS phones FROM old ORDER BY r",
            row));
    assertThat(onlyDifference().found())
        .isEqualTo(
            "[null, {\"number\": null, \"phone_type\": null},"
                + " {\"number\": \"1\", \"phone_type\": null}]");
  }

  @Test
  void tellsADifferenceOnOneLineThatSteersNoTerminal() throws Exception {
    long row = set.find(SECOND, "SELECT min(r) FROM old WHERE name IS NOT NULL");
    set.rewrite(
        SECOND,
        String.format(
            "SELECT if(r = %d, 'a' || chr(10) || chr(27) || '[2J' || chr(8238), name) AS name,"
                + " phones FROM old ORDER BY r",
            row));
    assertThat(onlyDifference().found()).isEqualTo("\"a\n\u001b[2J\u202e\"");
    assertThat(onlyDifference().toString()).endsWith("found \"a\\u000a\\u001b[2J\\u202e\"");
  }

  @Test
  void findsRowsThatAreSwapped() throws Exception {
    long row = set.find(FIRST, "SELECT min(r) FROM old WHERE name IS NULL");
    long other = set.find(FIRST, "SELECT max(r) FROM old WHERE name IS NOT NULL");
    set.rewrite(
        FIRST,
        String.format(
            "SELECT name, phones FROM old ORDER BY CASE r WHEN %d THEN %d WHEN %d THEN %d ELSE r END",
            row, other, other, row));
    assertThat(differences())
        .allMatch(difference -> difference.row() == row || difference.row() == other)
        .anyMatch(difference -> difference.row() == row)
        .anyMatch(difference -> difference.row() == other);
  }

  @Test
  void findsARowThatWasDropped() throws Exception {
    set.rewrite(SECOND, "SELECT name, phones FROM old WHERE r <> 3000 ORDER BY r");
    List<Difference> differences = differences();
    assertThat(differences.get(0))
        .isEqualTo(Difference.ofFile(SECOND, "rows", FILE_ROWS, FILE_ROWS - 1));
    assertThat(differences.get(1))
        .isEqualTo(Difference.ofFile(SECOND, "rows of row group 1", 1_952, 1_951));
    assertThat(differences.get(2).row()).isBetween(3_000L, 3_002L);
    assertThat(set.verify().differences()).isGreaterThan(1_000);
  }

  @Test
  void findsARowThatIsThereTwice() throws Exception {
    set.rewrite(
        SECOND, "SELECT name, phones FROM (FROM old UNION ALL FROM old WHERE r = 3000) ORDER BY r");
    List<Difference> differences = differences();
    assertThat(differences.get(0))
        .isEqualTo(Difference.ofFile(SECOND, "rows", FILE_ROWS, FILE_ROWS + 1));
    assertThat(differences.get(1))
        .isEqualTo(Difference.ofFile(SECOND, "rows of row group 1", 1_952, 1_953));
    assertThat(differences.get(2).row()).isBetween(3_001L, 3_003L);
  }

  @Test
  void findsAColumnThatIsMissing() throws Exception {
    set.rewrite(SECOND, "SELECT phones FROM old ORDER BY r");
    assertThat(differences())
        .extracting(Difference::path)
        .containsExactly("schema, line 2", "name");
  }

  @Test
  void findsACutFileAndChecksTheOthers() throws Exception {
    byte[] bytes = Files.readAllBytes(set.file(FIRST));
    Files.write(set.file(FIRST), Arrays.copyOf(bytes, bytes.length / 2));
    long row = set.find(SECOND, "SELECT min(r) FROM old WHERE phones IS NULL");
    set.rewrite(
        SECOND, "SELECT name, if(r = " + row + ", [], phones) AS phones FROM old ORDER BY r");
    List<Difference> differences = differences();
    assertThat(differences)
        .extracting(difference -> difference.file() + ": " + difference.path())
        .containsExactly(
            FIRST + ": bytes", FIRST + ": crc32", FIRST + ": footer", SECOND + ": phones");
    assertThat(differences.get(2).found()).contains("magic bytes");
  }

  @Test
  void findsAnEmptyFile() throws Exception {
    Files.write(set.file(FIRST), new byte[0]);
    assertThat(differences())
        .extracting(Difference::path)
        .containsExactly("bytes", "crc32", "first 4 bytes", "footer");
  }

  @Test
  void findsABitThatFlippedInAValue() throws Exception {
    byte[] name = "+91-99-00000".getBytes(StandardCharsets.US_ASCII);
    String text = new String(Files.readAllBytes(set.file(FIRST)), StandardCharsets.ISO_8859_1);
    int offset = text.indexOf(new String(name, StandardCharsets.US_ASCII));
    set.flipBit(FIRST, offset);
    List<Difference> differences = differencesBesidesChecksum(FIRST);
    assertThat(differences).hasSize(1);
    Difference difference = differences.get(0);
    assertThat(difference.path()).isEqualTo("phones[0].number");
    assertThat(difference.expected()).startsWith("\"+91");
    assertThat(difference.found()).startsWith("\"*91");
  }

  @Test
  void findsABitThatFlippedInAPageHeaderAndComparesWhatIsReadable() throws Exception {
    set.flipBit(FIRST, 5);
    List<Difference> differences = differencesBesidesChecksum(FIRST);
    assertThat(differences).isNotEmpty();
    assertRow(differences.get(0), FIRST, 0, "name");
    assertThat(differences).allMatch(difference -> difference.path().equals("name"));
    assertThat(differences).allMatch(difference -> difference.row() < BATCH_ROWS);
  }

  /** The first page, a dictionary, as one of 2,000,000,000 bytes; its values give way. */
  @Test
  void findsAPageThatClaimsGigabytes() throws Exception {
    byte[] bytes = Files.readAllBytes(set.file(FIRST));
    String size = "15" + "80d0acf30e"; // i32 2,000,000,000 as a zigzag varint
    byte[] header = HexFormat.of().parseHex("1504" + size + size + "4c" + "1520" + "1500" + "0000");
    System.arraycopy(header, 0, bytes, 4, header.length);
    Files.write(set.file(FIRST), bytes);
    set.trustBytes(FIRST);
    VerifyResult result = set.verify();
    assertThat(result.isSame()).isFalse();
    assertThat(result.listed())
        .allSatisfy(difference -> assertThat(difference.file()).isEqualTo(FIRST))
        .anySatisfy(
            difference -> {
              assertThat(difference.path()).isEqualTo("name");
              assertThat(difference.expected()).isEqualTo("readable");
              assertThat(difference.found()).contains("Out of Memory").doesNotContain("SET ");
            });
  }

  @Test
  void findsTextThatIsNoLongerUtf8() throws Exception {
    byte[] bytes = Files.readAllBytes(set.file(FIRST));
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("+91-99-00000")] |= (byte) 0x80;
    Files.write(set.file(FIRST), bytes);
    List<Difference> differences = differencesBesidesChecksum(FIRST);
    assertThat(differences).hasSize(1);
    assertRow(differences.get(0), FIRST, 0, "phones");
    assertThat(differences.get(0).found()).contains("UTF");
  }

  /** In pages, their index, the footer: much of it is nothing that DuckDB uses. */
  @Test
  void findsAnyBitThatFlippedByTheChecksumAtLeast() throws Exception {
    byte[] bytes = Files.readAllBytes(set.file(FIRST));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (int offset = text.lastIndexOf("+91-99-"); offset < bytes.length; offset += 61) {
      set.flipBit(FIRST, offset);
      assertThat(differences()).anyMatch(difference -> difference.path().equals("crc32"));
      set.flipBit(FIRST, offset);
    }
    assertThat(differences()).isEmpty();
  }

  @Test
  void findsFilesThatAreExchanged() throws Exception {
    Path aside = set.file("aside");
    Files.move(set.file(FIRST), aside);
    Files.move(set.file(SECOND), set.file(FIRST));
    Files.move(aside, set.file(SECOND));
    VerifyResult result = set.verify();
    assertThat(result.differences()).isGreaterThan(2 * FILE_ROWS);
    assertThat(result.listed()).hasSize(Differences.MOST_LISTED);
    assertThat(result.listed()).anyMatch(difference -> difference.path().endsWith("number"));
  }

  @Test
  void findsAFileThatIsMissing() throws Exception {
    Files.delete(set.file(SECOND));
    assertThat(onlyDifference()).isEqualTo(Difference.ofFile(SECOND, "file", "there", "missing"));
  }

  @Test
  void findsAFileTooMany() throws Exception {
    Files.copy(set.file(SECOND), set.file("contacts-00003-of-00003.parquet"));
    assertThat(onlyDifference())
        .isEqualTo(Difference.ofFile("contacts-00003-of-00003.parquet", "file", "none", "there"));
  }

  @Test
  void readsFilesInADirectoryNamedLikeAPattern() throws Exception {
    Path odd = temporary.resolve("seed=5 [a-z]*?");
    Files.move(set.directory(), odd, StandardCopyOption.ATOMIC_MOVE);
    assertThat(new GeneratedSet(odd).verify().listed()).isEmpty();
  }
}
