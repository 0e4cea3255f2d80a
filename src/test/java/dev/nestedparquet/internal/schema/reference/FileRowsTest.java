package dev.nestedparquet.internal.schema.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nestedparquet.internal.schema.DataSetFiles;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Rows are what a file says, as far as it can be told from them. */
final class FileRowsTest {
  private static List<Map<String, Object>> rows(int count, String columns) {
    return rows(count, "", columns);
  }

  private static List<Map<String, Object>> rows(int count, String head, String columns) {
    String text = "nested-parquet: 1\nname: x\n" + head + "columns:\n" + columns.indent(2);
    ReferenceRows reference = ReferenceRows.of(DataSetFiles.read("f", text, null, Map.of()), 20);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      rows.add(reference.row(row));
    }
    return rows;
  }

  private static long units(Map<String, Object> row, String column) {
    return ((BigInteger) row.get(column)).longValueExact();
  }

  @Test
  void uniqueValuesAreUnique() {
    List<Map<String, Object>> rows =
        rows(
            3000,
            """
            i: {type: int16, unique: {of: 3000, start: -7}}
            t: {type: string, unique: {of: 3000, pattern: "[a-c]{2}_[0-9]{3}[ab]"}}
            u: {type: uuid, unique: {of: 3000}}
            f: {type: fixed_binary(2), unique: {of: 65536}}
            """);
    TreeSet<Long> numbers = new TreeSet<>();
    rows.forEach(row -> numbers.add(units(row, "i")));
    assertThat(numbers).hasSize(3000).first().isEqualTo(-7L);
    assertThat(numbers.last()).isEqualTo(2992);
    for (String column : List.of("t", "u", "f")) {
      Set<Object> values = new HashSet<>();
      rows.forEach(row -> values.add(row.get(column)));
      assertThat(values).as(column).hasSize(3000);
    }
    assertThat(rows)
        .allMatch(row -> row.get("t").toString().matches("[a-c]{2}_[0-9]{3}[ab]"))
        .allMatch(row -> row.get("u").toString().matches("[0-9a-f]{12}4[0-9a-f]{3}[89ab].{15}"));
  }

  @Test
  void orderedValuesAreInOrder() {
    List<Map<String, Object>> rows =
        rows(
            600,
            """
            sequence: {type: int16, sequence: {start: 5, step: -3}}
            sorted: {type: duration(ms), sorted: {start: 1s, step: 1s, jitter: 999ms}}
            clustered: {type: int32, clustered: {rows: 10, blocks: 20, step: 2, jitter: 1}}
            """);
    TreeMap<Long, Integer> blocks = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      assertThat(units(rows.get(i), "sequence")).isEqualTo(5 - 3L * i);
      assertThat(units(rows.get(i), "sorted") / 1000).isEqualTo(1 + i);
      long place = units(rows.get(i), "clustered") / 2;
      assertThat(place % 10).isEqualTo(i % 10);
      assertThat(place / 200).isEqualTo(i / 200);
      blocks.put(place / 10, i / 10);
    }
    assertThat(blocks).hasSize(60);
    assertThat(new ArrayList<>(blocks.values())).isNotEqualTo(new ArrayList<>(blocks.keySet()));
  }

  @Test
  void runsAreAsLongAsTheySay() {
    List<Map<String, Object>> rows =
        rows(
            5000,
            """
            run: {type: int32, sequence: {}, runs: {from: 3, to: 8}}
            l: {length: {0-9: 1, runs: {from: 4, to: 4}}, list: {type: int8, const: 1}}
            n: {type: int8, null: {share: 50%, runs: {from: 2, to: 3}}, const: 1}
            """);
    Map<Long, Integer> lengths = new TreeMap<>();
    rows.forEach(row -> lengths.merge(units(row, "run"), 1, Integer::sum));
    lengths.remove((long) lengths.size() - 1);
    assertThat(new HashSet<>(lengths.values())).containsExactlyInAnyOrder(3, 4, 5, 6, 7, 8);
    int nulls = 0;
    for (int i = 1; i < rows.size(); i++) {
      boolean isSame = rows.get(i).get("l").equals(rows.get(i - 1).get("l"));
      assertThat(isSame || i % 4 == 0).isTrue();
      nulls += rows.get(i).get("n") == null ? 1 : 0;
    }
    assertThat(nulls).isCloseTo(2500, within(250));
  }

  @Test
  void statesAreAsOftenAsTheirWeights() {
    List<Map<String, Object>> rows =
        rows(
            8000,
            """
            s:
              null: 25%
              present: {a+b: 50, a: 30, none: 20}
              fields: {a: {type: int8, const: 1}, b: {type: int8, const: 2}, c: {type: int8, const: 3}}
            l: {length: {0: 1, 1-2: 2, 5: 1, 9: 0}, list: {type: int8, null: 12.5%, const: 1}}
            """);
    Map<String, Integer> states = new HashMap<>();
    for (Map<String, Object> row : rows) {
      states.merge(String.valueOf(row.get("s")), 1, Integer::sum);
      states.merge("length " + ((List<?>) row.get("l")).size(), 1, Integer::sum);
    }
    assertThat(states.get("null")).isCloseTo(2000, within(200));
    assertThat(states.get("{a=1, b=2, c=3}")).isCloseTo(3000, within(200));
    assertThat(states.get("{a=1, b=null, c=3}")).isCloseTo(1800, within(200));
    assertThat(states.get("{a=null, b=null, c=3}")).isCloseTo(1200, within(200));
    for (int length : new int[] {0, 1, 2, 5}) {
      assertThat(states.get("length " + length)).isCloseTo(2000, within(200));
    }
    assertThat(states).hasSize(8);
  }

  @Test
  void aMapHasEachKeyOnce() {
    List<Map<String, Object>> rows =
        rows(
            500,
            """
            a: {length: 4, map: {key: {type: int8, uniform: [1, 4]}, value: {type: int8, const: 1}}}
            b: {length: 3, map: {key: {type: float64, pick: [.nan, 0, -0.0, 1]}, value: {type: int8, const: 1}}}
            c: {length: 4, map: {key: {type: bool, pick: {true: 1, false: 2}}, value: {type: int8, const: 1}}, duplicates: true}
            d: {length: 3, map: {key: {type: int8, uniform: [5, 5], edge-cases: 100%}, value: {type: int8, const: 1}}}
            """);
    Set<Object> orders = new HashSet<>();
    for (Map<String, Object> row : rows) {
      Set<Object> keys = new TreeSet<>();
      ((List<?>) row.get("a")).forEach(entry -> keys.add(((List<?>) entry).get(0)));
      assertThat(keys).hasSize(4);
      orders.add(row.get("a"));
      Set<Object> normal = new HashSet<>();
      ((List<?>) row.get("b"))
          .forEach(entry -> normal.add((Double) ((List<?>) entry).get(0) + 0.0));
      assertThat(normal).hasSize(3);
      assertThat((List<?>) row.get("c")).hasSize(4);
      assertThat(new HashSet<>((List<?>) row.get("d"))).hasSize(3);
    }
    assertThat(orders).hasSize(24);
  }

  @Test
  void keysThatCantBeFoundEndGeneration() {
    assertThatThrownBy(
            () ->
                rows(
                    1,
                    "m: {length: 3, map: {key: {type: int8, expr: 1 - slot % 2}, value:"
                        + " {type: int8, const: 1}}}"))
        .hasMessage(
            "row 0: columns.m.map.key: no key that the map doesn't have was found in 1000"
                + " attempts");
  }

  @Test
  void valuesStayThroughARename() {
    String source = "type: int64, uniform: [0, 1G]";
    String old = "a: {length: 3, list: {fields: {x: {%s}}}}".formatted(source);
    String renamed =
        "b: {length: 3, list: {fields: {y: {%s, draw: a.element.x}}}}".formatted(source);
    String below = "b: {length: 3, draw: a, list: {fields: {x: {%s}}}}".formatted(source);
    for (int row = 0; row < 5; row++) {
      String values = rows(5, old).get(row).toString();
      assertThat(rows(5, renamed).get(row).toString().replace("b=", "a=").replace("y=", "x="))
          .isEqualTo(values);
      assertThat(rows(5, below).get(row).toString().replace("b=", "a=")).isEqualTo(values);
    }
  }

  @Test
  void valuesOfEntitiesStayThroughARename() {
    String entity = "entities: {p: {count: 9, fields: {%s: {type: int64, uniform: [0, 1G]%s}}}}\n";
    String column = "a: {let: {p: {ref: p}}, fields: {x: {type: int64, expr: p.%s}}}";
    List<Map<String, Object>> old = rows(5, entity.formatted("m", ""), column.formatted("m"));
    assertThat(rows(5, entity.formatted("n", ", draw: p.m"), column.formatted("n"))).isEqualTo(old);
    assertThat(rows(5, entity.formatted("n", ""), column.formatted("n"))).isNotEqualTo(old);
  }

  @Test
  void aTableOfAnEntityHasItsValues() {
    String country = "country: {type: string, %s pick: {DE: 60, NO: 40}}";
    List<Map<String, Object>> customers =
        rows(
            200,
            "id: {type: int64, sequence: {}}\n" + country.formatted("draw: .customer.country,"));
    List<Map<String, Object>> orders =
        rows(
            300,
            "entities: {customer: {count: 200, fields: {" + country.formatted("") + "}}}\n",
            """
            id: {type: int64, let: {c: {ref: customer}}, expr: c.key}
            who: {let: {c: {ref: customer}}, fields: {id: {type: int64, expr: c.key}, country: {type: string, expr: c.country}}}
            """);
    for (Map<String, Object> order : orders) {
      Map<?, ?> who = (Map<?, ?>) order.get("who");
      assertThat(who).isEqualTo(customers.get(((BigInteger) who.get("id")).intValueExact()));
    }
  }

  @Test
  void anEntityIsTheSameWhereverItIsDrawn() {
    String entities = "entities: {p: {count: 100, fields: {n: {type: int64, uniform: [0, 1G]}}}}\n";
    List<Map<String, Object>> rows =
        rows(
            2000,
            entities,
            """
            a: {let: {p: {ref: p, zipf: 1.5}}, fields: {k: {type: int64, expr: p.key}, n: {type: int64, expr: p.n}}}
            b: {let: {p: {ref: p, zipf: 1.5}}, fields: {k: {type: int64, expr: p.key}, n: {type: int64, expr: p.n}}}
            """);
    Map<Object, Object> known = new HashMap<>();
    Map<String, Map<Object, Integer>> counts = new HashMap<>();
    for (Map<String, Object> row : rows) {
      for (String column : List.of("a", "b")) {
        Map<?, ?> fields = (Map<?, ?>) row.get(column);
        Object before = known.put(fields.get("k"), fields.get("n"));
        assertThat(before == null || before.equals(fields.get("n"))).isTrue();
        counts
            .computeIfAbsent(column, name -> new HashMap<>())
            .merge(fields.get("k"), 1, Integer::sum);
      }
    }
    assertThat(most(counts.get("a"))).isEqualTo(most(counts.get("b")));
    assertThat(rows).anyMatch(row -> !row.get("a").equals(row.get("b")));
  }

  private static Object most(Map<Object, Integer> counts) {
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  @Test
  void edgeCasesAreAllThereNowAndThen() {
    List<Map<String, Object>> rows =
        rows(
            3000,
            """
            t: {type: string, const: x, edge-cases: 10%}
            at: {type: timestamp(ns), const: 2024-01-01, edge-cases: 10%}
            n: {type: int8, null: 50%, const: 7, edge-cases: 100%}
            """);
    Set<Object> texts = new HashSet<>();
    Set<Object> times = new HashSet<>();
    int edges = 0;
    for (Map<String, Object> row : rows) {
      texts.add(row.get("t"));
      times.add(row.get("at"));
      edges += row.get("t").equals("x") ? 0 : 1;
      assertThat(row.get("n")).isNotEqualTo(BigInteger.valueOf(7));
    }
    assertThat(texts).hasSize(13).contains("", "\0", "\\N", "\uFFFD");
    assertThat(times).hasSize(4);
    assertThat(edges).isCloseTo(300, within(80));
    assertThat(rows).anyMatch(row -> row.get("n") == null);
  }

  @Test
  void partsOfTemplatesAreWritten() {
    assertThat(
            rows(
                    1,
                    """
                    a:
                      type: string
                      template: "{i:05}|{d}|{f}|{g}|{day}|{at}|{zoned}|{time}|{took}|{b}|{u}|{e}"
                      parts:
                        i: {type: int64, const: -42}
                        d: {type: "decimal(9,3)", const: -0.5}
                        f: {type: float32, uniform: [0.1, 0.1], digits: 1}
                        g: {type: float64, uniform: [2, 2], digits: 3}
                        day: {type: date, const: 0001-01-01}
                        at: {type: timestamp(ms), const: 2024-01-31T13:45:00.25}
                        zoned: {type: "timestamp(s, Europe/Berlin)", const: 2024-07-01T01:00:00+02:00}
                        time: {type: time(us), const: 13:45:00}
                        took: {type: duration(ns), const: -1us}
                        b: {type: bool, const: true}
                        u: {type: uuid, const: 123E4567-e89b-12d3-a456-426614174000}
                        e: {expr: "round(1.005, 2)"}
                    """)
                .get(0))
        .containsEntry(
            "a",
            "-0042|-0.500|0.1|2.000|0001-01-01|2024-01-31T13:45:00.250|2024-06-30T23:00:00Z"
                + "|13:45:00.000000|-1000ns|true|123e4567-e89b-12d3-a456-426614174000|1.01");
  }
}
