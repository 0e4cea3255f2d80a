package dev.nestedparquet.internal.schema.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.reference.ReferenceRows;
import dev.nestedparquet.internal.schema.reference.RowText;
import java.nio.file.Path;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.rounding.SegmentRoundingPolicy;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fills rows that the reference interpreter, which shares no code with the filler, has, too. */
class DataSetFillerTest {
  private static final Path FILES =
      Path.of("src/test/resources/dev/nestedparquet/internal/schema");

  private static final long ROUNDING = 1_024;

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
    ReferenceRows reference = ReferenceRows.of(file, seed);
    DataSetFiller filler = new DataSetFiller(file, seed).forProducer();
    RowRange range = new RowRange(first, rows);
    try (BufferAllocator allocator =
            new RootAllocator(
                RootAllocator.configBuilder()
                    .roundingPolicy(new SegmentRoundingPolicy(ROUNDING))
                    .build());
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator);
        BufferAllocator ofBatch = allocator.newChildAllocator("batch", 0, Long.MAX_VALUE);
        VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), ofBatch)) {
      filler.fill(range, root);
      ArrowRows filled = new ArrowRows(root, dictionaries);
      for (int i = 0; i < rows; i++) {
        assertThat(RowText.of(filled.row(i)))
            .as("row %d", first + i)
            .isEqualTo(RowText.of(reference.row(first + i)));
      }
      assertThat(ofBatch.getPeakMemoryAllocation())
          .isLessThanOrEqualTo(filler.maxBatchBytes(range));
    }
  }
}
