package dev.nestedparquet.cli;

import dev.nestedparquet.cli.fixtures.RunningCommand.Outcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * How a test runs a command line in its own JVM, at a hundredth of what a process costs. Signals,
 * streams, flags and the end of a JVM are only a process's: tests of these use {@link
 * dev.nestedparquet.cli.fixtures.Launch}. A relative path would be one in the project's directory.
 */
final class InProcess {
  private InProcess() {}

  static Outcome run(String... arguments) {
    CommandLine program = NestedParquet.commandLine(arguments);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        program.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  /** Runs generate with this output, if the arguments don't name another. */
  static Outcome generate(Path output, String... arguments) {
    List<String> words = new ArrayList<>(List.of("generate", "-o", output.toString()));
    words.addAll(List.of(arguments));
    return run(words.toArray(String[]::new));
  }
}
