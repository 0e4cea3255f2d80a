package dev.nestedparquet.internal.schema.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.reference.ReferenceRows;
import dev.nestedparquet.internal.schema.reference.RowText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.rounding.SegmentRoundingPolicy;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;

/** Rows that a filler has filled, as texts; memory within its bound, and all of it given back. */
final class FilledRows {
  private static final long ROUNDING = 1_024;

  private FilledRows() {}

  /** An allocator that rounds as that of a pipeline does. */
  static BufferAllocator newAllocator() {
    return new RootAllocator(
        RootAllocator.configBuilder().roundingPolicy(new SegmentRoundingPolicy(ROUNDING)).build());
  }

  /** Rows of a range, in batches of so many rows at most. */
  static List<String> of(BatchFiller filler, RowRange range, int batchRows) {
    List<String> texts = new ArrayList<>();
    try (BufferAllocator allocator = newAllocator();
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      long row = range.first();
      while (row < range.end()) {
        RowRange next = new RowRange(row, Math.min(batchRows, range.end() - row));
        RowRange batch = new RowRange(row, filler.rowsOfBatch(next));
        try (BufferAllocator ofBatch = allocator.newChildAllocator("batch", 0, Long.MAX_VALUE);
            VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), ofBatch)) {
          filler.fill(batch, root);
          assertThat(root.getRowCount()).isEqualTo(batch.rows());
          assertThat(ofBatch.getPeakMemoryAllocation())
              .as("memory of %s", batch)
              .isLessThanOrEqualTo(filler.maxBatchBytes(batch));
          assertThat(root.getFieldVectors().stream().mapToLong(FieldVector::getBufferSize).sum())
              .as("what the buffers of %s are filled with", batch)
              .isLessThanOrEqualTo(filler.maxFilledBytes(batch));
          ArrowRows filled = new ArrowRows(root, dictionaries);
          for (int i = 0; i < batch.rows(); i++) {
            texts.add(RowText.of(filled.row(i)));
          }
        }
        row = batch.end();
      }
    }
    return texts;
  }

  /** Calls for each row of a range, with its values by column. */
  static void forEach(BatchFiller filler, RowRange range, Consumer<Map<String, Object>> rows) {
    try (BufferAllocator allocator = newAllocator();
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      for (long row = range.first(); row < range.end(); ) {
        RowRange rest = new RowRange(row, range.end() - row);
        RowRange batch = new RowRange(row, filler.rowsOfBatch(rest));
        try (VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), allocator)) {
          filler.fill(batch, root);
          ArrowRows filled = new ArrowRows(root, dictionaries);
          for (int i = 0; i < batch.rows(); i++) {
            rows.accept(filled.row(i));
          }
        }
        row = batch.end();
      }
    }
  }

  /** Rows of a file, in as few batches as can be. */
  static List<String> of(DataSetFile file, long seed, long first, int rows) {
    return of(new DataSetFiller(file, seed).forProducer(), new RowRange(first, rows), rows);
  }

  /** Checks that they are those of the reference interpreter. */
  static void compare(DataSetFile file, long seed, long first, int rows) {
    ReferenceRows reference = ReferenceRows.of(file, seed);
    List<String> filled = of(file, seed, first, rows);
    for (int i = 0; i < rows; i++) {
      assertThat(filled.get(i))
          .as("row %d", first + i)
          .isEqualTo(RowText.of(reference.row(first + i)));
    }
  }
}
