package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The guide's page of flags is what picocli knows. With {@code -Dpage.write=true} the test writes
 * the page instead.
 */
final class CommandLinePageTest {
  private static final Path PAGE = Path.of("src/site/markdown/reference/command-line.md");

  @Test
  void thePageOfFlagsIsWhatTheProgramTakes() throws IOException {
    String page = page(NestedParquet.commandLine());
    if (Boolean.getBoolean("page.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("%s; make it anew with -Dpage.write=true", PAGE)
        .isEqualTo(page);
  }

  private static String page(CommandLine program) {
    StringBuilder page =
        new StringBuilder(
            """
            # Command line

            This page is made from the program's own help (`CommandLinePageTest`).

            | command | what it does |
            |---|---|
            """);
    Map<String, CommandLine> commands = program.getSubcommands();
    commands.forEach(
        (name, command) -> page.append(row("`" + name + "`", summary(command.getCommandSpec()))));
    commands.forEach((name, command) -> append(page, name, command.getCommandSpec()));
    page.append("\n## Exit codes\n\n| code | meaning |\n|---|---|\n");
    program
        .getCommandSpec()
        .usageMessage()
        .exitCodeList()
        .forEach((code, meaning) -> page.append(row(code, meaning)));
    return page.toString();
  }

  private static void append(StringBuilder page, String name, CommandSpec command) {
    List<String> rows = new ArrayList<>();
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      rows.add(row("`" + parameter.paramLabel() + "`", text(parameter.description())));
    }
    for (OptionSpec option : command.options()) {
      if (!option.usageHelp() && !option.versionHelp() && !option.hidden()) {
        rows.add(row(names(option), text(option.description())));
      }
    }
    if (!rows.isEmpty()) {
      page.append("\n## ").append(name).append("\n\n| flag | meaning |\n|---|---|\n");
      rows.forEach(page::append);
    }
  }

  private static String names(OptionSpec option) {
    String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    return "`" + String.join("`, `", option.names()) + label + "`";
  }

  private static String summary(CommandSpec command) {
    String[] description = command.usageMessage().description();
    return description.length == 0 ? "" : text(new String[] {description[0]});
  }

  private static String text(String[] description) {
    String plain = Ansi.OFF.string(String.join(" ", description));
    String line = plain.replace("%n", " ").replaceAll("\\s+", " ").trim();
    return line.replaceAll("s3://[\\w/]*", "`$0`"); // Else the site makes links of them.
  }

  private static String row(String left, String right) {
    return "| " + escaped(left) + " | " + escaped(right) + " |\n";
  }

  private static String escaped(String cell) {
    return cell.replace("|", "\\|");
  }
}
