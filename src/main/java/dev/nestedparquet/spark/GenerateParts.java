package dev.nestedparquet.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nestedparquet.dataset.DataFile;
import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.internal.Flags;
import dev.nestedparquet.internal.manifest.Manifest;
import dev.nestedparquet.write.DatasetWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The program for {@code spark-submit} that makes the files of {@code generate} on a cluster. */
@Command(
    name = "GenerateParts",
    description = {
      "Writes the files of `nested-parquet generate`, byte for byte, with a Spark task for each.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    customSynopsis =
        "spark-submit --class dev.nestedparquet.spark.GenerateParts nested-parquet-spark.jar"
            + " -o DIR [OPTIONS]",
    footer = {
      "",
      "Options mean what they mean to `nested-parquet generate`.",
      "Exit codes: 0 done, 1 failed, 2 wrong usage; unless it is 0, nothing was kept."
    })
public final class GenerateParts implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private static final String IO_THREADS = "spark.executorEnv." + DatasetWriter.IO_THREADS_VARIABLE;

  /**
   * Number of threads of the native pool: enough for 32 files at a time, and so for executors of 32
   * cores.
   */
  private static final String ENOUGH_IO_THREADS = "64";

  private final Map<String, String> options = new HashMap<>();

  private Path output;

  @Option(names = "--overwrite", description = "Replace what this program wrote there before.")
  private boolean overwrite;

  @Option(names = "--json", description = "Print the result as one JSON object on stdout.")
  private boolean json;

  @Spec private CommandSpec spec;

  private JavaSparkContext spark;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description =
          "Directory to write to (or file: URI), which the driver and all executors share.")
  void setOutput(String text) {
    try {
      output = sharedDirectory(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--output: " + e.getMessage(), e);
    }
  }

  private static Path sharedDirectory(String text) {
    if (Destination.parse(text, null) instanceof Destination.Directory directory) {
      return directory.path();
    }
    throw new IllegalArgumentException(
        text + " is no directory that the driver and all executors share");
  }

  @Option(names = "--preset", paramLabel = "PRESET", description = "Default: contacts.")
  void setPreset(String preset) {
    options.put("preset", preset);
  }

  @Option(
      names = "--schema",
      paramLabel = "FILE|NAME",
      description = "A data-set file, its text, or the name of one that is built in.")
  void setSchema(String schema) {
    options.put("schema", schema);
  }

  @Option(
      names = "--param",
      paramLabel = "K=V",
      description = "Set a parameter of the data-set file; may be repeated.")
  void setParameters(Map<String, String> parameters) {
    parameters.forEach((name, value) -> options.put(SourceOptions.PARAMETER + name, value));
  }

  @Option(
      names = {"-n", "--rows"},
      paramLabel = "ROWS",
      description = "Default: 10M.")
  void setRows(String rows) {
    options.put("rows", rows);
  }

  @Option(
      names = {"-p", "--partitions"},
      paramLabel = "N",
      description = "Files, and tasks; default: as many tasks as can run at a time.")
  void setPartitions(String partitions) {
    options.put("partitions", partitions);
  }

  @Option(names = "--seed", paramLabel = "N", description = "Default: 0.")
  void setSeed(String seed) {
    options.put("seed", seed);
  }

  @Option(names = "--name-skew", paramLabel = "S", description = "Default: 1.0.")
  void setNameSkew(String nameSkew) {
    options.put("name-skew", nameSkew);
  }

  @Option(names = "--batch-rows", paramLabel = "N", description = "Default: 32768.")
  void setBatchRows(String batchRows) {
    options.put("batch-rows", batchRows);
  }

  /** Runs in the JVM that {@code spark-submit} starts, and ends it with an exit code. */
  public static void main(String[] args) {
    GenerateParts program = new GenerateParts();
    int exitCode = program.execute(args);
    if (program.spark != null) {
      program.spark.close();
    }
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /**
   * Runs in the process's Spark context, which is made if there is none, and is not stopped.
   *
   * @return exit code
   */
  public static int run(String... args) {
    return new GenerateParts().execute(args);
  }

  private int execute(String... args) {
    return new CommandLine(this)
        .setParameterExceptionHandler(GenerateParts::refuse)
        .setExecutionExceptionHandler(GenerateParts::fail)
        .execute(args);
  }

  @Override
  public Integer call() throws IOException {
    SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "nested-parquet generate");
    conf.setIfMissing(IO_THREADS, ENOUGH_IO_THREADS);
    spark = JavaSparkContext.fromSparkContext(SparkContext.getOrCreate(conf));
    SourceOptions data = SourceOptions.parse(options, Map.of());
    long start = System.nanoTime();
    Manifest manifest = new PartsJob(data, output, overwrite).run(spark);
    report(manifest, (System.nanoTime() - start) / 1e9);
    return 0;
  }

  private void report(Manifest manifest, double seconds) {
    ObjectNode result = new ObjectMapper().createObjectNode();
    result.put("rows", manifest.plan().rows());
    result.put("partitions", manifest.plan().partitions());
    result.put("files", manifest.files().size());
    result.put("output", output.toString());
    result.put("seconds", seconds);
    result.put("recordsPerSecond", manifest.plan().rows() / seconds);
    result.put("fileBytes", manifest.files().stream().mapToLong(DataFile::bytes).sum());
    if (json) {
      spec.commandLine().getOut().println(result);
      spec.commandLine().getOut().flush();
    } else {
      spec.commandLine()
          .getErr()
          .printf(
              Locale.ROOT,
              "%,d rows in %,d partition%s, in %s, after %.1f s%n",
              manifest.plan().rows(),
              manifest.plan().partitions(),
              manifest.plan().partitions() == 1 ? "" : "s",
              output,
              seconds);
      spec.commandLine().getErr().flush();
    }
  }

  private static int refuse(ParameterException e, String[] args) {
    return report(e.getCommandLine(), firstLine(e), WRONG_USAGE);
  }

  private static int fail(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof IllegalArgumentException || e instanceof DataSetException) {
      return report(command, Flags.explain(e), WRONG_USAGE);
    }
    return report(command, firstLine(e), FAILED);
  }

  /** What failed, without the stack that Spark's message of a failed task has. */
  private static String firstLine(Exception e) {
    return Flags.explain(e).lines().findFirst().orElse(e.toString());
  }

  private static int report(CommandLine command, String message, int exitCode) {
    command.getErr().println("nested-parquet: " + message);
    command.getErr().flush();
    return exitCode;
  }
}
