package dev.nestedparquet.cli;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.preset.NamedDataSets;
import dev.nestedparquet.pipeline.ParquetPipeline;
import dev.nestedparquet.pipeline.PipelineOptions;
import dev.nestedparquet.schema.DataSet;
import dev.nestedparquet.shred.ShredderOptions;
import dev.nestedparquet.write.DatasetWriter;
import dev.nestedparquet.write.PartitionWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a data-set file comes to. */
@Command(
    name = "explain",
    description = {
      "Tells what a data-set file comes to: its columns, and how much there is of each; how many"
          + " rows there can be, the memory and the writer that they take, and the first ones.",
      "",
      "null: where all that it is in is there. absent: where a list around is null or empty, or a"
          + " struct around is null. length: elements of a list, on average. distinct: most"
          + " different values, + with edge cases, all if each row has its own. bytes/row: in"
          + " Arrow's memory. A number with ~ is measured in the first 10,000 rows; others are what"
          + " the file says.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = NestedParquet.VersionProvider.class)
final class ExplainCommand implements Callable<Integer> {
  private static final int HEAD = 5;

  /** Rows of the default, of which a run's memory is told. */
  private static final long ROWS = 10_000_000;

  @Parameters(
      index = "0",
      paramLabel = "FILE|NAME",
      description = "A data-set file, or the name of a built-in data set.")
  private String named;

  @Mixin private ParameterOptions parameters = new ParameterOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      converter = NumberConverter.OfLong.class,
      description = "Another number makes other rows (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    DataSet dataSet = NamedDataSets.dataSet(named);
    if (dataSet == null) {
      throw new IllegalArgumentException(
          "explain: "
              + named
              + " is a preset, made by code that declares nothing; choose one of "
              + String.join(", ", DataSet.names())
              + ", or a file");
    }
    Map<String, String> given = parameters.given();
    BatchFiller filler = dataSet.filler(seed, given);
    PrintWriter out = spec.commandLine().getOut();
    out.println(filler.name() + (dataSet.about().isEmpty() ? "" : ": " + dataSet.about()));
    out.println();
    dataSet.explain(seed, given).forEach(out::println);
    printRun(out, filler, dataSet.layout(given), dataSet.mostRows(given));
    out.println();
    JsonRows.print(filler, Math.min(HEAD, dataSet.mostRows(given)), out);
    return 0;
  }

  private static void printRun(
      PrintWriter out, BatchFiller filler, ShredderOptions layout, long mostRows) {
    Optional<String> reason = DatasetWriter.refusalOf(filler, layout);
    WriterName writer = reason.isPresent() ? WriterName.shredder : WriterName.dataset;
    PartitionWriter partitionWriter = writer.newWriter(new FileOptions(), layout);
    PipelineOptions run =
        PipelineOptions.builder(
                Math.min(ROWS, mostRows), Destination.directory(Path.of(filler.name())))
            .writer(partitionWriter)
            .build();
    out.printf(
        Locale.ROOT,
        "memory  %,d MiB at least, for a producer and an open file%n",
        mebibytes(ParquetPipeline.leastMemoryBytes(filler, run)));
    out.println("writer  " + writer + reason.map(text -> ": " + text).orElse(""));
  }

  private static long mebibytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
