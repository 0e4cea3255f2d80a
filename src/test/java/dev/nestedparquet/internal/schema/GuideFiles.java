package dev.nestedparquet.internal.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The data-set files that stand in the guides. */
public final class GuideFiles {
  private static final Pattern FILE =
      Pattern.compile(
          "```yaml\n((?:# yaml-language-server[^\n]*\n)?nested-parquet: 1\n.*?)```",
          Pattern.DOTALL);

  private GuideFiles() {}

  /** All of them. */
  public static List<String> texts() throws IOException {
    List<String> files = new ArrayList<>();
    try (Stream<Path> pages = Files.walk(Path.of("src/site/markdown"))) {
      for (Path page : pages.filter(path -> path.toString().endsWith(".md")).toList()) {
        FILE.matcher(Files.readString(page)).results().forEach(file -> files.add(file.group(1)));
      }
    }
    return files;
  }
}
