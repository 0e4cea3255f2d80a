package dev.nestedparquet.internal.schema.fill;

import static org.assertj.core.api.Assertions.assertThat;

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
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fills rows that the reference interpreter, which shares no code with the filler, has, too. */
class DataSetFillerTest {
  private static final Path FILES = Path.of("src/test/resources/dev/nestedparquet/internal/schema");

  @ParameterizedTest
  @CsvSource({
    "contacts,0,0,1000",
    "contacts,7,99999900,300",
    "orders,1,0,300",
    "every-source,3,0,600",
    "every-type,5,0,300"
  })
  void rowsAreThoseOfTheReference(String name, long seed, long first, int rows) {
    DataSetFile file = DataSetFiles.load(FILES.resolve(name + ".yaml"), Map.of());
    DataSetFiller filler = new DataSetFiller(file, seed).forProducer();
    RowRange range = new RowRange(first, rows);
    assertThat(FilledRows.of(filler, range, rows)).isEqualTo(expected(file, seed, range));
  }

  /** Once each of these differed, at an end of what a type or the numbers of rows have. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: bool, null: 50%, const: true}                                                      | 9223372036854775767
          {type: "timestamp(ns)", exponential: {mean: 860000003s, min: "1918-03-30T21:19:51", max: "2245-04-09T08:00:27"}} | 0
          {type: "decimal(38,10)", clustered: {rows: 3, blocks: 2, step: 0.0000000007, jitter: 0.0000000001}} | 9223372036854775767
          {type: string, template: "{p}", parts: {p: {type: float16, pareto: {alpha: 1, min: 0.3, max: 0.6}, digits: 4}}} | 0
          {type: string, template: "{p}", parts: {p: {type: float32, uniform: [-100000, 100000], digits: 5}}} | 0
          {type: int64, quantiles: [-4611686018427387904, 4611686018427387901, 4611686018427387901]} | 0
          {type: string, null: 30%, template: "+91-99-{n:08}", parts: {n: {expr: row}}} | 99999980
          {type: string, template: "{n:012}", parts: {n: {expr: "row - 20"}}} | 0
          {type: string, template: "seventeen bytes -{n:09}", parts: {n: {expr: "2 * row"}}} | 499999990
          {type: string, template: "{n}", parts: {n: {expr: "3 + row"}}} | 99999980
          {type: string, null: 60%, template: "{a}-{b}", parts: {a: {pick: [x, yy]}, b: {pick: [z, ""]}}} | 0
          """)
  void rowsAtEndsAreThoseOfTheReference(String column, long first) {
    String text = "nested-parquet: 1\nname: x\ncolumns:\n  a: " + column + "\n";
    FilledRows.compare(DataSetFiles.read("f", text, null, Map.of()), 1, first, 40);
  }

  /** What else a key needs, it needs again for each key that is drawn anew. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: string, template: '{r}-{n}', parts: {r: {expr: row}, n: {uniform: [1, 3]}}}",
        "{type: string, template: '{s}-{n}', parts: {s: {expr: slot / 2}, n: {uniform: [1, 3]}}}",
        "{type: string, template: '{o}{n}', parts: {o: {expr: o.name}, n: {uniform: [1, 3]}}}",
        "{type: string, template: '{u}', parts: {u: {type: uuid, pick:"
            + " [123e4567-e89b-12d3-a456-426614174000, 123e4567-e89b-12d3-a456-426614174001,"
            + " 123e4567-e89b-12d3-a456-426614174002]}}}",
        "{type: string, switch: {on: c, a: {pattern: '[a-c]'}, else: {template: 'x{n}', parts: {n:"
            + " {uniform: [1, 3]}}}}}",
        "{type: string, switch: {on: c, a: {pick: [a, b, c]}, else: {pick: [d, e, f]}}}",
        "{type: int64, switch: {on: c, a: {uniform: [1, 3]}, else: {uniform: [4, 6]}}}",
        "{type: string, text: {length: {0-1: 1}}, edge-cases: 50%}",
        "{type: binary, bytes: {length: {0-1: 1, runs: {from: 1, to: 3}}, entropy: 2}}",
        "{type: 'decimal(20,0)', uniform: [1, 3], edge-cases: 50%}",
        "{type: string, runs: {from: 1, to: 3}, text: {length: 1, alphabet: {characters: abc}}}"
      })
  void keysThatAreDrawnAgainAreThoseOfTheReference(String key) {
    String text =
        """
        nested-parquet: 1
        name: keys
        entities: {e: {count: 20, fields: {name: {type: string, template: "{k}:", parts: {k: {expr: key}}}}}}
        columns:
          c: {type: string, pick: [a, b]}
          l:
            length: {0-2: 1}
            list:
              let: {o: {ref: e}}
              length: {0-3: 1}
              map: {key: %s, value: {type: int8, const: 1}}
        """
            .formatted(key);
    FilledRows.compare(DataSetFiles.read("f", text, null, Map.of()), 4, 0, 400);
  }

  private static List<String> expected(DataSetFile file, long seed, RowRange range) {
    ReferenceRows reference = ReferenceRows.of(file, seed);
    List<String> rows = new ArrayList<>();
    for (long row = range.first(); row < range.end(); row++) {
      rows.add(RowText.of(reference.row(row)));
    }
    return rows;
  }

  @Test
  void namesWithDotsAreQuotedInKeysOfDraws() {
    String text =
        """
        nested-parquet: 1
        name: dots
        entities:
          a.b: {count: 1G, let: {c.d: {ref: e}}, fields: {"f.`g": {type: int64, expr: "`c.d`.key"}}}
          e: {count: 1G, fields: {h: {type: int8, const: 1}}}
        columns:
          "x.y":
            let: {z.z: {ref: a.b, zipf: 1.1}}
            fields:
              key: {type: int64, expr: "`z.z`.key"}
              field: {type: int64, expr: "`z.z`.`f.``g`"}
        """;
    FilledRows.compare(DataSetFiles.read("f", text, null, Map.of()), 3, 0, 50);
  }

  @Provide
  Arbitrary<String> files() {
    return RandomDataSetFiles.files();
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void rowsOfAnyFileAreThoseOfTheReference(
      @ForAll("files") String text,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int cut) {
    DataSetFile file = DataSetFiles.read("f", text, null, Map.of());
    RowRange range = new RowRange(0, 40);
    List<String> expected;
    try {
      expected = expected(file, seed, range);
    } catch (FailedRowException e) {
      return; // No rows to compare; that filling fails, too, is another test.
    }
    assertThat(FilledRows.of(new DataSetFiller(file, seed), range, cut)).isEqualTo(expected);
  }
}
