package dev.nestedparquet.cli;

import dev.nestedparquet.verify.Verification;
import dev.nestedparquet.verify.VerifyResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a data set against its manifest and its filler. */
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
      "0:every value that is there is as it has to be",
      "1:the check failed",
      "2:wrong usage: no data set there, or one of another version",
      "3:something differs",
      "130:interrupted"
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR|URI",
      description = "Directory of a data set or of some of its parts, or s3://bucket/prefix.")
  private String directory;

  @Option(names = "--endpoint", paramLabel = "URL", description = Places.ENDPOINT_DESCRIPTION)
  private String endpoint;

  @Option(
      names = "--complete",
      description =
          "Also take a part that is missing for a difference; without it, the parts that are there"
              + " are checked.")
  private boolean complete;

  @Mixin private OutputOptions print = new OutputOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    VerifyResult result;
    try (Verification verification = Verification.of(Places.parse("DIR", directory, endpoint))) {
      result = run(complete ? verification.ofAllParts() : verification);
    }
    VerifyReport report = new VerifyReport(result, directory);
    if (print.lines()) {
      report.print(spec.commandLine().getErr(), print.details());
    } else if (!result.isSame()) {
      report.printOutcome(spec.commandLine().getErr());
    }
    if (print.json()) {
      report.printJson(spec.commandLine().getOut());
    }
    return result.isSame() ? 0 : NestedParquet.DIFFERENT;
  }

  private VerifyResult run(Verification verification) throws Exception {
    try (ProgressDisplay display =
        ProgressDisplay.start(
            "verify", verification::rowsDone, verification.rows(), print.progress())) {
      return verification.run();
    }
  }
}
