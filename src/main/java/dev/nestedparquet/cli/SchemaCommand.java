package dev.nestedparquet.cli;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.internal.manifest.ParquetSchemaText;
import dev.nestedparquet.internal.preset.Presets;
import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.arrow.ArrowSchemas;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;
import picocli.CommandLine.Command;
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
          "A data-set file, or the name of a preset. A word with a slash or a dot is a file, and so"
              + " is one that is there.")
  private String named;

  @Option(
      names = "--param",
      paramLabel = "K=V",
      description = "Sets a parameter of the data-set file; may be repeated.")
  private Map<String, String> parameters;

  @Option(
      names = "--preset",
      paramLabel = "PRESET",
      completionCandidates = PresetNames.class,
      description =
          "Whose schemas: ${COMPLETION-CANDIDATES} (default: contacts); they all have the same so"
              + " far.")
  private String preset;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (named != null && preset != null) {
      throw new IllegalArgumentException("say " + named + " or --preset " + preset + ", not both");
    }
    if (named != null && isFile(named)) {
      printFile(Path.of(named), parameters == null ? Map.of() : parameters);
      return;
    } else if (parameters != null) {
      throw new IllegalArgumentException(
          "--param: a preset has no parameters; they are for a data-set file");
    }
    String name = named != null ? named : preset != null ? preset : Presets.CONTACTS;
    BatchFiller filler = Presets.newFiller(name, 0, null);
    try (BufferAllocator allocator = new RootAllocator();
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      print(filler.schema(), dictionaries);
    }
  }

  private static boolean isFile(String word) {
    return !Presets.names().contains(word)
        && (word.contains("/") || word.contains(".") || Files.exists(Path.of(word)));
  }

  private void printFile(Path path, Map<String, String> parameters) {
    DataSetFile file = DataSetFiles.load(path, parameters);
    try (BufferAllocator allocator = new RootAllocator();
        MapDictionaryProvider dictionaries = ArrowSchemas.dictionaryTypes(file, allocator)) {
      print(ArrowSchemas.of(file), dictionaries);
    }
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
