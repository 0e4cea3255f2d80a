package dev.nestedparquet.internal.schema.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.reference.OtherColumns;
import dev.nestedparquet.internal.schema.reference.RandomDataSetFiles;
import dev.nestedparquet.internal.schema.reference.ReferenceRows;
import dev.nestedparquet.internal.schema.reference.RowText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Laws of all files: a row is a function of the seed, the file and its number, and of no more. */
class FillerLawsTest {
  private static final Path FILES = Path.of("src/test/resources/dev/nestedparquet/internal/schema");

  private static final int ROWS = 60;
  private static final int PRODUCERS = 4;

  private static final Locale USUAL = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(USUAL);
  }

  @Provide
  Arbitrary<String> files() {
    return RandomDataSetFiles.files();
  }

  private static DataSetFile read(String text) {
    return DataSetFiles.read("f", text, null, Map.of());
  }

  /** Rows of a filler of its own. */
  private static List<String> rows(DataSetFile file, long seed, RowRange range) {
    return FilledRows.of(new DataSetFiller(file, seed), range, (int) range.rows());
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void rowsAreTheSameHoweverTheyAreCut(
      @ForAll("files") String text,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = ROWS) int cut,
      @ForAll @IntRange(min = 0, max = ROWS - 1) int start) {
    DataSetFile file = read(text);
    List<String> whole = rows(file, seed, new RowRange(0, ROWS));

    DataSetFiller ofSmallBatches = new DataSetFiller(file, seed, 5_000);
    RowRange fromStart = new RowRange(start, ROWS - start);

    assertThat(FilledRows.of(ofSmallBatches, fromStart, cut)).isEqualTo(whole.subList(start, ROWS));
  }

  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void producersAtTheSameTimeFillTheSameRows(@ForAll("files") String text, @ForAll long seed)
      throws Exception {
    DataSetFile file = read(text);
    DataSetFiller shared = new DataSetFiller(file, seed);
    ExecutorService threads = Executors.newFixedThreadPool(PRODUCERS);
    try {
      List<Future<List<String>>> parts = new ArrayList<>();
      int rows = ROWS / PRODUCERS;
      for (int i = 0; i < PRODUCERS; i++) {
        RowRange part = new RowRange((long) i * rows, rows);
        parts.add(threads.submit(() -> FilledRows.of(shared.forProducer(), part, 7)));
      }
      List<String> together = new ArrayList<>();
      for (Future<List<String>> part : parts) {
        together.addAll(part.get());
      }
      assertThat(together).isEqualTo(rows(file, seed, new RowRange(0, ROWS)));
    } finally {
      threads.shutdownNow();
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void lastRowsThatAFileCanNumberAreThoseOfTheReference(
      @ForAll("files") String text, @ForAll long seed) {
    DataSetFile file = read(text);
    RowRange last = new RowRange(file.rows().rows() - 40, 40);
    ReferenceRows reference = ReferenceRows.of(file, seed);
    List<String> expected = new ArrayList<>();
    for (long row = last.first(); row < last.end(); row++) {
      expected.add(RowText.of(reference.row(row)));
    }
    assertThat(rows(file, seed, last)).isEqualTo(expected);
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void rowsBeyondTheLastAreRefused(@ForAll("files") String text) {
    DataSetFile file = read(text);
    DataSetFiller filler = new DataSetFiller(file, 0);
    long limit = file.rows().rows();
    if (limit < Long.MAX_VALUE) {
      RowRange beyond = new RowRange(limit - 1, 2);
      String number = String.format(Locale.ROOT, "%,d", limit);
      assertThatThrownBy(() -> filler.maxBatchBytes(beyond))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(number);
      assertThatThrownBy(() -> filler.rowsOfBatch(beyond)).hasMessageContaining(number);
      assertThatThrownBy(() -> FilledRows.of(filler, beyond, 2)).hasMessageContaining(number);
    }
    assertThat(filler.maxBatchBytes(new RowRange(limit - 1, 1))).isPositive();
  }

  /** Nothing refers to what comes after it. */
  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void aColumnsValuesDontDependOnTheOthers(@ForAll("files") String text, @ForAll long seed) {
    DataSetFile file = read(text);
    RowRange range = new RowRange(3, 20);
    List<String> all = rows(file, seed, range);
    assertThat(sorted(rows(OtherColumns.reversed(file), seed, range))).isEqualTo(sorted(all));
    List<Node> columns = new ArrayList<>(file.columns());
    while (columns.size() > 1) {
      Node last = columns.remove(columns.size() - 1);
      List<String> fewer = rows(OtherColumns.with(file, columns), seed, range);
      for (int i = 0; i < fewer.size(); i++) {
        String before = all.get(i);
        String kept = fewer.get(i).substring(0, fewer.get(i).length() - 1);
        assertThat(before).as("without %s", last.head().name()).startsWith(kept + ", ");
      }
      all = fewer;
    }
  }

  /** Rows' characters in order: what is left when the order of fields is taken away. */
  private static List<String> sorted(List<String> rows) {
    return rows.stream()
        .map(
            row -> {
              List<String> characters = new ArrayList<>(List.of(row.split("")));
              Collections.sort(characters);
              return String.join("", characters);
            })
        .toList();
  }

  /** Golden rows are the same on any platform, and so are those of the filler. */
  @ParameterizedTest
  @CsvSource({
    "contacts,en-US", "orders,tr-TR", "every-source,ar-SA-u-nu-arab",
        "every-type,th-TH-u-ca-buddhist",
    "contacts,fa-IR", "orders,hi-IN-u-nu-deva", "every-source,de-CH", "every-type,tr-TR"
  })
  void goldenRowsAreFilledInAnyLocale(String name, String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    DataSetFile file = DataSetFiles.load(FILES.resolve(name + ".yaml"), Map.of());
    DataSetFiller filler = new DataSetFiller(file, 42);
    for (String line : Files.readAllLines(FILES.resolve(name + ".rows.txt"))) {
      int end = line.indexOf(' ');
      RowRange row = new RowRange(Long.parseLong(line.substring(0, end)), 1);
      assertThat(FilledRows.of(filler, row, 1)).containsExactly(line.substring(end + 1));
    }
  }
}
