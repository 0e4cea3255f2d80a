package dev.nestedparquet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.verify.fixtures.GeneratedSet;
import dev.nestedparquet.verify.fixtures.OneColumn;
import dev.nestedparquet.write.ShredderWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One value that is another one than it has to be is found, of whatever type it is. */
final class MutatedValueTest {
  private static final BatchPlan PLAN = new BatchPlan(100, 1, 100);
  private static final long ROW = 70;

  @TempDir private Path directory;

  static Stream<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (ArrowType type : leaves()) {
      fields.add(Field.nullable("x", type));
    }
    fields.add(
        new Field(
            "x",
            new FieldType(
                true,
                new ArrowType.FixedSizeBinary(16),
                null,
                Map.of("ARROW:extension:name", "arrow.uuid")),
            null));
    Field item = Field.nullable("item", new ArrowType.Timestamp(TimeUnit.SECOND, ""));
    fields.add(nested(ArrowType.List.INSTANCE, item));
    fields.add(nested(ArrowType.LargeList.INSTANCE, item));
    fields.add(nested(new ArrowType.FixedSizeList(2), item));
    fields.add(nested(ArrowType.ListView.INSTANCE, item));
    fields.add(nested(ArrowType.Struct.INSTANCE, item));
    fields.add(
        nested(
            ArrowType.RunEndEncoded.INSTANCE,
            Field.notNullable("run_ends", new ArrowType.Int(32, true)),
            Field.nullable("values", ArrowType.Utf8View.INSTANCE)));
    fields.add(
        nested(
            new ArrowType.Map(false),
            new Field(
                "pairs",
                FieldType.notNullable(ArrowType.Struct.INSTANCE),
                List.of(Field.notNullable("k", ArrowType.Utf8.INSTANCE), item))));
    return fields.stream();
  }

  private static List<ArrowType> leaves() {
    List<ArrowType> types = new ArrayList<>();
    types.add(ArrowType.Bool.INSTANCE);
    for (int bits : new int[] {8, 16, 32, 64}) {
      types.add(new ArrowType.Int(bits, true));
      types.add(new ArrowType.Int(bits, false));
    }
    for (FloatingPointPrecision precision : FloatingPointPrecision.values()) {
      types.add(new ArrowType.FloatingPoint(precision));
    }
    types.add(new ArrowType.Decimal(9, 2, 32));
    types.add(new ArrowType.Decimal(18, 2, 64));
    types.add(new ArrowType.Decimal(38, 2, 128));
    types.add(new ArrowType.Decimal(20, 2, 256));
    types.add(new ArrowType.Decimal(39, 2, 256)); // DuckDB has 38 digits at most.
    types.add(new ArrowType.Date(DateUnit.DAY));
    types.add(new ArrowType.Date(DateUnit.MILLISECOND));
    for (TimeUnit unit : TimeUnit.values()) {
      boolean isShort = unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND;
      types.add(new ArrowType.Time(unit, isShort ? 32 : 64));
      types.add(new ArrowType.Duration(unit));
      types.add(new ArrowType.Timestamp(unit, null));
      types.add(new ArrowType.Timestamp(unit, ""));
      types.add(new ArrowType.Timestamp(unit, "UTC"));
    }
    types.add(new ArrowType.FixedSizeBinary(16));
    types.add(ArrowType.Utf8.INSTANCE);
    types.add(ArrowType.LargeUtf8.INSTANCE);
    types.add(ArrowType.Utf8View.INSTANCE);
    types.add(ArrowType.Binary.INSTANCE);
    types.add(ArrowType.LargeBinary.INSTANCE);
    types.add(ArrowType.BinaryView.INSTANCE);
    return types;
  }

  private static Field nested(ArrowType type, Field... children) {
    return new Field("x", FieldType.nullable(type), List.of(children));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void isFoundWhereItIs(Field field) throws Exception {
    generate(field);
    VerifyResult same = verify(new OneColumn(field, -1, /* isNull= */ false));
    assertThat(same.listed()).isEmpty();
    assertThat(same.notCompared()).isEmpty();
    VerifyResult other = verify(new OneColumn(field, ROW, /* isNull= */ false));
    assertThat(other.listed())
        .isNotEmpty()
        .allMatch(difference -> difference.row() == ROW && difference.path().startsWith("x"))
        .allMatch(difference -> !difference.expected().equals(difference.found()));
    if (!(field.getType() instanceof ArrowType.RunEndEncoded)) {
      VerifyResult missing = verify(new OneColumn(field, ROW, /* isNull= */ true));
      assertThat(missing.listed())
          .singleElement()
          .matches(difference -> difference.row() == ROW && difference.expected().equals("null"));
    }
  }

  private void generate(Field field) throws Exception {
    GeneratedSet.of(
        new OneColumn(field, -1, /* isNull= */ false), PLAN, new ShredderWriter(), directory);
  }

  private VerifyResult verify(OneColumn filler) throws Exception {
    return GeneratedSet.verify(directory, filler);
  }
}
