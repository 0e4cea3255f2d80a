package dev.nestedparquet.internal.schema.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions say where they fail, and that they don't where they aren't needed. */
class ComputedTest {
  private static final String HEAD =
      """
      nested-parquet: 1
      name: x
      entities:
        e: {count: 4, fields: {part: {type: int64, expr: 12 / key}, word: {type: string, template: "{p}", parts: {p: {expr: 1 / key}}}}}
      columns:
      """;

  private static DataSetFile file(String columns) {
    return DataSetFiles.read("f", HEAD + columns.indent(2), null, Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: int64, expr: 60 / (row - 7)}             | row 7: columns.a: 60 / (row - 7): 60 / 0 is a division by zero; row = 7
          {type: int64, expr: 60 % (row - 7)}             | row 7: columns.a: 60 % (row - 7): 60 % 0 is a division by zero; row = 7
          {type: "decimal(9,2)", expr: "round(1.5 / (row - 7), 2)"} | row 7: columns.a: round(1.5 / (row - 7), 2): 1.5 / 0 is a division by zero; row = 7
          {type: int8, expr: row}                         | row 128: columns.a: row: 128 is out of the range of int8; row = 128
          {type: uint8, expr: 5 - row}                    | row 6: columns.a: 5 - row: -1 is out of the range of uint8; row = 6
          {type: int64, expr: 9223372036854775807 + row}  | row 1: columns.a: 9223372036854775807 + row: 9223372036854775808 is out of the range of int64; row = 1
          {type: uint64, expr: 18446744073709551610 + row}| row 6: columns.a: 18446744073709551610 + row: 18446744073709551616 is out of the range of uint64; row = 6
          {type: "decimal(3,1)", expr: row * 0.5}         | row 200: columns.a: row * 0.5: 100.0 is out of the range of decimal(3,1); row = 200
          {type: int64, expr: "if(row = 3, cast(300 as int8), 1)"} | row 3: columns.a: if(row = 3, cast(300 as int8), 1): 300 is out of the range of int8; row = 3
          {type: int64, expr: "cast(cast(row as float64) / (cast(row as float64) - cast(2 as float64)) as int64)"} | row 2: columns.a: cast(cast(row as float64) / (cast(row as float64) - cast(2 as float64)) as int64): Infinity is out of the range of int64; row = 2
          """)
  void failureNamesRowPathExpressionAndValues(String leaf, String message) {
    DataSetFile file = file("a: " + leaf);

    assertThatThrownBy(() -> FilledRows.of(file, 0, 0, 300))
        .isInstanceOf(FailedRowException.class)
        .hasMessage(message)
        .hasToString(message);
  }

  @Test
  void failureInListNamesValuesOfTheElement() {
    DataSetFile file =
        file(
            """
            l: {length: {fixed: 3}, list: {fields: {n: {type: int8, const: 2}, t: {type: string, const: "x"}, q: {type: int64, expr: "n / (slot - 2) + length(t)"}}}}
            """);

    assertThatThrownBy(() -> FilledRows.of(file, 0, 5, 10))
        .hasMessage(
            "row 5: columns.l.list.fields.q: n / (slot - 2) + length(t):"
                + " 2 / 0 is a division by zero; n = 2, slot = 2, t = 'x'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "if(row = 0, 0, 60 / row)"
          "coalesce(null, if(row = 0, 1, null), 60 / row)"
          "if(row = 0 or 60 / row > 3, 1, 2)"
          "if(row <> 0 and 60 / row > 3, 1, 2)"
          """)
  void whatIsNotNeededIsNotComputed(String expression) {
    FilledRows.compare(file("a: {type: int64, expr: " + expression + "}"), 0, 0, 300);
  }

  @Test
  void nothingIsComputedForNullsAndOtherCases() {
    FilledRows.compare(
        file(
            """
            by: {type: int64, expr: row % 2}
            none: {type: int64, null: 100%, expr: 1 / (row - row)}
            absent: {null: 100%, fields: {a: {type: int64, expr: 1 / (row - row)}}}
            case: {type: int64, switch: {on: by, 0: {const: 5}, else: {expr: 100 / by}}}
            """),
        0,
        0,
        300);
  }

  @Test
  void fieldOfEntityFailsWhereItIsNeeded() {
    String let = "let: {e: {ref: e}}";
    FilledRows.compare(
        file("s: {" + let + ", fields: {a: {type: int64, expr: \"if(e.key = 0, -1, e.part)\"}}}"),
        0,
        0,
        300);
    FilledRows.compare(
        file("s: {" + let + ", fields: {a: {type: int64, expr: e.part, on-error: null}}}"),
        0,
        0,
        300);
    FilledRows.compare(
        file("s: {" + let + ", fields: {a: {type: string, expr: \"if(e.key = 0, '', e.word)\"}}}"),
        0,
        0,
        300);
    assertThatThrownBy(
            () ->
                FilledRows.of(
                    file("s: {" + let + ", fields: {a: {type: int64, expr: e.part}}}"), 0, 0, 300))
        .hasMessageContaining(
            "columns.s.fields.a: e.part: key 0: entities.e.fields.part: 12 / key:")
        .hasMessageContaining("12 / 0 is a division by zero");
  }

  @Test
  void nullOnErrorIsOfTheWholeExpression() {
    DataSetFile file =
        file("a: {type: int64, expr: \"coalesce(60 / (row - 2), 7)\", on-error: null}");

    assertThat(FilledRows.of(file, 0, 0, 4))
        .containsExactly("{a: -30}", "{a: -60}", "{a: null}", "{a: 60}");
  }

  @Test
  void negativeNumbersArePaddedBehindTheMinus() {
    DataSetFile file =
        file(
            """
            a: {type: string, template: "{p:04}|{q:04}|{u:09}", parts: {p: {expr: row - 1}, q: {type: int64, uniform: [-7, -7]}, u: {type: uint64, uniform: [5, 5]}}}
            """);

    assertThat(FilledRows.of(file, 0, 0, 2))
        .containsExactly(
            "{a: \"-001|-007|" + "0".repeat(8) + "5\"}",
            "{a: \"0000|-007|" + "0".repeat(8) + "5\"}");
  }

  @Test
  void switchOnAnEntitysFieldThatFailsFailsToo() {
    DataSetFile file =
        file(
            "a: {let: {e: {ref: e}}, type: int8, switch: {on: e.part, 4: {const: 1}, else: {const: 2}}}\n");

    assertThatThrownBy(() -> FilledRows.of(file, 0, 0, 300))
        .isInstanceOf(FailedRowException.class)
        .hasMessageMatching("row \\d+: columns\\.a: .*entities\\.e\\.fields\\.part: .*12 / 0 .*");
  }

  @Test
  void entitiesWhoseNamesNeedBackticksAreThoseOfTheReference() {
    String text =
        """
        nested-parquet: 1
        name: x
        entities:
          e: {count: 4, fields: {f: {type: int8, const: 1}}}
          "p 1.`é": {count: 70000, let: {"o.p": {ref: e}}, fields: {k: {type: int64, expr: key}, o: {type: int64, expr: "`o.p`.key"}}}
        columns:
          a: {let: {"l.m": {ref: "p 1.`é", zipf: 1}}, fields: {k: {type: int64, expr: "`l.m`.key"}, o: {type: int64, expr: "`l.m`.o"}}}
        """;
    FilledRows.compare(DataSetFiles.read("f", text, null, Map.of()), 3, 0, 300);
  }
}
