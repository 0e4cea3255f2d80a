package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The last of a repeated flag counts, as where a script's own flags come before a user's. */
class RepeatedFlagsTest {
  /** Two values that an option takes, where these are not numbers. */
  private static final Map<String, List<String>> VALUES =
      Map.of("--writer", List.of("none", "shredder"));

  static Stream<Arguments> flags() {
    return NestedParquet.commandLine().getSubcommands().entrySet().stream()
        .flatMap(
            command ->
                command.getValue().getCommandSpec().options().stream()
                    .filter(option -> !option.usageHelp() && !option.versionHelp())
                    .filter(option -> !option.isMultiValue())
                    .flatMap(option -> Stream.of(option.names()))
                    .map(name -> Arguments.of(command.getKey(), name)));
  }

  @ParameterizedTest
  @MethodSource("flags")
  void theLastOneCounts(String command, String name) {
    CommandLine program = NestedParquet.commandLine(command);
    OptionSpec option = program.getSubcommands().get(command).getCommandSpec().findOption(name);
    if (option.arity().max() == 0) {
      assertThat(value(command, name, name)).isEqualTo(true);
      return;
    }
    List<String> values = VALUES.getOrDefault(name, List.of("1", "2"));
    Object last = value(command, name, values.get(1));
    assertThat(value(command, name, values.get(0), name, values.get(1))).isEqualTo(last);
    assertThat(value(command, name, values.get(0))).isNotEqualTo(last);
  }

  /** What the command has for the option that its line begins with. */
  private static Object value(String command, String... line) {
    CommandLine program = NestedParquet.commandLine(command);
    List<String> words = new ArrayList<>(List.of(line));
    words.add(0, command);
    for (PositionalParamSpec unused :
        program.getSubcommands().get(command).getCommandSpec().positionalParameters()) {
      words.add("somewhere");
    }
    return program
        .parseArgs(words.toArray(String[]::new))
        .subcommand()
        .matchedOption(line[0])
        .getValue();
  }

  @Test
  void allCommandsAreTried() {
    assertThat(flags().map(flag -> flag.get()[0]).distinct())
        .contains("generate", "verify", "merge", "schema");
  }

  @Test
  void ofWhatIsSaidByColumnToo() {
    FileOptions options = new FileOptions();
    new CommandLine(options)
        .parseArgs(
            "--encoding=plain",
            "--encoding=a.b=delta",
            "--encoding=delta-length",
            "--encoding=a.b=dictionary",
            "--compression=snappy",
            "--compression=a.b=zstd:3",
            "--compression=lz4",
            "--compression=a.b=zstd:19");
    assertThat(options.toShredderOptions())
        .satisfies(
            made -> assertThat(made.columnCompressions().get("a.b")).hasToString("zstd:19"),
            made -> assertThat(made.compression()).hasToString("lz4"),
            made -> assertThat(made.columnEncodings().get("a.b").name()).isEqualTo("DICTIONARY"),
            made -> assertThat(made.encoding().name()).isEqualTo("DELTA_LENGTH"));
  }
}
