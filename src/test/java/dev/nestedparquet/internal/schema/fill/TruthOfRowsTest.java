package dev.nestedparquet.internal.schema.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.reference.RandomDataSetFiles;
import dev.nestedparquet.internal.schema.reference.ReferenceRows;
import dev.nestedparquet.internal.schema.reference.ReferenceTruth;
import dev.nestedparquet.internal.truth.TruthText;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Counts of a filler tell the truth of its rows, as it is found row by row. */
final class TruthOfRowsTest {
  private static final int ROWS = 60;

  @Provide
  Arbitrary<String> files() {
    return RandomDataSetFiles.files();
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void isWhatTheReferenceFinds(
      @ForAll("files") String text,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int rows)
      throws Exception {
    compare(text, seed, ROWS, rows);
  }

  /** More than 64 values, several words of validity, and lists that begin within a word. */
  @Example
  void isTheSameOfManyRowsOfAllShapes() throws Exception {
    compare(
        """
        nested-parquet: 1
        name: x
        columns:
          i: {type: int64, null: 10%, uniform: [-9223372036854775808, 9223372036854775807]}
          u: {type: uint64, null: 10%, uniform: [0, 18446744073709551615]}
          u32: {type: uint32, uniform: [0, 4294967295]}
          d: {type: "decimal(38,3)", uniform: [-99999999999999999999999999999999999.999, 99999999999999999999999999999999999.999]}
          same: {type: string, template: "some text before {n}", parts: {n: {expr: 1000 + row}}}
          up: {type: string, template: "+91-99-{n:08}", parts: {n: {expr: 5 * row}}}
          down: {type: string, template: "id-{n:08}", parts: {n: {expr: 5000 - row}}}
          long: {type: string, null: 10%, text: {length: {0-300: 1}, alphabet: latin}}
          b: {type: large_binary, bytes: {length: {0-200: 1}}}
          wide: {type: fixed_binary(200), bytes: {entropy: 8}}
          f: {type: float16, null: 5%, normal: {mean: 0, sigma: 3, min: -9, max: 9}, edge-cases: 5%}
          g: {type: float64, pick: [1.5, .nan, -0.0, 0.0]}
          p: {type: int16, null: 30%, pick: {1: 1, -5: 2, 300: 3}}
          c: {type: string, null: 50%, dictionary: uint16, pick: [a, b, "", long one of a few bytes more]}
          big: {type: "decimal(9,1)", dictionary: true, pick: [1.5, 99999999.9, -3.0]}
          t: {type: "timestamp(ns, UTC)", uniform: [1900-01-01T00:00:00Z, 2100-01-01T00:00:00Z]}
          lists:
            null: 20%
            length: {0: 2, 1-3: 5, 40-70: 1}
            list:
              null: 10%
              length: {0-3: 1}
              list: {type: bool, null: 20%, pick: [true, false]}
          fixed:
            null: 30%
            length: {fixed: 3}
            list: {null: 20%, fields: {a: {type: int8, null: 10%, uniform: [-5, 5]}}}
          full: {null: 30%, length: {fixed: 2}, list: {type: int8, null: never, uniform: [1, 5]}}
          map:
            null: 10%
            length: {0-4: 1}
            map: {key: {type: date, uniform: [2020-01-01, 2024-01-01]}, value: {type: string, null: 30%, pick: [x, y]}}
        """,
        7, 1_000, 333);
  }

  private static void compare(String text, long seed, int rows, int batchRows) throws Exception {
    DataSetFile file = DataSetFiles.read("f", text, null, Map.of());
    DataSetFiller filler = new DataSetFiller(file, seed).forProducer();
    Counts counts = filler.emptyCounts();
    try (BufferAllocator allocator = FilledRows.newAllocator()) {
      for (long row = 0; row < rows; ) {
        RowRange batch =
            new RowRange(
                row, filler.rowsOfBatch(new RowRange(row, Math.min(batchRows, rows - row))));
        try (VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), allocator)) {
          counts = counts.plus(filler.fill(batch, root));
        }
        row = batch.end();
      }
    }
    ReferenceRows reference = ReferenceRows.of(file, seed);
    ReferenceTruth expected = new ReferenceTruth(file);
    for (long row = 0; row < rows; row++) {
      expected.add(reference.row(row));
    }
    assertThat(counts.get(Counts.ROWS)).isEqualTo(rows);
    compare(counts.truth(), expected);
  }

  private static void compare(Truth truth, ReferenceTruth reference) {
    Map<String, Map<String, Object>> expected = reference.members();
    assertThat(truth.columns())
        .extracting(column -> column.path())
        .containsExactlyElementsOf(expected.keySet());
    for (int i = 0; i < truth.columns().size(); i++) {
      String path = truth.columns().get(i).path();
      Map<String, Object> members = new TreeMap<>(TruthText.members(truth, i, /* isWhole= */ true));
      Object labels = members.remove("labels");
      if (reference.labels(path) != null) {
        boolean areFloats = truth.columns().get(i).type().startsWith("float");
        Map<Object, Object> told = new HashMap<>();
        ((Map<?, ?>) labels)
            .forEach(
                (label, n) ->
                    told.put(areFloats ? (Object) Double.valueOf((String) label) : label, n));
        Map<Object, Object> found = new HashMap<>();
        reference
            .labels(path)
            .forEach(
                (label, n) -> found.put(areFloats ? (Object) Double.valueOf(label) : label, n));
        assertThat(told).as(path).isEqualTo(found);
      }
      Map<String, Object> wanted = expected.get(path);
      for (String extreme : new String[] {"smallest", "largest"}) {
        if (wanted.get(extreme) instanceof Double number) {
          assertThat(Double.valueOf(members.remove(extreme).toString()))
              .as(path + "/" + extreme)
              .isEqualTo(number);
          wanted.remove(extreme);
        } else if ("far".equals(wanted.get(extreme))) {
          wanted.put(extreme, members.get(extreme));
        }
      }
      assertThat(members).as(path).isEqualTo(wanted);
    }
  }
}
