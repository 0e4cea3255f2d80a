package dev.nestedparquet.internal.schema.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.reference.FailedRowException;
import dev.nestedparquet.internal.schema.reference.RandomDataSetFiles;
import dev.nestedparquet.internal.schema.reference.ReferenceRows;
import dev.nestedparquet.internal.schema.reference.RowText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Some columns alone have the values that they have among all, and no others are filled. */
class SelectionTest {
  private static final Path FILES = Path.of("src/test/resources/dev/nestedparquet/internal/schema");

  private static final int ROWS = 40;

  private static DataSetFile read(String text) {
    return DataSetFiles.read("f", text, null, Map.of());
  }

  private static DataSetFiller columns(String columns) {
    return new DataSetFiller(read("nested-parquet: 1\nname: x\ncolumns:\n" + columns), 1);
  }

  @Provide
  Arbitrary<String> files() {
    return RandomDataSetFiles.files();
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void someColumnsOfAnyFileAreThoseOfTheReference(
      @ForAll("files") String text,
      @ForAll long seed,
      @ForAll long selection,
      @ForAll @IntRange(min = 1, max = ROWS) int cut) {
    compare(read(text), seed, new Random(selection), cut);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts", "orders", "every-source", "every-type"})
  void someColumnsAreThoseOfTheReference(String name) {
    DataSetFile file = DataSetFiles.load(FILES.resolve(name + ".yaml"), Map.of());
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      compare(file, i, random, ROWS);
    }
  }

  private static void compare(DataSetFile file, long seed, Random random, int cut) {
    DataSetFiller all = new DataSetFiller(file, seed, 20_000);
    Schema once = SelectedColumns.some(all.schema(), random);
    Schema twice = SelectedColumns.some(once, random);
    List<String> expected;
    try {
      expected = expected(file, seed, once);
    } catch (FailedRowException e) {
      return; // Selected or not.
    }
    DataSetFiller some = all.select(once);
    assertThat(some.schema()).isEqualTo(once);
    assertThat(rows(some, cut)).isEqualTo(expected);
    assertThat(rows(some.select(twice).forProducer(), cut)).isEqualTo(expected(file, seed, twice));
  }

  private static List<String> rows(BatchFiller filler, int cut) {
    return FilledRows.of(filler, new RowRange(0, ROWS), cut);
  }

  private static List<String> expected(DataSetFile file, long seed, Schema selected) {
    ReferenceRows reference = ReferenceRows.of(file, seed);
    List<String> rows = new ArrayList<>();
    for (long row = 0; row < ROWS; row++) {
      rows.add(RowText.of(SelectedColumns.of(reference.row(row), selected)));
    }
    return rows;
  }

  private static DataSetFiller only(DataSetFiller all, String... names) {
    List<Field> fields = new ArrayList<>();
    for (String name : names) {
      fields.add(all.schema().findField(name));
    }
    return all.select(new Schema(fields));
  }

  @Test
  void anExpressionThatNobodyNeedsIsNotComputed() {
    DataSetFiller all =
        columns(
            """
              a: {type: int64, expr: 1 / 0}
              b: {type: int64, expr: row}
              c: {type: int64, expr: a + 1}
            """);
    assertThatThrownBy(() -> rows(all, ROWS)).hasMessageContaining("columns.a");
    assertThat(rows(only(all, "b"), ROWS)).hasSize(ROWS);
    assertThatThrownBy(() -> rows(only(all, "c"), ROWS)).hasMessageContaining("columns.a");
  }

  @Test
  void onlyWhatTheSelectedColumnsNeedIsFilled() {
    DataSetFiller all =
        columns(
            """
              plain: {type: int64, sequence: {start: 0, step: 1}}
              word: {type: string, pick: [a, b]}
              by: {type: string, switch: {on: word, a: {const: x}, else: {const: y}}}
              list:
                length: 3
                list:
                  fields:
                    n: {type: int32, uniform: [1, 9]}
                    words: {length: 2, list: {type: string, pick: [a, b]}}
              sum: {type: int64, expr: sum(list.n)}
              number: {type: int64, expr: count(list)}
              wide: {length: 2, map: {key: {type: int8, uniform: [1, 9]}, value: {type: string, const: v}}}
            """);
    assertThat(only(all, "plain").steps()).isEqualTo(1);
    assertThat(only(all, "by").steps()).as("switch, and what it is on").isEqualTo(2);
    assertThat(only(all, "number").steps()).as("lengths of lists").isEqualTo(2);
    assertThat(only(all, "sum").steps()).as("lists, structs, numbers").isEqualTo(4);
    assertThat(only(all).steps()).isZero();
    assertThat(all.steps()).isEqualTo(14);
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", "every-type"})
  void fewerColumnsTakeLessMemory(String name) {
    DataSetFiller all =
        new DataSetFiller(DataSetFiles.load(FILES.resolve(name + ".yaml"), Map.of()), 1);
    RowRange rows = new RowRange(0, 1);
    for (Field field : all.schema().getFields()) {
      assertThat(only(all, field.getName()).maxBatchBytes(rows))
          .as(field.getName())
          .isLessThan(all.maxBatchBytes(rows));
    }
    assertThat(only(all).maxBatchBytes(rows)).isZero();
  }

  @Test
  void onlyDictionariesOfSelectedColumnsAreMade() {
    DataSetFiller all =
        columns(
            """
              a: {type: string, dictionary: true, pick: [x, y]}
              b: {type: string, dictionary: true, pick: [u, v]}
              c: {type: string, switch: {on: a, x: {const: one}, else: {const: two}}}
            """);
    try (BufferAllocator allocator = FilledRows.newAllocator();
        MapDictionaryProvider ofB = only(all, "b").newDictionaries(allocator);
        MapDictionaryProvider ofC = only(all, "c").newDictionaries(allocator)) {
      assertThat(ofB.getDictionaryIds()).containsExactly(2L);
      assertThat(ofC.getDictionaryIds()).isEmpty();
    }
  }

  @Test
  void whatIsNoSelectionIsRefused() {
    DataSetFiller all =
        columns(
            """
              a: {type: int64, const: 1}
              b: {length: 1, list: {fields: {c: {type: string, const: x}}}}
              m: {length: 1, map: {key: {type: int8, const: 1}, value: {type: int8, const: 1}}}
            """);
    Field a = all.schema().findField("a");
    Field b = all.schema().findField("b");
    Field m = all.schema().findField("m");
    Field entries = m.getChildren().get(0);
    Field onlyKeys =
        new Field("entries", entries.getFieldType(), entries.getChildren().subList(0, 1));
    refuse(all, "b", new Field("b", a.getFieldType(), null));
    refuse(all, "x", new Field("x", a.getFieldType(), null));
    refuse(all, "a", b, a);
    refuse(all, "a", a, a);
    refuse(all, "b is without its elements", new Field("b", b.getFieldType(), List.of()));
    refuse(all, "m is without", new Field("m", m.getFieldType(), List.of(onlyKeys)));
    refuse(only(all, "b"), "a", a);
  }

  private static void refuse(DataSetFiller filler, String message, Field... fields) {
    assertThatThrownBy(() -> filler.select(new Schema(List.of(fields))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("columns: ")
        .hasMessageContaining(message);
  }
}
