package dev.nestedparquet.internal.schema.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.internal.schema.DataSetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows of the examples, which no version of the program may change. With {@code -Drows.write=true}
 * the test writes the resources instead.
 */
final class GoldenRowsTest {
  private static final Path EXAMPLES =
      Path.of("src/test/resources/dev/nestedparquet/internal/schema");

  @ParameterizedTest
  @CsvSource({"contacts, 40", "orders, 20", "every-source, 40", "every-type, 40"})
  void rowsOfTheExamplesStay(String name, int rows) throws IOException {
    ReferenceRows reference =
        ReferenceRows.of(DataSetFiles.load(EXAMPLES.resolve(name + ".yaml"), Map.of()), 42);
    StringBuilder text = new StringBuilder();
    for (long row = 0; row < rows; row++) {
      // Every other one from far behind, where numbers are large.
      long number = row % 2 == 0 ? row : 25_003 * row;
      text.append(number).append(' ').append(RowText.of(reference.row(number))).append('\n');
    }
    Path golden = EXAMPLES.resolve(name + ".rows.txt");
    if (Boolean.getBoolean("rows.write")) {
      Files.writeString(golden, text);
    }
    assertThat(Files.readString(golden))
        .as("%s; make it anew with -Drows.write=true", golden)
        .isEqualTo(text.toString());
  }
}
