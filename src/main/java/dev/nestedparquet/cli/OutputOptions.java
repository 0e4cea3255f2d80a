package dev.nestedparquet.cli;

import picocli.CommandLine.Option;

/** Options of what a command prints, for all commands that take a while or have a result. */
final class OutputOptions {
  @Option(
      names = {"-q", "--quiet"},
      description = "Print nothing but errors.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print details, and the stack trace of a failure.")
  private boolean verbose;

  @Option(names = "--no-progress", description = "Print no progress.")
  private boolean noProgress;

  @Option(
      names = NestedParquet.JSON,
      description =
          "Print the result, or the error, as one JSON object on stdout, and nothing but errors on"
              + " stderr.")
  private boolean json;

  /** Tells whether the outcome is to be printed on stderr. */
  boolean lines() {
    return !quiet && !json;
  }

  /** Tells whether the outcome is to have details. */
  boolean details() {
    return lines() && verbose;
  }

  boolean progress() {
    return lines() && !noProgress;
  }

  boolean json() {
    return json;
  }

  boolean verbose() {
    return verbose;
  }
}
