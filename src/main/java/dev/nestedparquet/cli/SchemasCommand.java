package dev.nestedparquet.cli;

import dev.nestedparquet.internal.preset.Presets;
import dev.nestedparquet.schema.DataSet;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the built-in data sets. */
@Command(
    name = "schemas",
    description = "Lists the built-in data sets, a line each.",
    mixinStandardHelpOptions = true,
    versionProvider = NestedParquet.VersionProvider.class)
final class SchemasCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    Presets.names().forEach(name -> print(out, name, "a preset"));
    DataSet.names().forEach(name -> print(out, name, DataSet.named(name).about()));
    out.flush();
  }

  private static void print(PrintWriter out, String name, String about) {
    out.printf(Locale.ROOT, "%-14s%s%n", name, about);
  }
}
