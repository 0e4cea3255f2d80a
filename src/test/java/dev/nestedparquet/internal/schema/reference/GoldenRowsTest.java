package dev.nestedparquet.internal.schema.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.Gallery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rows of the examples, which no version of the program may change. With {@code -Drows.write=true}
 * the test writes the resources instead.
 */
final class GoldenRowsTest {
  private static final Path EXAMPLES =
      Path.of("src/test/resources/dev/nestedparquet/internal/schema");

  /** Characters of a built-in file's rows beyond which there are no more. */
  private static final int MOST_CHARACTERS = 20_000;

  static List<String> gallery() {
    return Gallery.names();
  }

  @ParameterizedTest
  @CsvSource({"contacts, 40", "orders, 20", "every-source, 40", "every-type, 40"})
  void rowsOfTheExamplesStay(String name, int rows) throws IOException {
    ReferenceRows reference =
        ReferenceRows.of(DataSetFiles.load(EXAMPLES.resolve(name + ".yaml"), Map.of()), 42);
    check(EXAMPLES.resolve(name + ".rows.txt"), reference, rows, Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @MethodSource("gallery")
  void rowsOfTheGalleryStay(String name) throws IOException {
    ReferenceRows reference =
        ReferenceRows.of(DataSetFiles.read(name, Gallery.text(name), null, Map.of()), 42);
    check(EXAMPLES.resolve("gallery/" + name + ".rows.txt"), reference, 12, MOST_CHARACTERS);
  }

  private static void check(Path golden, ReferenceRows reference, int rows, int characters)
      throws IOException {
    StringBuilder text = new StringBuilder();
    for (long row = 0; row < rows && text.length() < characters; row++) {
      // Every other one from far behind, where numbers are large.
      long number = row % 2 == 0 ? row : 25_003 * row;
      text.append(number).append(' ').append(RowText.of(reference.row(number))).append('\n');
    }
    if (Boolean.getBoolean("rows.write")) {
      Files.writeString(golden, text);
    }
    assertThat(Files.readString(golden))
        .as("%s; make it anew with -Drows.write=true", golden)
        .isEqualTo(text.toString());
  }
}
