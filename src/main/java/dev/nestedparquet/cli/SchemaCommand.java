package dev.nestedparquet.cli;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.internal.manifest.ParquetSchemaText;
import dev.nestedparquet.internal.preset.Presets;
import java.io.PrintWriter;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the Arrow schema and the Parquet schema of a data set. */
@Command(
    name = "schema",
    description = "Prints the Arrow schema that is filled and the Parquet schema that is written.",
    mixinStandardHelpOptions = true,
    versionProvider = NestedParquet.VersionProvider.class)
final class SchemaCommand implements Runnable {
  @Option(
      names = "--preset",
      paramLabel = "PRESET",
      defaultValue = Presets.CONTACTS,
      completionCandidates = PresetNames.class,
      description =
          "Whose schemas: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); they all have the"
              + " same so far.")
  private String preset;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    BatchFiller filler = Presets.newFiller(preset, 0, null);
    try (BufferAllocator allocator = new RootAllocator();
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("Arrow:");
      filler.schema().getFields().forEach(field -> out.println("  " + field));
      out.println();
      out.println("Parquet:");
      ParquetSchemaText.of(filler.schema(), dictionaries)
          .lines()
          .forEach(line -> out.println("  " + line));
      out.flush();
    }
  }
}
