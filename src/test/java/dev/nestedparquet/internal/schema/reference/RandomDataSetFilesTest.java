package dev.nestedparquet.internal.schema.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;

/** Random files are right, have rows, and hold the laws of all files. */
final class RandomDataSetFilesTest {
  @Provide
  Arbitrary<String> files() {
    return RandomDataSetFiles.files();
  }

  private static DataSetFile read(String text) {
    return DataSetFiles.read("f", text, null, Map.of());
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void everyRandomFileIsRead(@ForAll("files") String text) {
    assertThat(read(text).rows().rows()).isGreaterThanOrEqualTo(60);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void everyRandomFileHasRows(@ForAll("files") String text, @ForAll long seed) {
    DataSetFile file = read(text);
    ReferenceRows rows = ReferenceRows.of(file, seed);
    ReferenceRows again = ReferenceRows.of(file, seed);
    for (long row = 7; row >= 0; row--) {
      Map<String, Object> first = rows.row(row);
      assertThat(first).hasSize(file.columns().size());
      assertThat(again.row(row)).isEqualTo(first);
    }
  }

  /** Nothing refers to what comes after it. */
  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void aColumnsValuesDontDependOnTheOthers(@ForAll("files") String text, @ForAll long seed) {
    DataSetFile file = read(text);
    List<Node> columns = new ArrayList<>(file.columns());
    Map<String, Object> all = ReferenceRows.of(file, seed).row(3);
    assertThat(ReferenceRows.of(OtherColumns.reversed(file), seed).row(3)).isEqualTo(all);
    while (!columns.isEmpty()) {
      Map<String, Object> expected = new LinkedHashMap<>();
      columns.forEach(column -> expected.put(column.head().name(), all.get(column.head().name())));
      assertThat(ReferenceRows.of(OtherColumns.with(file, columns), seed).row(3))
          .isEqualTo(expected);
      columns.remove(columns.size() - 1);
    }
  }

  @Example
  void theRandomFilesHaveTheWholeGrammar() {
    Set<String> seen = new TreeSet<>();
    List<String> words =
        List.of(
            "const:",
            "pick: [",
            "pick: {",
            ", zipf: ",
            "uniform:",
            "normal:",
            "lognormal:",
            "exponential:",
            "pareto:",
            "quantiles:",
            "zipf: {",
            "geometric:",
            "poisson:",
            "binomial:",
            "sequence:",
            "sorted:",
            "clustered:",
            "unique:",
            "template:",
            "pattern:",
            "text:",
            "bytes:",
            "switch:",
            "expr:",
            "edge-cases:",
            ", runs:",
            "digits:",
            "null:",
            "never",
            "let:",
            "draw:",
            "field-id:",
            "metadata:",
            "dictionary:",
            "fields:",
            "present:",
            "list:",
            "map:",
            "large:",
            "duplicates:",
            "{fixed: 2}",
            "words: words",
            "alphabet:",
            "entropy:",
            "$skew",
            "sum(",
            "count(",
            "slot",
            "row",
            "key");
    RandomGenerator<String> generator = files().generator(1000);
    Random random = new Random(1);
    for (int i = 0; i < 400; i++) {
      String text = generator.next(random).value();
      words.stream().filter(text::contains).forEach(seen::add);
      RandomLiterals.TYPES.stream()
          .map(type -> "type: " + RandomLiterals.yaml(type.toString()))
          .filter(text::contains)
          .forEach(seen::add);
    }
    assertThat(seen).hasSize(words.size() + RandomLiterals.TYPES.size());
  }
}
