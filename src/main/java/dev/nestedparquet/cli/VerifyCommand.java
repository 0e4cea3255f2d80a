package dev.nestedparquet.cli;

import dev.nestedparquet.manifest.DataSetFiles;
import dev.nestedparquet.verify.Verification;
import dev.nestedparquet.verify.VerifyResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a data set. */
@Command(
    name = "verify",
    description = {
      "Makes the rows of a data set again and compares every value with what the files hold, as"
          + " DuckDB reads them; and the files and their counts with the manifest.",
      "",
      "Lists the first 20 differences by file, row group, row of the file (and of the data set)"
          + " and path, and counts the rest.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = NestedParquet.VersionProvider.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every value is as it has to be",
      "1:the check failed",
      "2:wrong usage: no data set there, or one of another version",
      "3:something differs",
      "130:interrupted"
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR|URI",
      description = "Directory of a data set that is complete, or s3://bucket/prefix.")
  private String directory;

  @Option(names = "--endpoint", paramLabel = "URL", description = DataSetPlace.ENDPOINT)
  private String endpoint;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print nothing but errors.")
  private boolean quiet;

  @Option(names = "--no-progress", description = "Print no progress.")
  private boolean noProgress;

  @Option(names = "--json", description = "Print the result as one JSON object on stdout.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    VerifyResult result;
    try (DataSetFiles dataSet = DataSetPlace.parse("DIR", directory, endpoint).files()) {
      result = run(Verification.of(dataSet));
    }
    VerifyReport report = new VerifyReport(result, directory);
    if (!quiet) {
      report.print(spec.commandLine().getErr());
    } else if (!result.isSame()) {
      report.printOutcome(spec.commandLine().getErr());
    }
    if (json) {
      report.printJson(spec.commandLine().getOut());
    }
    return result.isSame() ? 0 : NestedParquet.DIFFERENT;
  }

  private VerifyResult run(Verification verification) throws Exception {
    try (ProgressDisplay display =
        ProgressDisplay.start(
            "verify", verification::rowsDone, verification.rows(), !quiet && !noProgress)) {
      return verification.run();
    }
  }
}
