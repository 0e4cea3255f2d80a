package dev.nestedparquet.internal.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that are wrong, and what is said about each. They are in {@code broken-files.txt}: a title
 * after {@code #}, the file, and behind {@code =} the errors. A file without {@code
 * nested-parquet:} stands for the columns of one.
 */
public final class BrokenFiles {
  private static final Path FILES =
      Path.of("src/test/resources/dev/nestedparquet/internal/schema/broken-files.txt");
  private static final String HEAD = "nested-parquet: 1\nname: x\ncolumns:\n";

  /** A broken file with what is to be said. */
  public record Broken(String title, String text, List<String> errors) {
    @Override
    public String toString() {
      return title;
    }
  }

  private BrokenFiles() {}

  /** All of them. */
  public static List<Broken> all() throws IOException {
    List<Broken> files = new ArrayList<>();
    for (String block : Files.readString(FILES).split("(?m)^# ", -1)) {
      if (!block.isBlank()) {
        String title = block.lines().findFirst().get();
        String[] parts = block.substring(title.length() + 1).split("(?m)^=\n", -1);
        boolean whole = parts[0].contains("nested-parquet") || title.startsWith("YAML");
        String text = whole ? parts[0] : HEAD + parts[0].indent(2);
        files.add(new Broken(title, text, parts[1].lines().toList()));
      }
    }
    return files;
  }
}
