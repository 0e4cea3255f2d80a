package dev.nestedparquet.cli;

import dev.nestedparquet.internal.preset.Presets;
import dev.nestedparquet.internal.schema.Gallery;
import dev.nestedparquet.schema.DataSet;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the built-in data sets. */
@Command(
    name = "schemas",
    description = "Lists the built-in data sets, a line each.",
    mixinStandardHelpOptions = true,
    versionProvider = NestedParquet.VersionProvider.class)
final class SchemasCommand implements Runnable {
  @Option(
      names = "--json-schema",
      description =
          "Print the JSON Schema of data-set files instead. An editor that has it completes keys"
              + " and marks mistakes.")
  private boolean jsonSchema;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (jsonSchema) {
      out.print(Gallery.jsonSchema());
      out.flush();
      return;
    }
    Presets.names().forEach(name -> print(out, name, "a preset"));
    DataSet.names().forEach(name -> print(out, name, DataSet.named(name).about()));
    out.flush();
  }

  private static void print(PrintWriter out, String name, String about) {
    out.printf(Locale.ROOT, "%-14s%s%n", name, about);
  }
}
