package dev.nestedparquet.internal.schema.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.reference.FailedRowException;
import dev.nestedparquet.internal.schema.reference.RandomDataSetFiles;
import dev.nestedparquet.internal.schema.reference.ReferenceRows;
import dev.nestedparquet.internal.schema.reference.RowText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fills rows that the reference interpreter, which shares no code with the filler, has, too. */
class DataSetFillerTest {
  private static final Path FILES = Path.of("src/test/resources/dev/nestedparquet/internal/schema");

  @ParameterizedTest
  @CsvSource({
    "contacts,0,0,1000",
    "contacts,7,99999900,300",
    "orders,1,0,300",
    "every-source,3,0,600",
    "every-type,5,0,300"
  })
  void rowsAreThoseOfTheReference(String name, long seed, long first, int rows) {
    DataSetFile file = DataSetFiles.load(FILES.resolve(name + ".yaml"), Map.of());
    DataSetFiller filler = new DataSetFiller(file, seed).forProducer();
    RowRange range = new RowRange(first, rows);
    assertThat(FilledRows.of(filler, range, rows)).isEqualTo(expected(file, seed, range));
  }

  private static List<String> expected(DataSetFile file, long seed, RowRange range) {
    ReferenceRows reference = ReferenceRows.of(file, seed);
    List<String> rows = new ArrayList<>();
    for (long row = range.first(); row < range.end(); row++) {
      rows.add(RowText.of(reference.row(row)));
    }
    return rows;
  }

  @Provide
  Arbitrary<String> files() {
    return RandomDataSetFiles.files();
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void rowsOfAnyFileAreThoseOfTheReference(
      @ForAll("files") String text,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int cut) {
    DataSetFile file = DataSetFiles.read("f", text, null, Map.of());
    RowRange range = new RowRange(0, 40);
    List<String> expected;
    try {
      expected = expected(file, seed, range);
    } catch (FailedRowException e) {
      return; // No rows to compare; that filling fails, too, is another test.
    }
    assertThat(FilledRows.of(new DataSetFiller(file, seed), range, cut)).isEqualTo(expected);
  }
}
