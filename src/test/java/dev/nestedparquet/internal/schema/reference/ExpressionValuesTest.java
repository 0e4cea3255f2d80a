package dev.nestedparquet.internal.schema.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.internal.schema.DataSetFiles;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions have the values that the page says. */
final class ExpressionValuesTest {
  /** What the expressions refer to; each value is known. */
  private static final String COLUMNS =
      """
      nested-parquet: 1
      name: x
      entities: {e: {count: 1, fields: {f: {type: int8, const: 3}, g: {type: int8, expr: 6 / (key + 0)}}}}
      columns:
        i: {type: int64, const: 7}
        big: {type: uint64, const: 18446744073709551615}
        d: {type: "decimal(9,2)", const: 2.50}
        f: {type: float64, const: 0.5}
        nan: {type: float64, const: .nan}
        zero: {type: int8, const: 0}
        t: {type: string, const: "e\\u0301\\U0001F600"}
        none: {type: int64, null: 100%, const: 1}
        at: {type: timestamp(ms), const: 1969-12-31T23:59:59.250}
        later: {type: timestamp(ms), const: 1970-01-01T00:00:01}
        took: {type: duration(ms), const: -1500ms}
        gone: {null: 100%, fields: {x: {type: int64, const: 1}}}
        l:
          length: 3
          list:
            fields:
              n: {type: int64, expr: slot}
              maybe: {type: int64, expr: "if(slot = 1, null, slot + i)"}
              m: {length: 2, map: {key: {type: int8, expr: slot}, value: {type: int8, expr: key * 10}}}
        ints: {length: 2, list: {type: int8, expr: "if(slot = 0, 5, null)"}}
        empty: {length: 0, list: {type: int8, const: 1}}
        void: {length: 2, null: 100%, list: {type: int8, const: 1}}
        s: {let: {e: {ref: e}}, fields: {x: {type: int64, expr: e.f}}}
      """;

