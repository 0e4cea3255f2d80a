package dev.nestedparquet.internal.schema.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.reference.RandomDataSetFiles;
import dev.nestedparquet.internal.schema.reference.ReferenceRows;
import dev.nestedparquet.internal.schema.reference.RowText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches where a few rows are much longer than most. */
class LongTailsTest {
  private static final int ROWS = 20_000;
  private static final long USUAL_BYTES = 8 << 20;

  private static DataSetFile file(String column) {
    String text = "nested-parquet: 1\nname: x\ncolumns:\n  a: " + column + "\n";
    return DataSetFiles.read("f", text, null, Map.of());
  }

  /** Of each, a bound on a batch of usual rows would be more than twice what it takes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {length: {0-5: 5000, 1000000: 1}, list: {type: int64, uniform: [0, 9]}}
          {null: 20%, length: {0-5: 5000, 1000000: 1, runs: {from: 1, to: 9}}, list: {type: bool, const: true}}
          {length: {0-5: 1}, list: {length: {0-2: 2000, 50000: 1}, list: {type: string, null: 10%, text: {length: {1-10: 1000, 10000: 1}}}}}
          {length: {fixed: 2}, list: {null: 50%, length: {0-5: 10000, 400000: 1}, map: {key: {type: int64, expr: slot}, value: {type: string, pick: [a, b]}}}}
          {type: string, text: {length: {1-100: 5000, 4000000: 1}}}
          {type: binary, bytes: {length: {zipf: {n: 1000000, s: 1.5}}}}
          {null: 50%, fields: {b: {length: {pareto: {alpha: 0.8, min: 1, max: 1000000}}, list: {fields: {x: {type: int32, const: 1}, y: {type: float64, uniform: [0, 1]}}}}}}
          """)
  void batchesHaveManyRowsAndStayBelowTheirBound(String column) {
    DataSetFiller filler = new DataSetFiller(file(column), 1);
    RowRange all = new RowRange(0, ROWS);
    long bound = filler.maxBatchBytes(all);
    assertThat(bound)
        .isLessThanOrEqualTo(Math.max(USUAL_BYTES, filler.maxBatchBytes(new RowRange(0, 1))));
    int batches = 0;
    try (BufferAllocator allocator = FilledRows.newAllocator()) {
      for (long row = 0; row < ROWS; ) {
        RowRange rest = new RowRange(row, ROWS - row);
        RowRange batch = new RowRange(row, filler.rowsOfBatch(rest));
        try (BufferAllocator ofBatch = allocator.newChildAllocator("batch", 0, bound);
            VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), ofBatch)) {
          filler.fill(batch, root);
          assertThat(root.getRowCount()).isEqualTo(batch.rows());
        }
        row = batch.end();
        batches++;
      }
    }
    assertThat(batches).isBetween(1, ROWS / 500);
  }

  @Provide
  Arbitrary<String> files() {
    return RandomDataSetFiles.files();
  }

  /** With so small batches, rows of any file are of very different lengths. */
  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void rowsOfAnyFileFitTheBatchesThatAreCut(
      @ForAll("files") String text,
      @ForAll long seed,
      @ForAll @IntRange(min = 1_000, max = 60_000) int usual) {
    DataSetFile file = DataSetFiles.read("f", text, null, Map.of());
    ReferenceRows reference = ReferenceRows.of(file, seed);
    List<String> expected = new ArrayList<>();
    for (int row = 0; row < 30; row++) {
      expected.add(RowText.of(reference.row(row)));
    }
    assertThat(FilledRows.of(new DataSetFiller(file, seed, usual), new RowRange(0, 30), 30))
        .isEqualTo(expected);
  }
}
