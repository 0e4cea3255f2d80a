package dev.nestedparquet.cli;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.internal.manifest.ParquetSchemaText;
import dev.nestedparquet.internal.preset.NamedDataSets;
import dev.nestedparquet.internal.preset.Presets;
import dev.nestedparquet.schema.DataSet;
import java.io.PrintWriter;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the Arrow schema and the Parquet schema of a data set. */
@Command(
    name = "schema",
    description = "Prints the Arrow schema that is filled and the Parquet schema that is written.",
    mixinStandardHelpOptions = true,
    versionProvider = NestedParquet.VersionProvider.class)
final class SchemaCommand implements Runnable {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE|NAME",
      description =
          "A data-set file, or the name of a built-in data set. A word with a slash or a dot is a"
              + " file, and so is one that is there.")
  private String named;

  @Mixin private ParameterOptions parameters = new ParameterOptions();

  @Option(
      names = "--preset",
      paramLabel = "PRESET",
      completionCandidates = PresetNames.class,
      description =
          "Whose schemas: ${COMPLETION-CANDIDATES} (default: contacts); they all have the same so"
              + " far.")
  private String preset;

  @Option(names = "--yaml", description = "Print the data-set file instead of its schemas.")
  private boolean yaml;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (named != null && preset != null) {
      throw new IllegalArgumentException("say " + named + " or --preset " + preset + ", not both");
    }
    String name = named != null ? named : preset != null ? preset : Presets.CONTACTS;
    DataSet dataSet = preset != null ? null : NamedDataSets.dataSet(name);
    if (yaml) {
      printText(name, dataSet);
      return;
    }
    Map<String, String> given = parameters.given();
    BatchFiller filler = NamedDataSets.filler(name, dataSet, 0, given, null);
    try (BufferAllocator allocator = new RootAllocator();
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      print(filler.schema(), dictionaries);
    }
  }

  private void printText(String name, DataSet dataSet) {
    if (dataSet == null) {
      throw new IllegalArgumentException("--yaml: the preset " + name + " is not made from a file");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(dataSet.text());
    out.flush();
  }

  private void print(Schema schema, MapDictionaryProvider dictionaries) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Arrow:");
    schema.getFields().forEach(field -> out.println("  " + field));
    out.println();
    out.println("Parquet:");
    ParquetSchemaText.of(schema, dictionaries).lines().forEach(line -> out.println("  " + line));
    out.flush();
  }
}
