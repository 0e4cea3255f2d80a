package dev.nestedparquet.internal.contact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The lists come out of Datafaker when the project is built, and every contact depends on them. If
 * a newer Datafaker changes them, {@link ContactFiller#DATA_VERSION} has to change with these sums.
 */
final class NameListsTest {
  @Test
  void firstNamesAreThoseOfDataVersion1() throws NoSuchAlgorithmException {
    List<String> names = NameTable.load("first-names", "");
    assertThat(names).hasSize(5_164).isSorted().doesNotHaveDuplicates();
    assertThat(sha256(names))
        .isEqualTo("26d759579174e474f111d02777339a22b90927d6ec9f0dcec0750eb5345ed338");
  }

  @Test
  void lastNamesAreThoseOfDataVersion1() throws NoSuchAlgorithmException {
    List<String> names = NameTable.load("last-names", "");
    assertThat(names).hasSize(473).isSorted().doesNotHaveDuplicates();
    assertThat(sha256(names))
        .isEqualTo("47a4f4a4280afc0c843c8040e6ec67c44ebb444e23eb2a543dfc5f76ea417d22");
  }

  private static String sha256(List<String> names) throws NoSuchAlgorithmException {
    byte[] lines = (String.join("\n", names) + "\n").getBytes(UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(lines));
  }

  /** A space in a name would make it impossible to tell first and last name apart. */
  @Test
  void noNameHasASpace() {
    assertThat(NameTable.load("first-names", "")).noneMatch(name -> name.contains(" "));
    assertThat(NameTable.load("last-names", "")).noneMatch(name -> name.contains(" "));
  }

  @Test
  void theTableGivesNamesBackAsTheyWere() {
    List<String> names = List.of("A", "Eightly8", "Fifteen-letters", "Zoë");
    NameTable table = new NameTable(names, 1, 0);
    for (int i = 0; i < names.size(); i++) {
      assertThat(table.text(i)).isEqualTo(names.get(i));
    }
    assertThat(table.maxLength()).isEqualTo(15);
  }

  @Test
  void weightsAddUpTo1() {
    NameTable table = new NameTable(NameTable.load("first-names", ""), 1.3, 42);
    double sum = 0;
    for (int i = 0; i < table.size(); i++) {
      sum += table.weight(i);
    }
    assertThat(sum).isBetween(1 - 1e-12, 1 + 1e-12);
  }

  @Test
  void refusesANameThatIsLongerThanItsPlaceInTheTable() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NameTable(List.of("Sixteen-letters!"), 1, 0))
        .withMessageContaining("Sixteen-letters! has more than 15 bytes");
  }
}
