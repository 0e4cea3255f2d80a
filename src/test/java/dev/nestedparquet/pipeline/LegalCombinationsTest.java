package dev.nestedparquet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.fixtures.RowNumbers;
import dev.nestedparquet.internal.contact.ContactFiller;
import dev.nestedparquet.pipeline.fixtures.DuckDb;
import dev.nestedparquet.pipeline.fixtures.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any combination of options that is accepted ends, and makes all rows. */
@Timeout(300)
final class LegalCombinationsTest {
  private static final Pattern NEEDED = Pattern.compile("it takes ([0-9,]+) bytes");

  @TempDir private Path directory;

  /** The least budget that a run accepts, as its refusal of less tells. */
  static long leastMemory(Run run, BatchFiller filler) {
    IllegalArgumentException refusal =
        catchThrowableOfType(IllegalArgumentException.class, () -> run.memory(1).pipeline(filler));
    Matcher matcher = NEEDED.matcher(refusal.getMessage());
    assertThat(matcher.find()).as(refusal.getMessage()).isTrue();
    return Long.parseLong(matcher.group(1).replace(",", ""));
  }

  private void assertMakesAllRows(Run run) throws Exception {
    PipelineResult result = run.go(new RowNumbers());
    long rows = run.plan().rows();
    assertThat(result.rows()).isEqualTo(rows);
    assertThat(DuckDb.read(directory, "\"row\"", row -> row.getLong(1)))
        .isEqualTo(LongStream.range(0, rows).boxed().toList());
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,1",
    "1,16,1",
    "1,1,8",
    "2,1,1",
    "2,16,4",
    "7,1,1",
    "7,16,1",
    "8,1,2",
    "8,16,8",
    "64,1,1",
    "64,16,1",
    "64,2,1024",
    "1000,1,1",
    "1000,16,1"
  })
  void endWithTheSmallestBudget(int partitions, int producers, int ringSize) throws Exception {
    Run run = Run.of(20_003, partitions, 500, directory).with(producers, ringSize);
    assertMakesAllRows(run.memory(leastMemory(run, new RowNumbers())));
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "8,4,1", "64,1,1", "64,16,1", "64,2,8", "1000,2,2"})
  void endWithPlentyOfMemory(int partitions, int producers, int ringSize) throws Exception {
    assertMakesAllRows(Run.of(20_003, partitions, 500, directory).with(producers, ringSize));
  }

  /** In so small a batch, rounding and export outweigh the values. */
  @ParameterizedTest
  @CsvSource({"1,1", "7,1", "100,1", "1,8", "100,2", "1,64", "1,1024"})
  void endWithTinyBatches(int batchRows, int ringSize) throws Exception {
    Run run = Run.of(batchRows * 60L, 2, batchRows, directory).with(1, ringSize);
    assertMakesAllRows(run.memory(leastMemory(run, new RowNumbers())));
  }

  @Test
  void endWithFullRowGroupsOfContactsAndTheSmallestBudget() throws Exception {
    ContactFiller filler = new ContactFiller(0, 1);
    Run run = Run.of(700_000, 3, 32_768, directory).with(1, 1);
    assertThat(run.memory(leastMemory(run, filler)).go(filler).rows()).isEqualTo(700_000);
  }

  @Test
  void aBudgetOneByteBelowTheSmallestIsRefused() {
    ContactFiller filler = new ContactFiller(0, 1);
    Run run = Run.of(1_000_000, 4, 32_768, directory).with(3, 1);
    long least = leastMemory(run, filler);
    assertThat(run.memory(least).pipeline(filler)).isNotNull();
    IllegalArgumentException refusal =
        catchThrowableOfType(
            IllegalArgumentException.class, () -> run.memory(least - 1).pipeline(filler));
    assertThat(refusal)
        .hasMessageContaining(
            "too little for 3 producers, batches of 32,768 rows and a file of the writer dataset");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void moreMemoryThanTheJvmMayUseIsRefused() {
    Run run = Run.of(10, 1, 10, directory).memory(1L << 50);
    IllegalArgumentException refusal =
        catchThrowableOfType(IllegalArgumentException.class, () -> run.pipeline(new RowNumbers()));
    assertThat(refusal).hasMessageContaining("-XX:MaxDirectMemorySize");
  }

  @Test
  void noRowsMakeAManifestAlone() throws Exception {
    PipelineResult result = Run.of(0, 4, 100, directory).go(new ContactFiller(0, 1));
    assertThat(Run.files(directory)).containsOnlyKeys("_manifest.json");
    assertThat(result.files()).isEmpty();
    assertThat(result.counts().get("rows")).isZero();
    assertThat(result.counts().asMap()).containsKeys("nameNulls", "phoneTypes/Home");
  }

  @Test
  void partitionsWithoutRowsHaveNoFile() throws Exception {
    PipelineResult result = Run.of(2, 5, 100, directory).go(new RowNumbers());
    assertThat(Run.files(directory))
        .containsOnlyKeys(
            "_manifest.json", "numbers-00002-of-00005.parquet", "numbers-00004-of-00005.parquet");
    assertThat(result.partitions()).isEqualTo(5);
    assertThat(DuckDb.read(directory, "\"row\"", row -> row.getLong(1))).isEqualTo(List.of(0L, 1L));
  }

  @Test
  void theManifestTellsWhatTheFilesHold() throws Exception {
    PipelineResult result = Run.of(1_000, 3, 100, directory).go(new ContactFiller(5, 1));
    JsonNode json = new ObjectMapper().readTree(directory.resolve("_manifest.json").toFile());
    assertThat(json.path("counts").path("rows").asLong()).isEqualTo(1_000);
    assertThat(json.path("counts").path("phonesPerContact").path("1").asLong())
        .isEqualTo(result.counts().get("phonesPerContact/1"));
    long firstRow = 0;
    for (JsonNode file : json.path("files")) {
      assertThat(file.path("firstRow").asLong()).isEqualTo(firstRow);
      assertThat(directory.resolve(file.path("path").asText()))
          .hasSize(file.path("bytes").asLong());
      firstRow += file.path("rows").asLong();
    }
    assertThat(firstRow).isEqualTo(1_000);
  }
}
