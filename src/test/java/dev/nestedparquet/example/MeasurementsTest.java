package dev.nestedparquet.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.pipeline.ParquetPipeline;
import dev.nestedparquet.pipeline.PipelineOptions;
import dev.nestedparquet.pipeline.PipelineResult;
import dev.nestedparquet.pipeline.fixtures.DuckDb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeasurementsTest {
  private static final int ROWS = 100_000;

  @Test
  void aFillerOfOnesOwnGoesThroughTheSamePipeline(@TempDir Path directory) throws Exception {
    PipelineResult result =
        new ParquetPipeline(
                new Measurements(),
                PipelineOptions.builder(ROWS, Destination.directory(directory)).build())
            .run();

    assertThat(result.files()).hasSize(4);
    assertThat(result.counts().get("rows")).isEqualTo(ROWS);
    List<String> rows = DuckDb.read(directory, "days::VARCHAR", row -> row.getString(1));
    assertThat(rows).hasSize(ROWS);
    for (int row = 0; row < ROWS; row++) {
      assertThat(rows.get(row)).as("row %d", row).isEqualTo(expected(row));
    }
  }

  /** The row as DuckDB prints lists. */
  private static String expected(long row) {
    if (row % 7 == 0) {
      return null;
    }
    List<String> days = new ArrayList<>();
    for (int day = 0; day < row % 4; day++) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < (row + day) % 3; i++) {
        boolean missing = (row + day + i) % 11 == 0;
        values.add(missing ? "NULL" : Long.toString(row + day + i));
      }
      days.add((row + day) % 5 == 0 ? "NULL" : values.toString());
    }
    return days.toString();
  }

  @Test
  void batchesTakeNoMoreThanAnnounced() {
    Measurements filler = new Measurements();
    for (int rows : new int[] {0, 1, 1_000, 32_768}) {
      RowRange range = new RowRange(1_000_000, rows);
      try (BufferAllocator allocator = new RootAllocator();
          VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), allocator)) {
        assertThat(filler.fill(range, root).get("rows")).isEqualTo(rows);
        assertThat(allocator.getPeakMemoryAllocation())
            .isLessThanOrEqualTo(filler.maxBatchBytes(range));
      }
    }
  }
}
