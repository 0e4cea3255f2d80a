package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.shred.ShredderOptions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Which writer is taken, by the options that were given. */
final class FileOptionsTest {
  private static final List<String> VALUES = List.of("snappy", "1", "1MiB", "plain", "name", "0.5");

  /** Every option there is, with a value that it takes. */
  static Stream<List<String>> options() {
    return CommandSpec.forAnnotatedObject(new FileOptions()).options().stream()
        .map(FileOptionsTest::given);
  }

  private static List<String> given(OptionSpec option) {
    if (option.arity().max() == 0) {
      return List.of(option.longestName());
    }
    return VALUES.stream()
        .map(value -> List.of(option.longestName(), value))
        .filter(FileOptionsTest::isTaken)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isTaken(List<String> words) {
    try {
      return parse(words).toShredderOptions() != null;
    } catch (IllegalArgumentException | CommandLine.ParameterException e) {
      return false;
    }
  }

  private static FileOptions parse(List<String> words) {
    FileOptions options = new FileOptions();
    new CommandLine(CommandSpec.forAnnotatedObject(options))
        .parseArgs(words.toArray(String[]::new));
    return options;
  }

  @ParameterizedTest
  @MethodSource("options")
  void anyOptionOfTheShreddersChoosesItUnlessAWriterIsNamed(List<String> words) {
    FileOptions options = parse(words);
    assertThat(FileOptions.isOne(words.get(0))).isTrue();
    assertThat(FileOptions.isOne(String.join("=", words))).isTrue();
    assertThat(WriterName.of(null, options)).isEqualTo(WriterName.shredder);
    for (WriterName named : WriterName.values()) {
      assertThat(WriterName.of(named, options)).isEqualTo(named);
    }
    for (WriterName other : List.of(WriterName.dataset, WriterName.none)) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> other.newWriter(options, ShredderOptions.DEFAULT))
          .withMessageStartingWith(words.get(0) + ": the writer " + other + " has no such option")
          .withMessageEndingWith("--writer shredder");
    }
  }

  @Test
  void withoutAnyOptionTheDatasetWriterIsTaken() {
    assertThat(WriterName.of(null, parse(List.of()))).isEqualTo(WriterName.dataset);
    assertThat(options()).hasSize(12);
    assertThat(FileOptions.isOne("--rows")).isFalse();
  }
}
