package dev.nestedparquet.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class DataSetNamesTest {
  private final DataSetNames names = new DataSetNames("contacts", 4);

  @Test
  void numbersHaveFiveDigitsOrMore() {
    assertThat(names.file(3)).isEqualTo("contacts-00003-of-00004.parquet");
    assertThat(names.partManifest(0)).isEqualTo("_manifest-00000-of-00004.json");
    assertThat(new DataSetNames("x", 1_000_000).file(123_456))
        .isEqualTo("x-123456-of-1000000.parquet");
  }

  @Test
  void filesOfTheSameNameAreOursHoweverPartitioned() {
    assertThat(names.isFile(names.file(3))).isTrue();
    assertThat(names.isFile(new DataSetNames("contacts", 1_000_000).file(123_456))).isTrue();
    assertThat(names.isFile("contacts-3-of-4.parquet")).isFalse();
    assertThat(names.isFile("contacts-00003-of-00004.parquet.bak")).isFalse();
    assertThat(names.isFile("my-contacts-00003-of-00004.parquet")).isFalse();
    assertThat(names.isFile("people-00003-of-00004.parquet")).isFalse();
  }

  @Test
  void refusesABaseThatCouldBeAPathOrAPattern() {
    for (String base : new String[] {"", "a.b", "../a", "a/b", "a b"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new DataSetNames(base, 1))
          .withMessageContaining("'" + base + "'");
    }
  }

  @Test
  void manifestsAreThoseOfTheWholeOrOfAPart() {
    assertThat(DataSetNames.isManifest(DataSetNames.MANIFEST)).isTrue();
    assertThat(DataSetNames.isManifest(names.partManifest(2))).isTrue();
    assertThat(DataSetNames.isManifest("_manifest-2.json")).isFalse();
    assertThat(DataSetNames.isManifest("my_manifest.json")).isFalse();
  }

  @Test
  void partsBelongTogetherOnlyIfTheyAreOfAsMany() {
    assertThat(names.isOwnPart(names.file(1))).isTrue();
    assertThat(names.isOwnPart(names.partManifest(1))).isTrue();
    assertThat(names.isOwnPart(new DataSetNames("contacts", 5).file(1))).isFalse();
    assertThat(names.isOwnPart(new DataSetNames("contacts", 5).partManifest(1))).isFalse();
    assertThat(names.isOwnPart(DataSetNames.MANIFEST)).isFalse();
  }
}
