package dev.nestedparquet.shred;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Files with the same rows for readers to answer questions about, with and without what they skip
 * row groups and pages by. Each row group has values of one kind, among them those that readers
 * order differently: zeros of both signs, NaN of several, values that have no short bound.
 */
final class QuestionFiles {
  static final int GROUP_ROWS = 60;

  /** Of a row group: a value is repeated, or there would be one page. */
  private static final int GROUPS = 8;

  static final int ROWS = GROUPS * GROUP_ROWS;

  /** NaN of both signs, quiet and signalling, as it comes of C, Java and x86. */
  private static final long[] NANS = {
    0x7FF8L << 48, 0xFFF8L << 48, (0x7FF0L << 48) + (1L << 42), (0xFFFFL << 48) + (1L << 45)
  };

  private static final String LAST = Character.toString(0x10FFFF);
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "common beginning ".repeat(6) + "1",
          "common beginning ".repeat(6) + "2",
          "ä",
          LAST.repeat(40),
          LAST.repeat(41),
          "z");

  private QuestionFiles() {}

  /** How each file is written, by its name. */
  static Map<String, ShredderOptions> options() {
    ShredderOptions all =
        ShredderOptions.builder()
            .rowGroupRows(GROUP_ROWS)
            .pageBytes(100)
            .bloomFilters(Set.of("f16", "f32", "f64", "text", "bytes", "price", "time"))
            .build();
    return Map.of(
        "all", all,
        "all-plain-v2",
            all.toBuilder().defaultEncoding(ColumnEncoding.PLAIN).pageVersion(2).build(),
        "no-bloom-filter", all.toBuilder().bloomFilters(Set.of()).build(),
        "no-page-index", all.toBuilder().bloomFilters(Set.of()).pageIndex(false).build(),
        "bloom-filter-only", all.toBuilder().statistics(false).build(),
        "nothing",
            all.toBuilder().statistics(false).pageIndex(false).bloomFilters(Set.of()).build());
  }

  /** Writes {@code values.arrow}, and a Parquet file of each name. */
  static void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(schema(), allocator)) {
      root.allocateNew();
      for (int row = 0; row < ROWS; row++) {
        fill(root, row);
      }
      root.setRowCount(ROWS);
      try (FileChannel arrow =
              FileChannel.open(
                  directory.resolve("values.arrow"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          ArrowFileWriter writer = new ArrowFileWriter(root, new MapDictionaryProvider(), arrow)) {
        writer.writeBatch();
        writer.end();
      }
      for (Map.Entry<String, ShredderOptions> each : options().entrySet()) {
        ShreddedFile.write(
            directory.resolve(each.getKey() + ".parquet"),
            root.getSchema(),
            new MapDictionaryProvider(),
            allocator,
            each.getValue(),
            shredder -> shredder.write(root));
      }
    }
  }

  private static Schema schema() {
    return new Schema(
        List.of(
            Field.notNullable("id", new ArrowType.Int(64, true)),
            Field.nullable("f16", new ArrowType.FloatingPoint(FloatingPointPrecision.HALF)),
            Field.nullable("f32", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
            Field.nullable("f64", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
            Field.nullable("text", ArrowType.Utf8.INSTANCE),
            Field.nullable("bytes", ArrowType.Binary.INSTANCE),
            Field.nullable("price", new ArrowType.Decimal(20, 2, 128)),
            Field.nullable("time", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null))));
  }

  private static void fill(VectorSchemaRoot root, int row) {
    int group = row / GROUP_ROWS;
    int place = row % GROUP_ROWS;
    ((BigIntVector) root.getVector("id")).setSafe(row, row);
    if (place % 10 == 9) {
      root.getFieldVectors().stream().skip(1).forEach(vector -> vector.setNull(row));
      return;
    }
    double number = number(group, place);
    Float2Vector halves = (Float2Vector) root.getVector("f16");
    Float4Vector floats = (Float4Vector) root.getVector("f32");
    Float8Vector doubles = (Float8Vector) root.getVector("f64");
    halves.setSafe(row, Float16.toFloat16((float) number));
    floats.setSafe(row, (float) number);
    doubles.setSafe(row, number);
    if (Double.isNaN(number)) { // By the bits, which the compiler is free to change.
      long nan = NANS[place % NANS.length];
      doubles.getDataBuffer().setLong((long) row * Double.BYTES, nan);
      int sign = (int) (nan >>> 32) & Integer.MIN_VALUE;
      floats.getDataBuffer().setInt((long) row * Float.BYTES, 0x7F80_0001 | place << 12 | sign);
      halves.getDataBuffer().setShort((long) row * Short.BYTES, 0x7C01 | place << 2 | sign >>> 16);
    }
    ((VarCharVector) root.getVector("text")).setSafe(row, TEXTS.get(group).getBytes(UTF_8));
    byte[] bytes = new byte[30 * group + place % 3];
    Arrays.fill(bytes, (byte) (group % 2 == 0 ? 0xFF : group));
    ((VarBinaryVector) root.getVector("bytes")).setSafe(row, bytes);
    ((DecimalVector) root.getVector("price"))
        .setSafe(row, BigDecimal.valueOf((group - 4) * 1_000_000_000_000L + place, 2));
    ((TimeStampMicroVector) root.getVector("time"))
        .setSafe(row, (group - 4) * 1_000_000_000_000L + place);
  }

  private static double number(int group, int place) {
    return switch (group) {
      case 0 -> place + 1;
      case 1 -> -0.0;
      case 2 -> 0.0;
      case 3 -> place < 30 ? Double.NaN : 2; // In some pages only.
      case 4 -> Double.NaN;
      case 5 -> place % 2 == 0 ? Double.POSITIVE_INFINITY : -place;
      case 6 -> place < 30 ? -0.0 : -1.5;
      default -> place == 33 ? Double.NaN : 100 + place;
    };
  }
}
