package dev.nestedparquet.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class FileNamesTest {
  private final FileNames names = new FileNames("contacts", 4);

  @Test
  void numbersHaveFiveDigitsOrMore() {
    assertThat(names.file(3)).isEqualTo("contacts-00003-of-00004.parquet");
    assertThat(names.partManifest(0)).isEqualTo("_manifest-00000-of-00004.json");
    assertThat(new FileNames("x", 1_000_000).file(123_456))
        .isEqualTo("x-123456-of-1000000.parquet");
  }

  @Test
  void filesOfTheSameNameAreOursHoweverPartitioned() {
    assertThat(names.file(3)).matches(names.anyFile());
    assertThat(new FileNames("contacts", 1_000_000).file(123_456)).matches(names.anyFile());
    assertThat("contacts-3-of-4.parquet").doesNotMatch(names.anyFile());
    assertThat("contacts-00003-of-00004.parquet.bak").doesNotMatch(names.anyFile());
    assertThat("my-contacts-00003-of-00004.parquet").doesNotMatch(names.anyFile());
    assertThat("people-00003-of-00004.parquet").doesNotMatch(names.anyFile());
  }

  @Test
  void refusesABaseThatCouldBeAPathOrAPattern() {
    for (String base : new String[] {"", "a.b", "../a", "a/b", "a b"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new FileNames(base, 1))
          .withMessageContaining("'" + base + "'");
    }
  }

  @Test
  void manifestsAreThoseOfTheWholeOrOfAPart() {
    assertThat(FileNames.MANIFEST).matches(FileNames.anyManifest());
    assertThat(names.partManifest(2)).matches(FileNames.anyManifest());
    assertThat("_manifest-2.json").doesNotMatch(FileNames.anyManifest());
    assertThat("my_manifest.json").doesNotMatch(FileNames.anyManifest());
  }

  @Test
  void partsBelongTogetherOnlyIfTheyAreOfAsMany() {
    assertThat(names.file(1)).matches(names.ownPart());
    assertThat(names.partManifest(1)).matches(names.ownPart());
    assertThat(new FileNames("contacts", 5).file(1)).doesNotMatch(names.ownPart());
    assertThat(new FileNames("contacts", 5).partManifest(1)).doesNotMatch(names.ownPart());
    assertThat(FileNames.MANIFEST).doesNotMatch(names.ownPart());
  }
}
