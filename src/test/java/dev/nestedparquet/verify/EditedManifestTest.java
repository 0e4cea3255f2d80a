package dev.nestedparquet.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.internal.contact.ContactFiller;
import dev.nestedparquet.internal.preset.Presets;
import dev.nestedparquet.verify.fixtures.GeneratedSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is edited in a manifest is found, and named, or the manifest is refused. */
final class EditedManifestTest {
  private static final String SECOND = "contacts-00001-of-00003.parquet";
  private static final String IN_SECOND = "files/" + SECOND + "/";

  private static final long FILE_ROWS = 4_000;

  @TempDir private Path temporary;

  private GeneratedSet set;

  @BeforeEach
  void generate() throws Exception {
    set =
        GeneratedSet.of(
            new ContactFiller(5, 1.0),
            new BatchPlan(3 * FILE_ROWS, 3, 1_024),
            temporary.resolve("set"));
  }

  private List<Difference> differences() throws Exception {
    return set.verify().listed();
  }

  /** Edits the entry of the second file. */
  private void editSecond(Consumer<ObjectNode> edit) throws IOException {
    set.editManifest(manifest -> edit.accept((ObjectNode) manifest.path("files").path(1)));
  }

  private void assertOnlyDifference(String path, String expected, String found) throws Exception {
    assertThat(differences())
        .containsExactly(Difference.ofFile("_manifest.json", path, expected, found));
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> set.verify())
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining(message);
  }

  @Test
  void findsCounts() throws Exception {
    editSecond(
        file -> {
          ObjectNode counts = (ObjectNode) file.path("counts");
          counts.put("nameNulls", counts.path("nameNulls").asLong() + 1);
        });
    assertThat(differences())
        .extracting(Difference::path)
        .containsExactly("counts/nameNulls", IN_SECOND + "counts/nameNulls");
  }

  @Test
  void findsCountsThatAddUpAlthoughTheyAreWrong() throws Exception {
    set.editManifest(
        manifest -> {
          for (int file = 0; file < 2; file++) {
            ObjectNode counts = (ObjectNode) manifest.path("files").path(file).path("counts");
            long more = file == 0 ? 1 : -1;
            counts.put("nameNulls", counts.path("nameNulls").asLong() + more);
          }
        });
    assertThat(differences())
        .extracting(Difference::path)
        .containsExactly(
            "files/contacts-00000-of-00003.parquet/counts/nameNulls",
            IN_SECOND + "counts/nameNulls");
  }

  @Test
  void findsACountOfSomethingElse() throws Exception {
    set.editManifest(manifest -> ((ObjectNode) manifest.path("counts")).put("faxes", 1));
    assertOnlyDifference("counts/faxes", "none", "1");
  }

  @Test
  void findsACountThatIsZeroOnOneSideOnly() throws Exception {
    editSecond(file -> ((ObjectNode) file.path("counts").path("phonesPerContact")).put("0", 0));
    assertThat(differences())
        .extracting(difference -> difference.path() + " " + difference.expected())
        .containsExactly(
            "counts/phonesPerContact/0 0", IN_SECOND + "counts/phonesPerContact/0 none");
  }

  @Test
  void findsCountsBeyond64Bits() throws Exception {
    set.editManifest(
        manifest ->
            manifest
                .withArray("files")
                .forEach(file -> ((ObjectNode) file.path("counts")).put("phones", Long.MAX_VALUE)));
    assertThat(differences().get(0))
        .isEqualTo(
            Difference.ofFile(
                "_manifest.json",
                "counts",
                "the sum of the files' counts",
                "a sum beyond 64 bits"));
  }

  @Test
  void findsRows() throws Exception {
    set.editManifest(manifest -> manifest.put("rows", 3 * FILE_ROWS + 1));
    assertThat(differences())
        .allMatch(difference -> difference.file().equals("_manifest.json"))
        .extracting(Difference::path)
        .contains("rows", "files/contacts-00002-of-00003.parquet/rows");
  }

  @Test
  void findsAFirstRowBeyondAllRows() throws Exception {
    editSecond(file -> file.put("firstRow", Long.MAX_VALUE));
    VerifyResult result = set.verify();
    assertThat(result.listed())
        .extracting(Difference::path)
        .containsExactly(IN_SECOND + "firstRow");
    assertThat(result.files()).isEqualTo(3);
    assertThat(result.filesCompared()).isEqualTo(2);
  }

  @Test
  void findsBatchRows() throws Exception {
    set.editManifest(manifest -> manifest.put("batchRows", 1_000));
    assertThat(differences())
        .hasSize(3)
        .contains(Difference.ofFile(SECOND, "rows of row group 0", 1_000, 1_024));
    set.editManifest(manifest -> manifest.put("batchRows", 32_768));
    assertThat(differences())
        .contains(Difference.ofFile(SECOND, "rows of row group 0", FILE_ROWS, 1_024));
  }

  @Test
  void findsBatchRowsWhereBatchesAreCutByBytes() throws Exception {
    set =
        GeneratedSet.of(
            Presets.newFiller("long-lists", 4, null),
            new BatchPlan(6_000, 2, 32_768),
            temporary.resolve("long"));
    set.editManifest(manifest -> manifest.put("batchRows", 50));
    assertThat(differences())
        .hasSize(2)
        .allMatch(difference -> difference.path().equals("rows of row group 0"))
        .allMatch(difference -> difference.expected().equals("50"));
  }

  @Test
  void findsTheSeed() throws Exception {
    set.editManifest(manifest -> manifest.put("seed", 6));
    assertThat(set.verify().differences()).isGreaterThan(3 * FILE_ROWS);
  }

  @Test
  void findsSchemas() throws Exception {
    set.editManifest(manifest -> manifest.put("arrowSchema", "Schema<>"));
    assertThat(differences()).extracting(Difference::path).containsExactly("arrowSchema");
    set.editManifest(manifest -> manifest.put("parquetSchema", "message schema {\n}\n"));
    assertThat(differences())
        .extracting(Difference::path)
        .containsExactly("arrowSchema", "parquetSchema");
  }

  @Test
  void findsAFileThatIsNotListed() throws Exception {
    set.editManifest(manifest -> manifest.withArray("files").remove(1));
    assertThat(differences())
        .extracting(Difference::toString)
        .contains(
            "_manifest.json, files/" + SECOND + ": expected listed, found not listed",
            SECOND + ", file: expected none, found there");
  }

  @Test
  void findsAFileThatIsListedTwice() throws Exception {
    set.editManifest(
        manifest -> manifest.withArray("files").add(manifest.path("files").path(1).deepCopy()));
    assertThat(differences())
        .contains(Difference.ofFile("_manifest.json", "files/" + SECOND, "once", "twice"));
  }

  @Test
  void findsFilesInAnotherOrder() throws Exception {
    set.editManifest(
        manifest -> manifest.withArray("files").add(manifest.withArray("files").remove(1)));
    assertOnlyDifference("files", "in the order of their rows", "in another order");
  }

  @Test
  void findsSizesAndChecksums() throws Exception {
    editSecond(file -> file.put("bytes", 1).put("crc32", "0000000g"));
    assertThat(differences())
        .extracting(difference -> difference.path() + " " + difference.expected())
        .containsExactly("bytes 1", "crc32 0000000g");
    editSecond(file -> file.remove("crc32"));
    assertThat(differences())
        .extracting(Difference::path)
        .containsExactly(IN_SECOND + "crc32", "bytes");
  }

  @Test
  void saysWhenThereAreNoChecksums() throws Exception {
    assertThat(set.verify().hasChecksums()).isTrue();
    set.editManifest(
        manifest ->
            manifest.withArray("files").forEach(file -> ((ObjectNode) file).remove("crc32")));
    VerifyResult result = set.verify();
    assertThat(result.isSame()).isTrue();
    assertThat(result.hasChecksums()).isFalse();
  }

  @Test
  void findsThatItIsAPart() throws Exception {
    set.editManifest(manifest -> manifest.put("part", 1));
    assertOnlyDifference("part", "none", "1");
  }

  @Test
  void refusesWhatTheseRowsCanNotDependOn() throws Exception {
    set.editManifest(manifest -> manifest.put("locale", "en"));
    assertRefused("locale: en in the manifest, but none here");
  }

  @Test
  void refusesParametersThatAreMissingOrOfAnotherVersion() throws Exception {
    set.editManifest(manifest -> manifest.put("dataVersion", 99));
    assertRefused("dataVersion: 99 in the manifest, but");
    set.editManifest(manifest -> manifest.remove("dataVersion"));
    assertRefused("dataVersion: none in the manifest, but");
  }

  @Test
  void findsAnotherWriter() throws Exception {
    set.editManifest(manifest -> manifest.put("writer", "shredder"));
    assertThat(differences())
        .hasSize(4)
        .anyMatch(difference -> difference.path().equals("layout"))
        .filteredOn(difference -> difference.path().equals("created_by"))
        .hasSize(3)
        .allMatch(difference -> difference.found().startsWith("parquet-cpp-arrow version "));
  }

  @Test
  void refusesAWriterThatItDoesNotKnow() throws Exception {
    set.editManifest(manifest -> manifest.put("writer", "none"));
    assertRefused("writer: none in the manifest is none that this program knows (dataset");
  }

  @Test
  void refusesMoreRowsThanThePresetHas() throws Exception {
    set =
        GeneratedSet.of(
            Presets.newFiller("long-lists", 4, null),
            new BatchPlan(10, 1, 10),
            temporary.resolve("long"));
    set.editManifest(manifest -> manifest.put("rows", BatchPlan.MAX_ROWS));
    assertRefused("the manifest's rows: 1,000,000,000,000,000,000 is more than the 90,0");
  }

  @Test
  void takesAManifestThatIsFormattedAnew() throws Exception {
    set.editManifest(manifest -> manifest.put("nameSkew", 1));
    assertThat(differences()).isEmpty();
  }
}
