package dev.nestedparquet.cli;

import java.util.Map;
import picocli.CommandLine.Option;

/** Parameters of a data-set file, for all commands that take one. */
final class ParameterOptions {
  @Option(
      names = "--param",
      paramLabel = "K=V",
      description = "Set a parameter of the data-set file; may be repeated.")
  private Map<String, String> parameters;

  /** Values by name; none if none are given. */
  Map<String, String> given() {
    return parameters == null ? Map.of() : parameters;
  }
}
