package dev.nestedparquet.cli;

import dev.nestedparquet.internal.manifest.DataSetFiles;
import dev.nestedparquet.internal.manifest.Manifest;
import dev.nestedparquet.internal.manifest.PartMerge;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one data set of parts that were made on their own. */
@Command(
    name = "merge",
    description = {
      "Makes one data set of what several runs with --part have made in a directory, or have been"
          + " copied into it: writes the manifest of the whole and removes those of the parts.",
      "",
      "If parts are missing, names them and changes nothing.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = NestedParquet.VersionProvider.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the parts are one data set",
      "1:failed",
      "2:wrong usage: parts are missing or don't belong together; nothing was changed"
    })
final class MergeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR|URI",
      description = "Directory with the parts and their manifests, or s3://bucket/prefix.")
  private String directory;

  @Option(names = "--endpoint", paramLabel = "URL", description = Places.ENDPOINT_DESCRIPTION)
  private String endpoint;

  @Mixin private OutputOptions print = new OutputOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Manifest merged;
    try (DataSetFiles dataSet = DataSetFiles.in(Places.parse("DIR", directory, endpoint))) {
      merged = PartMerge.merge(dataSet);
    }
    MergeReport report = new MergeReport(merged, directory);
    if (print.lines()) {
      report.printLines(spec.commandLine().getErr(), print.details());
    }
    if (print.json()) {
      report.printJson(spec.commandLine().getOut());
    }
    return 0;
  }
}
