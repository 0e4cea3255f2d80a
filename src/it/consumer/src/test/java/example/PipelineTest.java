package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.dataset.DataSetException;
import dev.nestedparquet.dataset.Destination;
import dev.nestedparquet.pipeline.ParquetPipeline;
import dev.nestedparquet.pipeline.PipelineException;
import dev.nestedparquet.pipeline.PipelineOptions;
import dev.nestedparquet.pipeline.PipelineResult;
import dev.nestedparquet.verify.Verification;
import dev.nestedparquet.write.ShredderWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline with the least that it needs, and what it says of libraries that aren't there. */
class PipelineTest {
  private static final int ROWS = 10_000;

  @TempDir Path directory;

  /** Fills the number of each row. */
  private static final class RowNumbers implements BatchFiller {
    @Override
    public String name() {
      return "numbers";
    }

    @Override
    public Schema schema() {
      return new Schema(List.of(Field.notNullable("row", new ArrowType.Int(64, true))));
    }

    @Override
    public long maxBatchBytes(RowRange rows) {
      return rows.rows() * (Long.BYTES + 1) + 2_048;
    }

    @Override
    public Counts fill(RowRange rows, VectorSchemaRoot root) {
      BigIntVector numbers = (BigIntVector) root.getVector("row");
      numbers.allocateNew((int) rows.rows());
      for (int i = 0; i < rows.rows(); i++) {
        numbers.set(i, rows.first() + i);
      }
      root.setRowCount((int) rows.rows());
      return Counts.ofRows(rows.rows());
    }
  }

  private static PipelineOptions.Builder options(Destination output) {
    return PipelineOptions.builder(ROWS, output).partitions(2).batchRows(1_000);
  }

  @Test
  void makesFilesWithArrowsUnsafeAllocator() throws Exception {
    Path output = directory.resolve("numbers");
    PipelineOptions options =
        options(Destination.directory(output)).writer(new ShredderWriter()).build();
    PipelineResult result = new ParquetPipeline(new RowNumbers(), options).run();
    assertEquals(ROWS, result.rows());
    assertTrue(Files.exists(output.resolve("numbers-00001-of-00002.parquet")));
  }

  @Test
  void namesTheLibraryOfTheDatasetWriter() {
    ParquetPipeline pipeline =
        new ParquetPipeline(
            new RowNumbers(), options(Destination.directory(directory.resolve("a"))).build());
    PipelineException failure = assertThrows(PipelineException.class, pipeline::run);
    assertTrue(
        failure.getMessage().contains("org.apache.arrow:arrow-dataset"), failure::getMessage);
  }

  @Test
  void namesTheLibrariesOfObjectStores() {
    PipelineOptions options =
        options(Destination.s3("s3://bucket/numbers")).writer(new ShredderWriter()).build();
    ParquetPipeline pipeline = new ParquetPipeline(new RowNumbers(), options);
    DataSetException failure = assertThrows(DataSetException.class, pipeline::run);
    assertTrue(failure.getMessage().contains("software.amazon.awssdk:s3"), failure::getMessage);
  }

  @Test
  void namesTheLibraryOfTheCheck() throws Exception {
    Destination output = Destination.directory(directory.resolve("checked"));
    PipelineOptions options = options(output).writer(new ShredderWriter()).build();
    new ParquetPipeline(new RowNumbers(), options).run();
    try (Verification verification = Verification.of(output, new RowNumbers())) {
      IOException failure = assertThrows(IOException.class, verification::run);
      assertTrue(failure.getMessage().contains("org.duckdb:duckdb_jdbc"), failure::getMessage);
    }
  }
}
