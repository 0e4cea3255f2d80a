package dev.nestedparquet.cli;

import dev.nestedparquet.contact.ContactFiller;
import dev.nestedparquet.manifest.ParquetSchemaText;
import java.io.PrintWriter;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the schemas. */
@Command(
    name = "schema",
    description = "Prints the Arrow schema that is filled and the Parquet schema that is written.",
    mixinStandardHelpOptions = true,
    versionProvider = NestedParquet.VersionProvider.class)
final class SchemaCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    ContactFiller filler = new ContactFiller(0, 0);
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