  private static Object value(String type, String expression) {
    String quoted = "\"" + expression.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    String column = "  it: {type: \"" + type + "\", expr: " + quoted + "}\n";
    return ReferenceRows.of(DataSetFiles.read("f", COLUMNS + column, null, Map.of()), 1)
        .row(4)
        .get("it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "NULL",
      textBlock =
          """
          int64         | i / 2                              | 3
          int64         | -i / 2                             | -3
          int64         | -i % 4                             | -3
          int64         | i % -4                             | 3
          int64         | big * big / big % 1000             | 615
          int64         | row * 10                           | 40
          decimal(9,2)  | d * 2                              | 500
          decimal(9,3)  | round(d / 3, 3)                    | 833
          decimal(9,3)  | round(-d / 3, 3)                   | -833
          int64         | round(d)                           | 3
          int64         | round(-d)                          | -3
          int64         | round(d / 7 * 7 * 2)               | 5
          decimal(9,2)  | if(i > 5, i, d)                    | 700
          decimal(9,2)  | coalesce(none, d)                  | 250
          string        | cast(coalesce(none, 1, 2.50) as string) | 1.00
          string        | cast(d * d as string)              | 6.2500
          string        | concat('a', cast(i > 6 as string)) | atrue
          string        | concat('a', cast(none as string))  | NULL
          int64         | length(t)                          | 3
          int64         | none + 1                           | NULL
          bool          | none = none                        | NULL
          bool          | none is null and not i is null     | true
          bool          | none > 1 or i = 7                  | true
          bool          | none > 1 and i = 7                 | NULL
          bool          | none > 1 and i = 8                 | false
          bool          | zero <> 0 and i / zero > 1         | false
          bool          | not none > 1                       | NULL
          int64         | if(zero = 0, 0, i / zero)          | 0
          int64         | if(none > 1, 1, 2)                 | 2
          int64         | coalesce(i, i / zero)              | 7
          int64         | least(i, 3, 9)                     | 3
          int64         | greatest(i, none)                  | NULL
          bool          | i = 7.00 and d < 2.51 and d >= 2.5 | true
          bool          | 'a' < 'b' and 'Z' < 'a'            | true
          bool          | false < true                       | true
          float64       | f / cast(0 as float64)             | Infinity
          float64       | cast(d as float64) + f             | 3.0
          float32       | cast(cast(1 as float64) / cast(3 as float64) as float32) | 0.33333334
          float16       | cast(100000 as float16)            | Infinity
          int64         | cast(f as int64)                   | 1
          int64         | cast(-d as int64)                  | -3
          decimal(3,1)  | cast(f + f / cast(2 as float64) as decimal(3,1)) | 8
          decimal(9,4)  | i                                  | 70000
          int64         | abs(zero - i)                      | 7
          timestamp(ms) | at + took * 2                      | -3750
          duration(ms)  | later - at                         | 1750
          timestamp(s)  | cast(at as timestamp(s))           | -1
          duration(s)   | cast(took as duration(s))          | -2
          timestamp(us) | cast(at as timestamp(us))          | -750000
          int64         | gone.x                             | NULL
          int64         | coalesce(gone.x, 5)                | 5
          int64         | s.x                                | 3
          int64         | count(l)                           | 3
          int64         | sum(l.n)                           | 3
          int64         | count(l.maybe)                     | 2
          int64         | sum(l.maybe)                       | 16
          int64         | min(l.maybe)                       | 7
          int64         | max(l.maybe)                       | 9
          int64         | count(l.m)                         | 6
          int64         | sum(l.m.value)                     | 30
          int64         | count(ints)                        | 2
          int64         | sum(ints)                          | 5
          int64         | count(empty)                       | 0
          int64         | sum(empty)                         | NULL
          int64         | count(void)                        | 0
          int64         | sum(void)                          | NULL
          """)
  void anExpressionHasTheValue(String type, String expression, String value) {
    assertThat(String.valueOf(value(type, expression))).isEqualTo(String.valueOf(value));
  }

  @Test
  void notANumberIsAboveAllNumbers() {
    assertThat(value("bool", "nan = nan and nan > f and greatest(nan, f) = nan")).isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int64        | i / zero             | 7 / 0: division by zero
          int64        | i % zero             | 7 % 0: division by zero
          decimal(9,2) | round(d / zero, 2)   | division by zero
          int8         | i * 100              | 700 is out of the range of int8
          int64        | big                  | 18446744073709551615 is out of the range of int64
          decimal(3,2) | d * 4                | 10.00 is out of the range of decimal(3,2)
          int64        | cast(nan as int64)   | NaN is out of the range of int64
          int64        | cast(i * 100 as int8) * zero | 700 is out of the range of int8
          """)
  void anExpressionThatHasNoneNamesRowAndPath(String type, String expression, String reason) {
    assertThatThrownBy(() -> value(type, expression))
        .isInstanceOf(FailedRowException.class)
        .hasMessage("row 4: columns.it: " + reason);
  }

  @Test
  void anEntitysExpressionNamesTheKey() {
    String file = COLUMNS + "  it: {let: {e: {ref: e}}, fields: {x: {type: int8, expr: e.g}}}\n";
    assertThatThrownBy(
            () -> ReferenceRows.of(DataSetFiles.read("f", file, null, Map.of()), 1).row(4))
        .hasMessage(
            "row 4: columns.it.fields.x: entities.e.fields.g of the key 0: 6 / 0: division by zero");
  }

  @Test
  void whatIsNotThereIsNotComputed() {
    String file =
        COLUMNS
            + "  a: {null: 100%, fields: {x: {type: int8, expr: 1 / zero}}}\n"
            + "  b: {type: int8, null: 100%, expr: 1 / zero}\n"
            + "  c: {type: int8, expr: \"coalesce(a.x, b, 2)\"}\n";
    Map<String, Object> row =
        ReferenceRows.of(DataSetFiles.read("f", file, null, Map.of()), 1).row(0);
    assertThat(row).containsEntry("a", null).containsEntry("b", null);
    assertThat(row).containsEntry("c", BigInteger.TWO);
  }
}
