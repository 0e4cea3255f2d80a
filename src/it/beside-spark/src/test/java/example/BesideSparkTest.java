package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nestedparquet.shred.Compression;
import dev.nestedparquet.shred.ParquetShredder;
import dev.nestedparquet.shred.ShredderOptions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the library writes with the jars that Spark brings, that very Spark reads. */
class BesideSparkTest {
  private static final int ROWS = 1000;

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Field(
                  "days",
                  FieldType.nullable(ArrowType.List.INSTANCE),
                  List.of(Field.nullable("item", new ArrowType.Int(32, true))))));

  @TempDir Path directory;

  @Test
  void sparkReadsWhatIsWrittenBesideIt() throws IOException {
    try (SparkSession spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", false).getOrCreate()) {
      for (String codec : List.of("none", "zstd", "snappy", "lz4")) {
        Path path = directory.resolve(codec + ".parquet");
        write(path, ShredderOptions.builder().compression(Compression.parse(codec)).build());
        Row row =
            spark
                .read()
                .parquet(path.toString())
                .selectExpr(
                    "count(*)",
                    "count_if(days is null)",
                    "count_if(size(days) = 0)",
                    "sum(aggregate(days, 0L, (a, b) -> a + b))")
                .first();
        assertEquals(ROWS, row.getLong(0));
        assertEquals(nulls(), row.getLong(1));
        assertEquals(empties(), row.getLong(2));
        assertEquals(sum(), row.getLong(3));
      }
    }
  }

  private static boolean isNull(int row) {
    return row % 3 == 0;
  }

  private static long nulls() {
    return (ROWS + 2) / 3;
  }

  private static long empties() {
    long rows = 0;
    for (int row = 0; row < ROWS; row++) {
      rows += !isNull(row) && row % 5 == 0 ? 1 : 0;
    }
    return rows;
  }

  private static long sum() {
    long sum = 0;
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; !isNull(row) && i < row % 5; i++) {
        sum += row * 10 + i;
      }
    }
    return sum;
  }

  private static void write(Path path, ShredderOptions options) throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
        FileChannel file =
            FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        ParquetShredder shredder =
            ParquetShredder.open(
                file, SCHEMA, new DictionaryProvider.MapDictionaryProvider(), allocator, options)) {
      UnionListWriter writer = ((ListVector) root.getVector("days")).getWriter();
      for (int row = 0; row < ROWS; row++) {
        writer.setPosition(row);
        if (!isNull(row)) {
          writer.startList();
          for (int i = 0; i < row % 5; i++) {
            writer.integer().writeInt(row * 10 + i);
          }
          writer.endList();
        }
      }
      root.setRowCount(ROWS);
      shredder.write(root);
      shredder.finish();
    }
  }
}
