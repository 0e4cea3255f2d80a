package dev.nestedparquet.cli;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.output.Output;
import dev.nestedparquet.internal.preset.NamedDataSets;
import dev.nestedparquet.internal.preset.Presets;
import dev.nestedparquet.pipeline.ParquetPipeline;
import dev.nestedparquet.pipeline.PipelineOptions;
import dev.nestedparquet.pipeline.PipelineResult;
import dev.nestedparquet.schema.DataSet;
import dev.nestedparquet.shred.ShredderOptions;
import dev.nestedparquet.write.PartitionWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a data set. */
@Command(
    name = "generate",
    description = {
      "Writes nested rows to Parquet files, and their ground truth to a manifest.",
      "",
      "Row i depends on the data set, its parameters, --seed and i only: any range of rows can be"
          + " made alone, on any machine, and is the same.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = NestedParquet.VersionProvider.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Counts take k, M, G (powers of 1000) and underscores; sizes take KiB, MiB, GiB, TiB"
          + " (of 1024) and kB, MB, GB, TB (of 1000).",
      "",
      "Examples:",
      "  nested-parquet generate",
      "  nested-parquet generate --preset null-states -n 100k",
      "  nested-parquet generate --schema orders --param skew=1.2 -n 1M",
      "  nested-parquet generate -n 100M -p 8 -o /data/contacts --overwrite",
      "  nested-parquet generate -n 1G -p 100 --part 0-24   (the first quarter)",
      "  nested-parquet generate -o s3://bucket/contacts"
    })
final class GenerateCommand implements Callable<Integer> {
  /**
   * Name of the data set. No other option may have its {@code paramLabel}: the completion script
   * keeps values by labels.
   */
  @Option(
      names = "--preset",
      paramLabel = "PRESET",
      completionCandidates = PresetNames.class,
      description = {
        "Which data to make, as --schema does (default: contacts):",
        "contacts: names and phones, much like real ones",
        "null-states: null and empty at every level",
        "long-lists: up to 100,000 phones in a list",
        "null-runs: runs of over 350,000 rows alike",
        "wide-text: many scripts, names of up to 100 kB"
      })
  private String preset;

  @Option(
      names = "--schema",
      paramLabel = "FILE|NAME",
      description =
          "Make the data set that a file declares, or one that is built in: a preset, or one of"
              + " those that the command schemas lists.")
  private String schema;

  @Mixin private ParameterOptions parameters = new ParameterOptions();

  @Option(
      names = "--head",
      paramLabel = "N",
      converter = CountConverter.OfInt.class,
      description = "Print the first rows as JSON, a line each, and write nothing.")
  private Integer head;

  @Option(
      names = {"-n", "--rows"},
      paramLabel = "ROWS",
      defaultValue = "10M",
      converter = CountConverter.class,
      description = "Rows to make (default: ${DEFAULT-VALUE}).")
  private long rows;

  @Option(
      names = {"-p", "--partitions"},
      paramLabel = "N",
      defaultValue = "4",
      converter = CountConverter.OfInt.class,
      description = "Files to split them into, by contiguous rows (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR|URI",
      description =
          "Directory to write to, created if missing, or s3://bucket/prefix (default: the data set's"
              + " name).")
  private String output;

