package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows that a guide shows are those that its file and its command make. */
final class GuideRowsTest {
  private static final Pattern RECIPE =
      Pattern.compile(
          """
          ```yaml
          (nested-parquet: 1
          .*?)```

          ```sh
          nested-parquet generate --schema (\\S+) --head (\\d+)
          ```

          ```
          (.*?)```\
          """,
          Pattern.DOTALL);

  @TempDir private Path root;

  @Test
  void rowsInGuidesAreThoseThatAreMade() throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/how-to/shape-the-data.md"));
    List<MatchResult> recipes = RECIPE.matcher(page).results().toList();
    assertThat(recipes).hasSize(6);
    for (MatchResult recipe : recipes) {
      Path file = Files.writeString(root.resolve(recipe.group(2)), recipe.group(1));
      assertThat(
              InProcess.run("generate", "--schema", file.toString(), "--head", recipe.group(3))
                  .out())
          .as(recipe.group(2))
          .isEqualTo(recipe.group(4));
    }
  }
}
