package dev.nestedparquet.shred;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** A file for readers to skip parts of: ten row groups of five pages or more. */
final class SortedFile {
  static final int ROWS = 10_000;
  static final int GROUP_ROWS = 1_000;

  private SortedFile() {}

  /** Writes the file; all its columns grow with the row. */
  static void write(Path file) throws IOException {
    ShredderOptions options =
        ShredderOptions.builder()
            .rowGroupRows(GROUP_ROWS)
            .rowGroupBytes(1 << 30)
            .pageBytes(800)
            .pageVersion(2)
            .defaultEncoding(ColumnEncoding.PLAIN)
            .build();
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(schema(), allocator)) {
      ShreddedFile.write(
          file,
          root.getSchema(),
          new MapDictionaryProvider(),
          allocator,
          options,
          shredder -> {
            fill(root);
            shredder.write(root);
          });
    }
  }

  private static Schema schema() {
    Field item = Field.nullable("item", new ArrowType.Int(32, true));
    return new Schema(
        List.of(
            Field.nullable("id", new ArrowType.Int(64, true)),
            Field.nullable("count", new ArrowType.Int(32, false)),
            Field.nullable("ratio", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
            Field.nullable("price", new ArrowType.Decimal(20, 2, 128)),
            Field.nullable("day", new ArrowType.Date(DateUnit.DAY)),
            Field.nullable("time", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)),
            Field.nullable("name", ArrowType.Utf8.INSTANCE),
            Field.nullable("bytes", ArrowType.Binary.INSTANCE),
            new Field("list", FieldType.nullable(ArrowType.List.INSTANCE), List.of(item))));
  }

  private static void fill(VectorSchemaRoot root) {
    root.allocateNew();
    ListVector list = (ListVector) root.getVector("list");
    for (int i = 0; i < ROWS; i++) {
      int signed = i - ROWS / 2;
      ((BigIntVector) root.getVector("id")).setSafe(i, signed);
      ((UInt4Vector) root.getVector("count")).setSafe(i, 400_000 * i);
      ((Float8Vector) root.getVector("ratio")).setSafe(i, signed / 4.0);
      ((DecimalVector) root.getVector("price")).setSafe(i, BigDecimal.valueOf(signed, 2));
      ((DateDayVector) root.getVector("day")).setSafe(i, signed);
      ((TimeStampMicroVector) root.getVector("time")).setSafe(i, signed * 1_000_000L);
      ((VarCharVector) root.getVector("name")).setSafe(i, name(i));
      ((VarBinaryVector) root.getVector("bytes")).setSafe(i, name(i));
      list.startNewValue(i);
      for (int k = 0; k < i % 4; k++) {
        ((IntVector) list.getDataVector()).setSafe(list.getOffsetBuffer().getInt(i * 4L) + k, i);
      }
      list.endValue(i, i % 4);
    }
    root.setRowCount(ROWS);
  }

  /** Longer than a bound: what differs is at the beginning. */
  static byte[] name(int row) {
    return String.format("ä%05d%s", row, "ö".repeat(100)).getBytes(StandardCharsets.UTF_8);
  }
}
