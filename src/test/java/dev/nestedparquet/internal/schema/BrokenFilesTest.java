package dev.nestedparquet.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.internal.schema.read.RefusedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that are wrong, and every line that is said about each. They are in {@code
 * broken-files.txt}: a title after {@code #}, the file, and behind {@code =} the errors. A file
 * without {@code nested-parquet:} stands for the columns of one.
 */
final class BrokenFilesTest {
  private static final Path FILES =
      Path.of("src/test/resources/dev/nestedparquet/internal/schema/broken-files.txt");
  private static final String HEAD = "nested-parquet: 1\nname: x\ncolumns:\n";

  /** A broken file with what is to be said. */
  record Broken(String title, String text, List<String> errors) {
    @Override
    public String toString() {
      return title;
    }

    String file() {
      return text.contains("nested-parquet") || title.startsWith("YAML")
          ? text
          : HEAD + text.indent(2);
    }
  }

  static List<Broken> files() throws IOException {
    List<Broken> files = new ArrayList<>();
    for (String block : Files.readString(FILES).split("(?m)^# ", -1)) {
      if (!block.isBlank()) {
        String title = block.lines().findFirst().get();
        String[] parts = block.substring(title.length() + 1).split("(?m)^=\n", -1);
        files.add(new Broken(title, parts[0], parts[1].lines().toList()));
      }
    }
    return files;
  }

  private static List<String> errors(String text) {
    try {
      DataSetFiles.read("f", text, null, Map.of());
      return List.of();
    } catch (RefusedFileException e) {
      return e.getMessage().lines().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyErrorOfTheFileIsSaidWithItsPlaceAndTheWayOut(Broken broken) {
    assertThat(errors(broken.file())).isEqualTo(broken.errors());
    assertThat(broken.errors()).isNotEmpty().allMatch(line -> line.startsWith("f:"));
  }

  @Test
  void aHundredFilesAreBroken() throws IOException {
    assertThat(files()).hasSizeGreaterThanOrEqualTo(100);
  }

  @Test
  void aParameterThatTheFileLacksIsRefused() {
    String text =
        "nested-parquet: 1\nname: x\nparameters: {skew: 1}\ncolumns: {a: {type: bool, const: true}}\n";
    assertThatThrownBy(() -> DataSetFiles.read("f", text, null, Map.of("skwe", "2")))
        .isInstanceOf(RefusedFileException.class)
        .hasMessage(
            "f:3:1: parameters: there is no parameter 'skwe' to set; did you mean skew?; the file"
                + " has skew");
    assertThatThrownBy(() -> DataSetFiles.read("f", text, null, Map.of("skew", "steep")))
        .hasMessageContaining("was set to 'steep', which is no number as 1 is");
  }
}
