package dev.nestedparquet.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
  private static Path parsed(String text) {
    return Destination.Directory.parse("--output", text, "").path();
  }

  @ParameterizedTest
  @CsvSource({
    "file:/tmp/a b, /tmp/a b",
    "file:/tmp/a%20b, /tmp/a b",
    "file:///tmp/a b/c%20d, /tmp/a b/c d",
    "FILE:/tmp/a b/, /tmp/a b",
    "file:/tmp/höhe 😀, /tmp/höhe 😀",
    "file:/tmp/h%C3%B6he, /tmp/höhe",
    "file:/tmp/100%, /tmp/100%",
    "file:/tmp/100%25, /tmp/100%",
    "file:/tmp/a%2520b, /tmp/a%20b",
    "file:/tmp/[a]{b}|^`c, /tmp/[a]{b}|^`c",
    "/tmp/a%20b, /tmp/a%20b",
    "a b, a b"
  })
  void aFileUriMayHaveSpacesAsTheyAreOrEncoded(String text, String path) {
    assertThat(parsed(text)).isEqualTo(Path.of(path));
  }

  @Test
  void aDecomposedLetterStaysTwoCharacters() {
    assertThat(parsed("file:/tmp/o\u0308")).isEqualTo(Path.of("/tmp/o\u0308"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:/tmp/a#b", "file:/tmp/a?b", "file:relative dir", "file://host/x y"})
  void whatAUriSaysOtherwiseIsRefusedAsItWasTyped(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> parsed(text))
        .withMessageStartingWith("--output: " + text + " is neither a directory nor a file: URI");
  }
}
