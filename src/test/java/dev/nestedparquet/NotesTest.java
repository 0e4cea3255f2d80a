package dev.nestedparquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README, guides and native notes call by name in the code must be there. */
final class NotesTest {
  private static final Path ROOT = Path.of("");

  /** A class, or a class and a member, set as code. */
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(?:\\.([a-z]\\w*))?[`(]");

  /** A link to a file, without the place in it. */
  private static final Pattern LINK = Pattern.compile("\\]\\(((?!https?:)[^)#\\s]+)(?:#[^)]*)?\\)");

  /** Names of others: Arrow, picocli, the JDK, NMT's categories, labels of the data. */
  private static final Set<String> FOREIGN =
      Set.of(
          "ArrowArray",
          "ArrowArrayStream",
          "ArrowReader",
          "CancellationException",
          "CommandLine",
          "DatasetFileWriter",
          "DictionaryProvider",
          "IOException",
          "Home",
          "Infinity",
          "JniWrapper",
          "KiB",
          "ListVector",
          "Mobile",
          "NaN",
          "NativeMemoryPool",
          "None",
          "Other",
          "Schema",
          "StrictMath",
          "String",
          "StructVector",
          "Unsafe",
          "VectorSchemaRoot",
          "Work");

  @Test
  void namesOnlyClassesAndMembersThatThereAre() throws IOException {
    Map<String, Path> classes = files(ROOT.resolve("src/main/java"), ".java");
    classes.putAll(files(ROOT.resolve("src/test/java"), ".java"));
    int checked = 0;
    for (Path page : pages()) {
      for (MatchResult named : NAMED.matcher(Files.readString(page)).results().toList()) {
        String type = named.group(1);
        if (FOREIGN.contains(type)) {
          continue;
        }
        assertThat(classes.keySet().contains(type)).as("%s names %s", page, type).isTrue();
        if (named.group(2) != null) {
          assertThat(Files.readString(classes.get(type)))
              .as("%s names %s.%s", page, type, named.group(2))
              .containsPattern("\\b" + named.group(2) + "\\b");
        }
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(10);
  }

  @Test
  void linksGoToFilesThatAreThere() throws IOException {
    int checked = 0;
    for (Path page : pages()) {
      for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
        Path target = page.resolveSibling(link.group(1)).normalize();
        assertThat(target).as("%s links to %s", page, link.group(1)).exists();
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(50);
  }

  private static List<Path> pages() {
    return Stream.concat(
            Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CHANGELOG.md")),
            Stream.of("native-notes", "src/site/markdown")
                .flatMap(directory -> pages(ROOT.resolve(directory))))
        .toList();
  }

  private static Stream<Path> pages(Path directory) {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(file -> file.toString().endsWith(".md")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files below a directory by their names without the ending. */
  private static Map<String, Path> files(Path directory, String ending) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(file -> file.toString().endsWith(ending))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(ending, ""),
                  file -> file,
                  (one, other) -> one)); // package-info, for one
    }
  }
}
