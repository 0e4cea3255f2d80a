package dev.nestedparquet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.internal.contact.ContactFiller;
import dev.nestedparquet.internal.manifest.PartMerge;
import dev.nestedparquet.internal.preset.Presets;
import dev.nestedparquet.verify.fixtures.GeneratedSet;
import dev.nestedparquet.verify.fixtures.ManyTypes;
import dev.nestedparquet.write.ShredderWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is found where nothing is wrong. */
final class GoodDataTest {
  @TempDir private Path temporary;

  @ParameterizedTest
  @CsvSource({
    "0, 0.0, 0, 3, 32768",
    "1, 1.0, 3, 5, 32768",
    "-9, 0.0, 70001, 7, 5000",
    "42, 2.5, 10007, 2, 77",
    "9223372036854775807, 1.0, 100000, 1, 32768",
  })
  void findsNothing(long seed, double skew, long rows, int partitions, int batchRows)
      throws Exception {
    GeneratedSet set =
        GeneratedSet.of(
            new ContactFiller(seed, skew),
            new BatchPlan(rows, partitions, batchRows),
            temporary.resolve("set"));
    VerifyResult result = set.verify();
    assertThat(result.listed()).isEmpty();
    assertThat(result.rows()).isEqualTo(rows);
    assertThat(result.reader()).startsWith("DuckDB v1.");
  }

  @ParameterizedTest
  @CsvSource({
    "null-states, 50000, 4096",
    "long-lists, 8000, 32768",
    "null-runs, 600000, 32768",
    "wide-text, 20000, 32768"
  })
  void findsNothingInPresets(String preset, long rows, int batchRows) throws Exception {
    GeneratedSet set =
        GeneratedSet.of(
            Presets.newFiller(preset, 4, null),
            new BatchPlan(rows, 3, batchRows),
            temporary.resolve("set"));
    VerifyResult result = set.verify();
    assertThat(result.listed()).isEmpty();
    assertThat(result.rows()).isEqualTo(rows);
  }

  @Test
  void findsNothingInFilesOfTheOtherWriter() throws Exception {
    GeneratedSet set =
        GeneratedSet.of(
            new ContactFiller(1, 1.0),
            new BatchPlan(10_000, 2, 1_000),
            new ShredderWriter(),
            temporary.resolve("set"));
    assertThat(set.verify().listed()).isEmpty();
    set.editManifest(manifest -> manifest.put("writer", "dataset"));
    assertThat(set.verify().listed())
        .extracting(Difference::path)
        .contains("created_by", "rows of row group 0");
  }

  @Test
  void findsNothingInMergedPartsWhoseManifestIsThatOfTheWhole() throws Exception {
    BatchPlan plan = new BatchPlan(50_000, 4, 3_000);
    ContactFiller filler = new ContactFiller(1, 1.0);
    Path whole = temporary.resolve("whole");
    Path parts = temporary.resolve("parts");
    GeneratedSet.of(filler, plan, whole);
    GeneratedSet.part(filler, plan, 2, 3, parts);
    GeneratedSet.part(filler, plan, 0, 1, parts);
    PartMerge.merge(parts);
    assertThat(parts.resolve("_manifest.json"))
        .hasSameTextualContentAs(whole.resolve("_manifest.json"));
    assertThat(new GeneratedSet(parts).verify().listed()).isEmpty();
  }

  @Test
  void findsNothingInRowsOfAnySchema() throws Exception {
    Path directory = temporary.resolve("set");
    GeneratedSet.of(new ManyTypes(), new BatchPlan(20_000, 2, 4_096), directory);
    VerifyResult result = GeneratedSet.verify(directory, new ManyTypes());
    assertThat(result.listed()).isEmpty();
    assertThat(result.rows()).isEqualTo(20_000);
  }
}
