package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.cli.fixtures.Launch;
import dev.nestedparquet.cli.fixtures.RunningCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says about itself: on stdout, with exit code 0, and without doing anything. */
class UsageTest {
  private static final List<String> OPTIONS =
      List.of(
          "--preset",
          "-n",
          "-p",
          "-o",
          "--seed",
          "--name-skew",
          "--part",
          "--producers",
          "--batch-rows",
          "--ring-size",
          "--memory",
          "--writer",
          "--overwrite",
          "--durable",
          "-q",
          "-v",
          "--no-progress",
          "--json");

  @TempDir Path root;
  Launch program;

  @BeforeEach
  void launch() throws IOException {
    program = Launch.in(root);
  }

  private String answer(String... arguments) throws IOException, InterruptedException {
    RunningCommand.Outcome outcome = program.run(arguments);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(program.made()).isEmpty();
    return outcome.out();
  }

  @Test
  void helpNamesCommandsAndExitCodes() throws Exception {
    assertThat(answer("--help"))
        .startsWith("Usage: nested-parquet ")
        .contains("generate ", "schema ", "help ", "generate-completion ")
        .containsPattern("(?m)^ +130 +interrupted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"help generate", "generate --help", "generate -h"})
  void helpOfGenerateDescribesEveryOption(String line) throws Exception {
    String help = answer(line.split(" "));
    assertThat(help).contains("10M", "128MiB", "Counts take k, M, G");
    for (String option : OPTIONS) {
      assertThat(help).containsPattern("(?m)^ +(-\\w, +)?" + option + "\\b");
    }
    assertThat(help.lines()).allMatch(text -> text.length() <= 80);
  }

  @Test
  void versionIsTheBuilds() throws Exception {
    assertThat(answer("--version")).matches("nested-parquet \\d+\\.\\d+\\.\\d+\\S*\\R");
    assertThat(answer("generate", "-V")).isEqualTo(answer("--version"));
  }

  @Test
  void schemaShowsArrowAndParquet() throws Exception {
    assertThat(answer("schema"))
        .contains("Arrow:", "phones: List<item: Struct<", "Parquet:", "message schema {")
        .contains("optional binary phone_type (STRING);");
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts", "null-states", "long-lists", "null-runs", "wide-text"})
  void schemaIsThatOfThePreset(String preset) throws Exception {
    assertThat(answer("schema", "--preset", preset)).contains("Arrow:", "message schema {");
  }

  @Test
  void schemaOfADataSetFileIsThatOfTheFile() {
    Path file =
        Path.of("src/test/resources/dev/nestedparquet/internal/schema/orders.yaml")
            .toAbsolutePath();
    assertThat(InProcess.run("schema", file.toString(), "--param", "skew=0").out())
        .contains("order_id: Int(64, true) not null", "optional group attributes (MAP) {");
    assertThat(InProcess.run("schema", "null-states").out())
        .isEqualTo(InProcess.run("schema").out());
  }

  @Test
  void completionScriptCompletesCommandsAndOptions() throws Exception {
    Path script = root.resolve("completion.sh");
    Files.writeString(script, answer("generate-completion"));
    assertThat(completions(script, "nested-parquet", "gen")).contains("generate");
    assertThat(completions(script, "nested-parquet", "generate", "--over"))
        .isEqualTo("--overwrite");
    assertThat(completions(script, "nested-parquet", "generate", "--writer", ""))
        .isEqualTo("dataset shredder none");
    for (String command : List.of("generate", "schema")) {
      assertThat(completions(script, "nested-parquet", command, "--preset", ""))
          .isEqualTo("contacts null-states long-lists null-runs wide-text");
    }
  }

  /** What bash offers for the last of the words. */
  private String completions(Path script, String... words) throws Exception {
    String line =
        String.format(
            "compopt() { :; }; source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d;"
                + " $(complete -p nested-parquet | grep -o '_complete[^ ]*'); echo ${COMPREPLY[@]}",
            script, quoted(words), words.length - 1);
    ProcessBuilder bash = new ProcessBuilder("bash", "-c", line);
    try (RunningCommand command = RunningCommand.start(bash, root)) {
      RunningCommand.Outcome outcome = command.await();
      assertThat(outcome.err()).isEmpty();
      return outcome.out().strip();
    }
  }

  private static String quoted(String... words) {
    return "'" + String.join("' '", words) + "'";
  }
}
