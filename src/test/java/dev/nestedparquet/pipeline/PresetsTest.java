package dev.nestedparquet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.contact.ReferenceContacts.Contact;
import dev.nestedparquet.preset.Presets;
import dev.nestedparquet.preset.ReferenceRows;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every preset on its way through the pipeline, and back through readers of others. */
@Timeout(120)
final class PresetsTest {
  private static final long SEED = 21;

  @TempDir private Path directory;

  static Stream<String> presets() {
    return Presets.names().stream();
  }

  private static BatchFiller filler(String preset) {
    return Presets.newFiller(preset, SEED, null);
  }

  private static void assertSame(List<Contact> actual, ReferenceRows reference, int rows) {
    assertThat(actual).hasSize(rows);
    for (int row = 0; row < rows; row++) {
      assertSame(actual.get(row), reference, row);
    }
  }

  private static void assertSame(Contact actual, ReferenceRows reference, long row) {
    Contact expected = reference.row(row);
    if (!actual.equals(expected)) {
      assertThat(shortened(actual)).as("row %d", row).isEqualTo(shortened(expected));
      throw new AssertionError("row " + row + " differs far behind its beginning");
    }
  }

  private static String shortened(Contact contact) {
    String text = contact.toString();
    return text.substring(0, Math.min(300, text.length()));
  }

  @ParameterizedTest
  @CsvSource({
    "null-states,20000,3,1000",
    "long-lists,8000,2,32768",
    "null-runs,30000,3,32768",
    "wide-text,20000,2,5000"
  })
  void rowsAreTheSameForAnyPartitionsAndBatches(
      String preset, int rows, int partitions, int batchRows) throws Exception {
    PipelineResult result = Run.of(rows, partitions, batchRows, directory).go(filler(preset));
    assertThat(result.counts().get("rows")).isEqualTo(rows);
    assertSame(DuckDb.contacts(directory), ReferenceRows.of(preset, SEED), rows);
  }

  @ParameterizedTest
  @MethodSource("presets")
  void parquetJavaReadsWhatTheSpecificationSays(String preset) throws Exception {
    int rows = preset.equals("long-lists") ? 8_000 : 40_000;
    Run.of(rows, 2, 32_768, directory).go(filler(preset));
    ReferenceRows reference = ReferenceRows.of(preset, SEED);
    long[] next = {0};
    ParquetJava.readContacts(directory, contact -> assertSame(contact, reference, next[0]++));
    assertThat(next[0]).isEqualTo(rows);
  }

  @ParameterizedTest
  @MethodSource("presets")
  void filesAreTheSameToTheByteForAnyProducersRingSizeAndMemory(String preset) throws Exception {
    Run base = Run.of(20_001, 3, 32_768, directory.resolve("base"));
    base.go(filler(preset));
    SortedMap<String, byte[]> expected = Run.files(base.output());
    assertThat(expected).hasSize(4).containsKey(preset + "-00000-of-00003.parquet");
    for (int[] other : new int[][] {{1, 8, 40}, {4, 1, 64}}) {
      Run run = base.into(directory.resolve("other")).with(other[0], other[1]).overwriting();
      run.memory((long) other[2] << 20).go(filler(preset));
      Run.files(run.output())
          .forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
    }
  }

  @ParameterizedTest
  @MethodSource("presets")
  void endWithTheSmallestBudget(String preset) throws Exception {
    BatchFiller filler = filler(preset);
    Run run = Run.of(30_000, 4, 32_768, directory).with(2, 1);
    long least = LegalCombinationsTest.leastMemory(run, filler);
    assertThat(least).isLessThan(32 << 20);
    assertThat(run.memory(least).go(filler).rows()).isEqualTo(30_000);
  }
}
