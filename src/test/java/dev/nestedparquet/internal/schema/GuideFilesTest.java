package dev.nestedparquet.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.reference.ReferenceRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The data-set files that stand in the guides are right, and have rows. */
final class GuideFilesTest {
  private static final Pattern FILE =
      Pattern.compile("```yaml\n(nested-parquet: 1\n.*?)```", Pattern.DOTALL);

  @Test
  void filesInGuidesHaveRows() throws IOException {
    List<String> files = new ArrayList<>();
    try (Stream<Path> pages = Files.walk(Path.of("src/site/markdown"))) {
      for (Path page : pages.filter(path -> path.toString().endsWith(".md")).toList()) {
        FILE.matcher(Files.readString(page)).results().map(MatchResult::group).forEach(files::add);
      }
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(2);
    for (String file : files) {
      String text = file.substring("```yaml\n".length(), file.length() - "```".length());
      DataSetFile read = DataSetFiles.read("guide", text, null, Map.of());
      assertThat(ReferenceRows.of(read, 0).row(0)).hasSameSizeAs(read.columns());
    }
  }
}