  @Option(names = "--endpoint", paramLabel = "URL", description = Places.ENDPOINT_DESCRIPTION)
  private String endpoint;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      converter = NumberConverter.OfLong.class,
      description = "Another number makes other rows (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--name-skew",
      paramLabel = "S",
      converter = NumberConverter.OfDouble.class,
      description =
          "Exponent of Zipf's law over first and last names; 0 makes all names equally likely"
              + " (default: 1.0). Only for the preset contacts, as --param name-skew=S.")
  private Double nameSkew;

  @Option(
      names = "--part",
      paramLabel = "I|I-J",
      converter = PartRange.Converter.class,
      description = "Make only this partition, or these, counted from 0; for sharing out the work.")
  private PartRange part;

  @Option(
      names = "--producers",
      paramLabel = "N",
      converter = CountConverter.OfInt.class,
      description =
          "Threads that fill batches (default: one per two cores, with --writer shredder or none"
              + " one more; fewer if --memory is small).")
  private Integer producers;

  @Option(
      names = "--batch-rows",
      paramLabel = "N",
      defaultValue = "" + PipelineOptions.DEFAULT_BATCH_ROWS,
      converter = CountConverter.OfInt.class,
      description =
          "Rows of a record batch; with the dataset writer each becomes a row group, cut at 32,768"
              + " rows (default: ${DEFAULT-VALUE}).")
  private int batchRows;

  @Option(
      names = "--ring-size",
      paramLabel = "N",
      defaultValue = "" + PipelineOptions.DEFAULT_RING_SIZE,
      converter = CountConverter.OfInt.class,
      description =
          "Batches that may wait between the producers and a file's writer, a power of two"
              + " (default: ${DEFAULT-VALUE}).")
  private int ringSize;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = "128MiB",
      converter = SizeConverter.class,
      description =
          "Most bytes of Arrow buffers alive at a time; how many files are open at once follows"
              + " from it (default: ${DEFAULT-VALUE}).")
  private long memory;

  @Option(
      names = "--writer",
      paramLabel = "NAME",
      description =
          "dataset: Arrow's Dataset writer. shredder: in Java, faster, with the options below. none:"
              + " fill and hand over, write nothing (default: dataset; shredder with any of the"
              + " options below).")
  private WriterName writer;

  @Option(
      names = "--overwrite",
      description =
          "Replace what this program wrote to the directory before; other files stay, and the old"
              + " data stays if the run fails.")
  private boolean overwrite;

  @Option(
      names = "--durable",
      description =
          "Wait for the disk, so that the data set outlasts a loss of power; changes nothing for an"
              + " object store.")
  private boolean durable;

  @Mixin private OutputOptions print = new OutputOptions();

  @Mixin private FileOptions fileOptions = new FileOptions();

  @Spec private CommandSpec spec;

  /** Name of the data set; known once the command runs. */
  private String name;

  @Override
  public Integer call() throws Exception {
    if (schema != null && preset != null) {
      throw new IllegalArgumentException("say --schema " + schema + " or --preset, not both");
    }
    String named = schema != null ? schema : preset != null ? preset : Presets.CONTACTS;
    DataSet dataSet = preset != null ? null : NamedDataSets.dataSet(named);
    Map<String, String> given = parameters.given();
    BatchFiller filler = NamedDataSets.filler(named, dataSet, seed, given, nameSkew);
    name = filler.name();
    if (head != null) {
      if (head < 0) {
        throw new IllegalArgumentException("head: " + head + " is not 0 or more");
      }
      JsonRows.print(filler, Math.min(head, rows), spec.commandLine().getOut());
      return 0;
    }
    ShredderOptions layout = dataSet == null ? ShredderOptions.DEFAULT : dataSet.layout(given);
    WriterName chosen =
        dataSet == null
            ? WriterName.of(writer, fileOptions)
            : WriterName.of(writer, fileOptions, layout, filler);
    PartitionWriter partitionWriter = chosen.newWriter(fileOptions, layout);
    PipelineOptions options = options(partitionWriter);
    PipelineResult result = run(new ParquetPipeline(filler, options), options);
    Report report = new Report(result, chosen.name(), output());
    if (print.lines()) {
      report.printLines(spec.commandLine().getErr(), print.details());
    }
    if (print.json()) {
      report.printJson(spec.commandLine().getOut());
    }
    return 0;
  }

  private PipelineResult run(ParquetPipeline pipeline, PipelineOptions options) throws Exception {
    try (ProgressDisplay display =
            ProgressDisplay.start(
                "generate", pipeline::rowsDone, options.rowsToMake(), print.progress());
        CancelOnSignal signals =
            CancelOnSignal.install(
                pipeline::cancel, Output.endMillis(options.output()), this::reportGivingUp)) {
      return pipeline.run();
    }
  }

  private void reportGivingUp(String message, int exitCode) {
    int unused = NestedParquet.report(spec.commandLine(), message, exitCode, print.json());
  }

  private PipelineOptions options(PartitionWriter partitionWriter) {
    if (producers != null && producers < 1) {
      throw new IllegalArgumentException("producers: " + producers + " is less than 1");
    }
    Destination destination = Places.parse("--output", output(), endpoint);
    PipelineOptions.Builder options =
        PipelineOptions.builder(rows, durable ? destination.durably() : destination)
            .partitions(partitions)
            .batchRows(batchRows)
            .overwrite(overwrite)
            .writer(partitionWriter)
            .producers(producers == null ? 0 : producers)
            .ringSize(ringSize)
            .memoryBytes(memory);
    return (part == null ? options : options.parts(part.first(), part.last())).build();
  }

  private String output() {
    return output == null ? name : output;
  }
}
