package dev.nestedparquet.internal.schema.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tables of keys in the guide say what the grammar says. With {@code -Dpage.write=true} the
 * test writes them.
 */
final class DataSetFilePageTest {
  private static final Path PAGE = Path.of("src/site/markdown/reference/data-set-file.md");

  private static List<String> rows(String heading) {
    List<String> rows = new ArrayList<>();
    switch (heading) {
      case "## The file" -> FileKeys.FILE.keys().forEach(key -> rows.add(row(key)));
      case "## Nodes" -> NodeKeys.COMMON.forEach(key -> rows.add(row(key)));
      case "Beside `type`, there is one source." -> {
        NodeKeys.besideType().forEach(key -> rows.add("| `type` " + row(key)));
        SourceKeys.beside()
            .forEach(key -> rows.add("| `" + String.join("`, `", key.with()) + "` " + row(key)));
        rows.addAll(ofNode(NodeKeys.STRUCT, "fields"));
        rows.addAll(ofNode(NodeKeys.LIST, "list"));
        rows.addAll(ofNode(NodeKeys.MAP, "map"));
      }
      default ->
          SourceKeys.sources()
              .forEach(
                  source -> {
                    Key key = source.key();
                    rows.add(row("`" + key.name() + "`", source.types().names(), key.meaning()));
                  });
    }
    return rows;
  }

  private static List<String> ofNode(Mapping mapping, String kind) {
    return mapping.keys().stream()
        .filter(key -> !key.name().equals(kind) && !NodeKeys.COMMON.contains(key))
        .map(key -> "| `" + kind + "` " + row(key))
        .toList();
  }

  private static String row(Key key) {
    return row("`" + key.name() + "`", key.meaning());
  }

  private static String row(String... cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(' ').append(cell.replace("|", "\\|")).append(" |");
    }
    return row.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"## The file", "## Nodes", "Beside `type`, there is one source.", "## Sources"})
  void theTableOfThePageIsMadeOfTheGrammar(String heading) throws IOException {
    String page = Files.readString(PAGE);
    Matcher table =
        Pattern.compile(
                Pattern.quote(heading) + ".*?\\n\\|(?:---\\|)+\\n((?:\\|[^\\n]*\\n)*)",
                Pattern.DOTALL)
            .matcher(page);
    assertThat(table.find()).isTrue();
    String rows = String.join("\n", rows(heading)) + "\n";
    if (Boolean.getBoolean("page.write")) {
      Files.writeString(
          PAGE, page.substring(0, table.start(1)) + rows + page.substring(table.end(1)));
    } else {
      assertThat(table.group(1))
          .as("%s; make it anew with -Dpage.write=true", PAGE)
          .isEqualTo(rows);
    }
  }
}
