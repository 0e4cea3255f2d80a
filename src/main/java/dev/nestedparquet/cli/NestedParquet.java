package dev.nestedparquet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.internal.Flags;
import dev.nestedparquet.internal.Version;
import dev.nestedparquet.write.DatasetWriter;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program: parses the command line, runs a command, and turns its outcome into an exit code.
 */
@Command(
    name = "nested-parquet",
    description = {
      "Makes nested, skewed and checkable Parquet data: the same rows on any machine,"
          + " with the true answers known in advance.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = NestedParquet.VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed; nothing was kept",
      "2:wrong usage; nothing was touched",
      "3:verify found a difference",
      "130:interrupted (143 by SIGTERM, 129 by SIGHUP); nothing was kept"
    })
public final class NestedParquet implements Runnable {
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;
  static final int DIFFERENT = 3;
  static final int INTERRUPTED = 130;

  static final String JSON = "--json";

  /** Commands by name, without help and completion, which need to know all the others. */
  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("generate", GenerateCommand.class);
    COMMANDS.put("verify", VerifyCommand.class);
    COMMANDS.put("merge", MergeCommand.class);
    COMMANDS.put("schema", SchemaCommand.class);
    COMMANDS.put("schemas", SchemasCommand.class);
    COMMANDS.put("explain", ExplainCommand.class);
  }

  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  static final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"nested-parquet " + Version.get()};
    }
  }

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    allowUnsafeToNetty();
    LastWords.install(List.of(args));
    if (List.of(args).contains(JSON)) {
      ExitSignal.watch();
    }
    int exitCode = FAILED;
    try (WriterPreparation preparation = prepareAhead(args)) {
      exitCode = commandLine(args).execute(args);
    } catch (Throwable e) { // Also an Error: picocli handles exceptions only.
      System.err.println("nested-parquet: " + e);
      if (List.of(args).contains(JSON)) {
        ResultJson.printError(e.toString(), exitCode, new PrintWriter(System.out, true, UTF_8));
      }
    }
    System.err.flush();
    LastWords.spoken();
    System.exit(exitCode);
  }

  /**
   * Starts to load the native library ahead, for a command that will most likely need it. To load
   * it takes half of the start-up time, as long as to parse the command line and see whether it is
   * needed.
   *
   * @return the loading, which the caller closes; null if there is nothing to load
   */
  private static WriterPreparation prepareAhead(String[] args) {
    List<String> words = List.of(args);
    boolean writes =
        words.indexOf("generate") == 0
            && words.stream()
                .noneMatch(
                    word ->
                        word.matches("-h|--help|-V|--version|(--writer=)?(none|shredder)")
                            || FileOptions.isOne(word));
    return writes ? WriterPreparation.start(new DatasetWriter()) : null;
  }

  /**
   * Lets Netty use {@code Unsafe}. From JDK 24 on it doesn't unless told so, and Arrow's allocator
   * depends on it.
   */
  private static void allowUnsafeToNetty() {
    if (System.getProperty("io.netty.noUnsafe") == null) {
      System.setProperty("io.netty.noUnsafe", "false");
    }
  }

  /**
   * Model of the program for picocli. To model a command takes milliseconds of reflection. So if
   * the line starts with a command, the model has only that one.
   */
  static CommandLine commandLine(String... args) {
    CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF); // It would warn of repeated flags.
    CommandLine program = new CommandLine(new NestedParquet());
    Class<?> named = args.length == 0 ? null : COMMANDS.get(args[0]);
    if (named == null) {
      COMMANDS.values().forEach(program::addSubcommand);
      program.addSubcommand(HelpCommand.class).addSubcommand(GenerateCompletion.class);
    } else {
      program.addSubcommand(named);
    }
    return program
        .setParameterExceptionHandler(new Refusal())
        .setExecutionExceptionHandler(new Failure())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOverwrittenOptionsAllowed(true)
        .setAbbreviatedOptionsAllowed(false);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "which command? generate makes data, verify checks it");
  }

  // Classes, not lambdas: JDK 17 keeps a class as old as picocli's out of its archive if a lambda
  // is of its type.

  private static final class Refusal implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] args) {
      return refuse(e, List.of(args).contains(JSON));
    }
  }

  private static final class Failure implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
      return fail(e, command);
    }
  }

  /** Prints one line that says what is wrong, and where to read more. */
  private static int refuse(ParameterException e, boolean json) {
    CommandLine command = e.getCommandLine();
    StringBuilder line = new StringBuilder(e.getMessage().lines().findFirst().orElse("bad usage"));
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        line.append("; did you mean ").append(suggestions.get(0)).append('?');
      }
    }
    return report(
        command,
        line + " (see " + command.getCommandSpec().qualifiedName() + " --help)",
        WRONG_USAGE,
        json);
  }

  private static int fail(Exception e, CommandLine command) {
    if (command.getParseResult().hasMatchedOption("-v")) {
      e.printStackTrace(command.getErr());
    }
    return report(
        command, Flags.explain(e), exitCode(e), command.getParseResult().hasMatchedOption(JSON));
  }

  private static int exitCode(Exception e) {
    if (e instanceof IllegalArgumentException || e instanceof DataSetException) {
      return WRONG_USAGE;
    }
    return e instanceof CancellationException || e instanceof InterruptedException
        ? ExitSignal.code()
        : FAILED;
  }

  /**
   * Reports on an error: in a line, or one for each of a data-set file, and as an object for a
   * program that waits for one.
   */
  static int report(CommandLine command, String line, int exitCode, boolean json) {
    PrintWriter err = command.getErr();
    line.lines().forEach(one -> err.println("nested-parquet: " + one));
    err.flush();
    if (json) {
      ResultJson.printError(line, exitCode, command.getOut());
    }
    return exitCode;
  }
}
