package dev.nestedparquet.internal.schema.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.contact.ChiSquare;
import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.Gallery;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Built-in files: their rows stay, are those of the reference, and are as the files say. */
final class GalleryTest {
  private static final Path ROWS =
      Path.of("src/test/resources/dev/nestedparquet/internal/schema/gallery");

  private static final Locale USUAL = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(USUAL);
  }

  static List<String> names() {
    return Gallery.names();
  }

  private static DataSetFile file(String name) {
    return DataSetFiles.read(name, Gallery.text(name), null, Map.of());
  }

  private static int leaves(List<? extends Node> nodes) {
    return nodes.stream()
        .mapToInt(node -> node.children().isEmpty() ? 1 : leaves(node.children()))
        .sum();
  }

  @ParameterizedTest
  @MethodSource("names")
  void rowsAreThoseOfTheReference(String name) {
    DataSetFile file = file(name);
    int rows = Math.max(4, Math.min(50, 2_000 / leaves(file.columns())));
    FilledRows.compare(file, 7, 0, rows);
    FilledRows.compare(file, 7, file.rows().rows() - rows, rows);
  }

  @ParameterizedTest
  @MethodSource("names")
  void goldenRowsAreFilled(String name) throws IOException {
    Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab"));
    DataSetFiller filler = new DataSetFiller(file(name), 42);
    for (String line : Files.readAllLines(ROWS.resolve(name + ".rows.txt"))) {
      int end = line.indexOf(' ');
      RowRange row = new RowRange(Long.parseLong(line.substring(0, end)), 1);
      assertThat(FilledRows.of(filler, row, 1)).containsExactly(line.substring(end + 1));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatAFileGivesWeightsToIsThatOften(String name) {
    DataSetFile file = file(name);
    int leaves = leaves(file.columns());
    int rows = Math.max(300, Math.min(3_000, 40_000 / leaves));
    Distributions distributions = new Distributions(file, 5);
    FilledRows.forEach(new DataSetFiller(file, 5), new RowRange(0, rows), distributions::add);
    Map<String, Double> deviations = distributions.deviations();
    assertThat(deviations).hasSizeGreaterThanOrEqualTo(2);
    assertThat(deviations)
        .allSatisfy((what, far) -> assertThat(far).as(what).isLessThan(ChiSquare.ONE_IN_A_MILLION));
  }

  @Test
  void otherWeightsThanTheFilesAreFound() {
    String text = Gallery.text("documents");
    for (String part : List.of("null: 30%", "0: 40", "en-us: 50")) {
      String other = text.replace(part, part.replaceAll("[0-9]+(?=%?$)", "70"));
      assertThat(other).isNotEqualTo(text);
      DataSetFile declared = DataSetFiles.read("documents", other, null, Map.of());
      Distributions distributions = new Distributions(declared, 5);
      DataSetFiller filler = new DataSetFiller(file("documents"), 5);
      FilledRows.forEach(filler, new RowRange(0, 2_000), distributions::add);
      assertThat(distributions.deviations().values())
          .as(part)
          .anyMatch(far -> far > ChiSquare.ONE_IN_A_MILLION);
    }
  }

  @Test
  void systemsFitTheirDevices() {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    FilledRows.forEach(
        new DataSetFiller(file("clicks"), 1),
        new RowRange(0, 3_000),
        row -> {
          Map<?, ?> visitor = (Map<?, ?>) row.get("visitor");
          counts
              .computeIfAbsent((String) visitor.get("device"), device -> new TreeMap<>())
              .merge((String) visitor.get("os"), 1L, Long::sum);
        });
    assertThat(counts).containsOnlyKeys("desktop", "mobile", "tablet");
    assertOften(counts.get("desktop"), Map.of("Linux", 0.08, "Windows", 0.7, "macOS", 0.22));
    assertOften(counts.get("mobile"), Map.of("Android", 0.72, "iOS", 0.28));
    assertOften(counts.get("tablet"), Map.of("Android", 0.4, "iPadOS", 0.6));
  }

  /** Checks counts of visits; visitors come more than once, so these are not independent. */
  private static void assertOften(Map<String, Long> counts, Map<String, Double> shares) {
    double sum = counts.values().stream().mapToLong(Long::longValue).sum();
    assertThat(counts).containsOnlyKeys(shares.keySet());
    shares.forEach(
        (key, share) -> assertThat(counts.get(key) / sum).isCloseTo(share, within(0.12)));
  }

  @Test
  void aPayloadHasTheFieldsOfItsEvent() {
    Map<String, Set<Set<String>>> fields = new TreeMap<>();
    FilledRows.forEach(
        new DataSetFiller(file("github-events"), 1),
        new RowRange(0, 1_000),
        row -> {
          Set<String> there = new TreeSet<>();
          ((Map<?, ?>) row.get("payload"))
              .forEach((name, value) -> there.addAll(value == null ? Set.of() : Set.of(name + "")));
          fields.computeIfAbsent((String) row.get("type"), type -> new HashSet<>()).add(there);
        });
    assertThat(fields)
        .isEqualTo(
            Map.of(
                "PushEvent", Set.of(Set.of("push_id", "size", "ref", "commits")),
                "CreateEvent", Set.of(Set.of("ref", "ref_type", "master_branch")),
                "DeleteEvent", Set.of(Set.of("ref", "ref_type")),
                "PullRequestEvent", Set.of(Set.of("action", "number", "pull_request")),
                "IssueCommentEvent", Set.of(Set.of("action", "issue", "comment")),
                "IssuesEvent", Set.of(Set.of("action", "issue")),
                "ForkEvent", Set.of(Set.of("forkee")),
                "WatchEvent", Set.of(Set.of("action"))));
  }

  /** With {@code -Drows.write=true} all but the first of each kind are written anew. */
  @Test
  void aThousandColumnsAreFiftyOfEachKind() throws IOException {
    String text = Gallery.text("wide");
    Pattern first = Pattern.compile("^  (\\w+)_01: &\\1 .*\n", Pattern.MULTILINE);
    List<MatchResult> kinds = first.matcher(text).results().toList();
    StringBuilder all = new StringBuilder(text.substring(0, kinds.get(kinds.size() - 1).end()));
    for (int number = 2; number <= 50; number++) {
      for (MatchResult kind : kinds) {
        String name = kind.group(1);
        all.append(String.format(Locale.ROOT, "  %s_%02d: *%s\n", name, number, name));
      }
    }
    if (Boolean.getBoolean("rows.write")) {
      Files.writeString(
          Path.of("src/main/resources/dev/nestedparquet/internal/schema/gallery/wide.yaml"), all);
    }
    assertThat(text).isEqualTo(all.toString());
    assertThat(file("wide").columns()).hasSize(1_000);
  }
}
