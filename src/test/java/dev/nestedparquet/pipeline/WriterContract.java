package dev.nestedparquet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.contact.ContactFiller;
import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import dev.nestedparquet.internal.preset.Presets;
import dev.nestedparquet.internal.preset.ReferenceRows;
import dev.nestedparquet.pipeline.fixtures.DuckDb;
import dev.nestedparquet.pipeline.fixtures.EndlessRun;
import dev.nestedparquet.pipeline.fixtures.ParquetJava;
import dev.nestedparquet.pipeline.fixtures.Run;
import dev.nestedparquet.pipeline.fixtures.WatchedFiller;
import dev.nestedparquet.verify.Verification;
import dev.nestedparquet.verify.VerifyResult;
import dev.nestedparquet.write.PartitionWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What any writer owes: the rows of every preset, the same bytes however they come about, and
 * nothing at all of a run that fails or is cancelled. A new writer is one more subclass.
 */
@Timeout(300)
abstract class WriterContract {
  private static final long SEED = 21;
  private static final long MEMORY_BYTES = 256L << 20;

  private final IllegalStateException injected = new IllegalStateException("injected");

  @TempDir private Path temporary;

  /** A writer that nothing was written with. */
  abstract PartitionWriter newWriter();

  /** Whether memory may be lost with a run that fails, which then tells how much. */
  abstract boolean strandsMemory();

  private Run run(long rows, int partitions, int batchRows, String directory) {
    return Run.of(rows, partitions, batchRows, temporary.resolve(directory))
        .by(newWriter())
        .memory(MEMORY_BYTES);
  }

  private static BatchFiller filler(String preset) {
    return Presets.newFiller(preset, SEED, null);
  }

  // Complete runs

  static Stream<String> presets() {
    return Presets.names().stream();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void verifyFindsNothing(String preset) throws Exception {
    int rows = preset.equals("long-lists") ? 8_000 : 70_000;
    Run run = run(rows, 3, 32_768, "set");
    PipelineResult result = run.go(filler(preset));
    assertThat(result.counts().get("rows")).isEqualTo(rows);
    VerifyResult verified;
    try (Verification verification = Verification.of(Destination.directory(run.output()))) {
      verified = verification.run();
    }
    assertThat(verified.listed()).isEmpty();
    assertThat(verified.rows()).isEqualTo(rows);
  }

  @ParameterizedTest
  @MethodSource("presets")
  void parquetJavaReadsWhatTheSpecificationSays(String preset) throws Exception {
    int rows = preset.equals("long-lists") ? 8_000 : 40_000;
    Run run = run(rows, 2, 32_768, "set");
    run.go(filler(preset));
    ReferenceRows reference = ReferenceRows.of(preset, SEED);
    long[] next = {0};
    ParquetJava.readContacts(run.output(), contact -> assertSame(contact, reference, next[0]++));
    assertThat(next[0]).isEqualTo(rows);
  }

  @ParameterizedTest
  @CsvSource({
    "contacts,50001,11,8192",
    "null-states,20000,3,1000",
    "long-lists,8000,2,32768",
    "null-runs,30000,3,32768",
    "wide-text,20000,2,5000"
  })
  void rowsAreTheSameForAnyPartitionsAndBatches(
      String preset, int rows, int partitions, int batchRows) throws Exception {
    Run run = run(rows, partitions, batchRows, "set");
    run.go(filler(preset));
    List<Contact> contacts = DuckDb.contacts(run.output());
    ReferenceRows reference = ReferenceRows.of(preset, SEED);
    assertThat(contacts).hasSize(rows);
    for (int row = 0; row < rows; row++) {
      assertSame(contacts.get(row), reference, row);
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
  @MethodSource("presets")
  void filesAreTheSameToTheByteForAnyProducersRingSizeAndMemory(String preset) throws Exception {
    Run base = run(20_001, 3, 32_768, "base");
    base.go(filler(preset));
    SortedMap<String, byte[]> expected = Run.files(base.output());
    assertThat(expected).hasSize(4).containsKey(preset + "-00000-of-00003.parquet");
    for (int[] other : new int[][] {{1, 8, 200}, {4, 1, 400}}) {
      Run run = base.into(temporary.resolve("other")).with(other[0], other[1]).overwriting();
      run.by(newWriter()).memory((long) other[2] << 20).go(filler(preset));
      Run.files(run.output())
          .forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
    }
  }

  @ParameterizedTest
  @MethodSource("presets")
  void endsWithTheSmallestBudget(String preset) throws Exception {
    BatchFiller filler = filler(preset);
    Run run = run(200_000, 4, 32_768, "set").with(2, 1);
    long least = LegalCombinationsTest.leastMemory(run, filler);
    assertThat(run.memory(least).go(filler).rows()).isEqualTo(200_000);
  }

  // Runs that fail

  private Run four(String directory) {
    return run(20_000, 4, 1_000, directory);
  }

  private static ContactFiller contacts(long seed) {
    return new ContactFiller(seed, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 19})
  void stopsWhenAFillerThrows(int batch) throws IOException {
    PipelineException failure =
        four("made/on/the/way").fail(WatchedFiller.failingAtBatch(batch, injected, contacts(0)));
    assertThat(failure).hasCause(injected).hasMessageContaining("injected");
    assertThat(failure.strandedBytes() == 0 || strandsMemory()).isTrue();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void keepsTheOldDataSetWhenARunThatOverwritesFails() throws Exception {
    Run run = four("set");
    run.go(contacts(1));
    PipelineException failure =
        run.overwriting()
            .by(newWriter())
            .fail(WatchedFiller.failingAtBatch(9, injected, contacts(2)));
    assertThat(failure).hasCause(injected);
  }

  /** So little memory that files are written one after the other: the first are complete. */
  @Test
  void anOutputDirectoryThatVanishesIsAFailureThatLeavesNothing() throws IOException {
    Run run = run(20_000, 4, 1_000, "made/on/the/way").with(1, 1);
    run = run.memory(LegalCombinationsTest.leastMemory(run, contacts(0)));
    WatchedFiller removing =
        WatchedFiller.calling(
            rows -> {
              if (rows.first() == 17_000) {
                deleteRecursively(temporary.resolve("made"));
              }
            },
            contacts(0));
    ParquetPipeline pipeline = run.pipeline(removing);
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(pipeline::run)
        .isInstanceOfAny(IOException.class, PipelineException.class);
    run.assertUntouched(new TreeMap<>());
    assertThat(removing.allocatedBytes() == 0 || strandsMemory()).isTrue();
  }

  private static void deleteRecursively(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Runs that are cancelled

  private EndlessRun endless() {
    return new EndlessRun(
        temporary.resolve("out"), run -> run.by(newWriter()).memory(MEMORY_BYTES));
  }

  @Test
  void cancellingEndsARunInTheMiddle() throws Exception {
    EndlessRun run = endless();
    run.cancelInTheMiddle();
    if (!strandsMemory()) {
      run.assertNothingIsAllocated();
    }
  }

  @Test
  void interruptingTheCallerEndsARunInTheMiddle() throws Exception {
    EndlessRun run = endless();
    run.interruptInTheMiddle();
    if (!strandsMemory()) {
      run.assertNothingIsAllocated();
    }
  }
}
