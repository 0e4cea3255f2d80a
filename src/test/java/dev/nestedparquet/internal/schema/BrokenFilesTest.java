package dev.nestedparquet.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.internal.schema.BrokenFiles.Broken;
import dev.nestedparquet.internal.schema.read.RefusedFileException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are wrong, and every line that is said about each. */
final class BrokenFilesTest {
  static List<Broken> files() throws IOException {
    return BrokenFiles.all();
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
    assertThat(errors(broken.text())).isEqualTo(broken.errors());
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
