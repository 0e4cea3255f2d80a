package dev.nestedparquet.internal.schema.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.reference.RandomDataSetFiles;
import dev.nestedparquet.internal.schema.reference.ReferenceRows;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Filling a row that can't be computed fails as the reference does, and keeps no memory. */
class FailedRowsTest {
  private static final int ROWS = 40;

  @Provide
  Arbitrary<String> files() {
    return RandomDataSetFiles.files();
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void failsWithRowAndPathAndGivesAllMemoryBack(
      @ForAll("files") String text,
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = ROWS - 1) int bad,
      @ForAll @IntRange(min = 0, max = 3) int kind) {
    DataSetFile file = DataSetFiles.read("f", text + column(kind, bad), null, Map.of());
    Throwable expected = catchThrowable(() -> ReferenceRows.of(file, seed).row(bad));
    String rowAndPath = expected.getMessage().replaceAll("^(row \\d+: [^:]*: ).*", "$1");
    assertThat(rowAndPath).startsWith("row " + bad + ": columns.bad");
    DataSetFiller filler = new DataSetFiller(file, seed);
    try (BufferAllocator allocator = FilledRows.newAllocator()) {
      try (VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), allocator)) {
        Throwable failure = catchThrowable(() -> filler.fill(new RowRange(0, ROWS), root));
        assertThat(failure).isInstanceOf(FailedRowException.class);
        assertThat(failure).hasMessageStartingWith(rowAndPath);
      }
      assertThat(allocator.getAllocatedMemory()).isZero();
      if (bad > 0) {
        // The filler is as good as new.
        try (VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), allocator)) {
          filler.fill(new RowRange(0, bad), root);
          assertThat(root.getRowCount()).isEqualTo(bad);
        }
      }
    }
  }

  private static String column(int kind, int row) {
    String divisor = "if(row = " + row + ", 0, 1)";
    return switch (kind) {
      case 0 -> "  bad: {type: int64, expr: \"5 / " + divisor + "\"}\n";
      case 1 ->
          "  bad: {length: 2, list: {fields: {x: {type: int8, expr: \"slot / "
              + divisor
              + "\"}}}}\n";
      case 2 -> "  bad: {type: uint8, expr: \"" + divisor + " - 1 + " + divisor + "\"}\n";
      default ->
          "  bad: {type: string, template: \"{p}\", parts: {p: {type: \"decimal(3,1)\", expr: \"1000.5 * (1 - "
              + divisor
              + ")\"}}}\n";
    };
  }
}
