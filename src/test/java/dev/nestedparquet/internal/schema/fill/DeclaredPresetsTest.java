package dev.nestedparquet.internal.schema.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.contact.ChiSquare;
import dev.nestedparquet.internal.preset.Presets;
import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The presets as files: rows that are other ones, but alike. */
final class DeclaredPresetsTest {
  private static final Path FILES = Path.of("src/test/resources/dev/nestedparquet/internal/schema");

  /** Outcomes of fewer rows than this are put together. */
  private static final int FEW = 20;

  private static DataSetFile file(String name) {
    return DataSetFiles.load(FILES.resolve(name + ".yaml"), Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts", "null-states", "long-lists", "null-runs", "wide-text"})
  void theSchemaIsThatOfThePreset(String name) {
    DataSetFiller declared = new DataSetFiller(file(name), 0);
    assertThat(declared.schema()).isEqualTo(Presets.newFiller(name, 0, null).schema());
    assertThat(declared.name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts", "null-states", "long-lists", "null-runs", "wide-text"})
  void rowsAreThoseOfTheReference(String name) {
    FilledRows.compare(file(name), 3, 0, 20);
  }

  /** Null runs are left out: rows outside of runs can't be declared. */
  @ParameterizedTest
  @CsvSource({"contacts, 6000", "null-states, 6000", "long-lists, 2000", "wide-text, 6000"})
  void whatIsDrawnIsAsOftenAsInThePreset(String name, int rows) {
    Map<String, Function<Map<String, Object>, List<Object>>> features = new LinkedHashMap<>();
    features.put("name", row -> List.of(nameState(row.get("name"))));
    features.put("length", row -> List.of(length(row.get("phones"))));
    features.put("state", row -> phones(row, DeclaredPresetsTest::state));
    features.put("type", row -> phones(row, phone -> ((Map<?, ?>) phone).get("phone_type") + ""));
    features.put("slot", row -> numbers(row));
    Map<String, Map<Object, long[]>> counts = new HashMap<>();
    count(0, Presets.newFiller(name, 1, null).forProducer(), rows, features, counts);
    count(1, new DataSetFiller(file(name), 1), rows, features, counts);
    assertThat(counts).containsOnlyKeys(features.keySet());
    counts.forEach(
        (feature, of) ->
            assertThat(ChiSquare.deviationsFromIndependence(table(of)))
                .as("%s: %s", feature, of.keySet())
                .isLessThan(ChiSquare.ONE_IN_A_MILLION));
  }

  /** Counts of outcomes, those of few rows together. */
  private static long[][] table(Map<Object, long[]> counts) {
    List<long[]> table = new ArrayList<>();
    long[] few = new long[2];
    for (long[] both : counts.values()) {
      if (both[0] + both[1] < FEW) {
        few[0] += both[0];
        few[1] += both[1];
      } else {
        table.add(both);
      }
    }
    if (few[0] + few[1] >= FEW || table.size() < 2) {
      table.add(new long[] {few[0] + 1, few[1] + 1});
    }
    return table.toArray(long[][]::new);
  }

  private static void count(
      int column,
      BatchFiller filler,
      int rows,
      Map<String, Function<Map<String, Object>, List<Object>>> features,
      Map<String, Map<Object, long[]>> counts) {
    FilledRows.forEach(
        filler,
        new RowRange(0, rows),
        row ->
            features.forEach(
                (name, feature) -> {
                  Map<Object, long[]> of = counts.computeIfAbsent(name, key -> new HashMap<>());
                  feature
                      .apply(row)
                      .forEach(value -> of.computeIfAbsent(value, key -> new long[2])[column]++);
                }));
  }

  /** Whether a name is there, how long it is, and in how many bytes a character. */
  private static Object nameState(Object name) {
    if (name == null || name.equals("")) {
      return name == null ? "null" : "empty";
    }
    String text = (String) name;
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    int characters = text.codePointCount(0, text.length());
    // Some texts of the preset end in full stops.
    return "2^"
        + (32 - Integer.numberOfLeadingZeros(bytes))
        + ", "
        + Math.round(1.0 * bytes / characters);
  }

  /** Length of a list; of a longer one, its order of magnitude. */
  private static Object length(Object phones) {
    if (phones == null) {
      return -1;
    }
    int length = ((List<?>) phones).size();
    return length < 8 ? length : "2^" + (32 - Integer.numberOfLeadingZeros(length));
  }

  /** Something of each phone; of a long list, of the first few, which are not fewer for it. */
  private static List<Object> phones(Map<String, Object> row, Function<Object, Object> of) {
    List<Object> values = new ArrayList<>();
    if (row.get("phones") instanceof List<?> phones) {
      for (Object phone : phones.subList(0, Math.min(5, phones.size()))) {
        if (phone != null) {
          values.add(of.apply(phone));
        } else {
          values.add("null");
        }
      }
    }
    return values;
  }

  private static Object state(Object phone) {
    Map<?, ?> fields = (Map<?, ?>) phone;
    return List.of(fields.get("number") != null, fields.get("phone_type") != null);
  }

  /** Ends of phones' numbers, by which they are numbered within the row. */
  private static List<Object> numbers(Map<String, Object> row) {
    return phones(row, phone -> lastDigit(((Map<?, ?>) phone).get("number")));
  }

  private static Object lastDigit(Object number) {
    assertThat((String) number).matches(text -> text == null || text.matches("\\+91-99-[0-9]{8,}"));
    return number == null ? "none" : ((String) number).substring(((String) number).length() - 1);
  }

  @Test
  void numbersAreThoseOfThePreset() {
    for (String name : List.of("contacts", "null-states", "long-lists", "wide-text")) {
      Map<String, Set<Object>> numbers = new HashMap<>();
      for (BatchFiller filler :
          List.of(
              Presets.newFiller(name, 1, null).forProducer(), new DataSetFiller(file(name), 1))) {
        Set<Object> all =
            numbers.computeIfAbsent(filler.getClass().getName(), key -> new HashSet<>());
        FilledRows.forEach(
            filler,
            new RowRange(200_000, 300),
            row -> all.addAll(phones(row, phone -> ((Map<?, ?>) phone).get("number") + "")));
      }
      List<Set<Object>> both = List.copyOf(numbers.values());
      Set<Object> common = new HashSet<>(both.get(0));
      common.retainAll(both.get(1));
      assertThat(common).as(name).hasSizeGreaterThan(10);
    }
  }

  /** All kinds of runs that the preset has; no row is outside of a run, which it has as well. */
  @Test
  void runsAreOfTheKindsOfThePreset() {
    DataSetFiller filler = new DataSetFiller(file("null-runs"), 4);
    Set<String> names = new TreeSet<>();
    Set<String> lists = new TreeSet<>();
    String before = "";
    int changes = 0;
    int rows = 0;
    for (long row = 0; row < 60_000_000; row += 50_000) {
      List<Map<String, Object>> found = new ArrayList<>();
      FilledRows.forEach(filler, new RowRange(row, 1), found::add);
      Object name = found.get(0).get("name");
      names.add(name == null ? "null" : name.equals("") ? "empty" : "a name");
      Object phones = found.get(0).get("phones");
      lists.add(
          phones == null
              ? "null"
              : ((List<?>) phones).isEmpty()
                  ? "empty"
                  : phones(found.get(0), DeclaredPresetsTest::state).toString());
      changes += before.equals(name + "") ? 0 : 1;
      before = name + "";
      rows++;
    }
    assertThat(names).containsExactly("a name", "empty", "null");
    assertThat(lists)
        .containsExactly("[[false, false]]", "[[true, true]]", "[null]", "empty", "null");
    assertThat(changes).isBetween(rows / 20, rows / 7); // A run has 350,001 rows at least.
  }
}
