package dev.nestedparquet.write;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.shred.ShredderOptions;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a writer knows it can't make is refused before there is any output. */
final class WriterChecksTest {
  private static final Field INT = Field.nullable("item", new ArrowType.Int(32, true));

  private final MapDictionaryProvider none = new MapDictionaryProvider();
  private final PartitionWriter dataset = new DatasetWriter(8);

  static Stream<Field> whatTheDatasetWriterCannotWrite() {
    return Stream.of(
        Field.nullable("x", ArrowType.Utf8View.INSTANCE),
        Field.nullable("x", ArrowType.BinaryView.INSTANCE),
        nested(ArrowType.ListView.INSTANCE, INT),
        nested(ArrowType.LargeListView.INSTANCE, INT),
        Field.nullable("x", new ArrowType.Decimal(9, 2, 32)),
        Field.nullable("x", new ArrowType.Decimal(18, 2, 64)),
        Field.nullable("x", new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO)),
        nested(
            new ArrowType.Map(false),
            new Field(
                "entries",
                FieldType.notNullable(ArrowType.Struct.INSTANCE),
                List.of(Field.notNullable("key", ArrowType.Utf8.INSTANCE), INT))),
        nested(
            ArrowType.RunEndEncoded.INSTANCE,
            Field.notNullable("run_ends", new ArrowType.Int(32, true)),
            INT));
  }

  private static Field nested(ArrowType type, Field... children) {
    return new Field("x", FieldType.nullable(type), List.of(children));
  }

  @ParameterizedTest
  @MethodSource("whatTheDatasetWriterCannotWrite")
  void theDatasetWriterRefusesTypesThatItFailsAtWhereverTheyAre(Field field) {
    Field struct =
        new Field("s", FieldType.nullable(ArrowType.Struct.INSTANCE), List.of(INT, field));
    Field list = new Field("l", FieldType.nullable(ArrowType.List.INSTANCE), List.of(struct));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> dataset.check(new Schema(List.of(INT, list)), none))
        .withMessageStartingWith("column l.s.x: Arrow's Dataset writer can't write type ")
        .withMessageEndingWith("; choose the shredder, or another type");
  }

  @Test
  void theDatasetWriterTakesOtherTypes() {
    Field list = new Field("l", FieldType.nullable(ArrowType.List.INSTANCE), List.of(INT));
    Field decimal = Field.nullable("d", new ArrowType.Decimal(38, 2, 128));
    assertThatCode(() -> dataset.check(new Schema(List.of(list, decimal)), none))
        .doesNotThrowAnyException();
  }

  @Test
  void moreRowGroupsThanReadersTakeAreRefusedWithTheNumberOfFilesThatWouldDo() {
    long rows = 32_767L * 32_768;
    assertThatCode(() -> dataset.check(new BatchPlan(rows, 1, 32_768))).doesNotThrowAnyException();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> dataset.check(new BatchPlan(rows + 1, 1, 32_768)))
        .withMessageContaining("takes 32,768 row groups of up to 32,768 rows")
        .withMessageContaining("2 partitions or more");
  }

  @Test
  void shortBatchesMakeShortRowGroupsOfTheDatasetWriter() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> dataset.check(new BatchPlan(40_000_000, 1, 1_000)))
        .withMessageContaining("takes 40,000 row groups of up to 1,000 rows")
        .withMessageEndingWith("or larger batches");
  }

  @Test
  void rowGroupsOfTheShredderAreAsLongAsItsOptionSays() {
    ShredderOptions options = ShredderOptions.builder().rowGroupRows(100).build();
    PartitionWriter shredder = new ShredderWriter(options);
    assertThatCode(() -> shredder.check(new BatchPlan(3_276_700, 1, 32_768)))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> shredder.check(new BatchPlan(3_276_701, 1, 32_768)))
        .withMessageEndingWith("or longer row groups");
  }
}
