package dev.nestedparquet.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.schema.DataSet;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

final class SparkSchemaTest {
  private static final SparkSchema NESTED =
      SparkSchema.of(
          DataSet.of(
                  """
                  nested-parquet: 1
                  name: nested
                  columns:
                    id: {type: uint32, null: never, const: 1}
                    map:
                      length: 1
                      map:
                        key: {type: string, const: a}
                        value: {fields: {x: {type: uint64, const: 1}, y: {type: bool, const: true}}}
                    list:
                      length: {fixed: 2}
                      list:
                        null: never
                        fields:
                          a: {type: time(ms), const: "01:00:00"}
                          b: {type: "decimal(9,2)", dictionary: true, pick: [1.5, 2]}
                  """)
              .filler(0, Map.of()));

  private static DataType field(String name, DataType type, boolean nullable) {
    return new StructType().add(name, type, nullable);
  }

  @Test
  void typesAndNullsAreThoseOfTheFile() {
    StructType value =
        new StructType()
            .add("x", DataTypes.createDecimalType(20, 0))
            .add("y", DataTypes.BooleanType);
    StructType element =
        new StructType()
            .add("a", new org.apache.spark.sql.types.TimeType(3))
            .add("b", DataTypes.createDecimalType(9, 2));
    assertThat(NESTED.struct())
        .isEqualTo(
            new StructType()
                .add("id", DataTypes.LongType, false)
                .add("map", DataTypes.createMapType(DataTypes.StringType, value, true))
                .add("list", DataTypes.createArrayType(element, false)));
  }

  @Test
  void fieldsAreSelectedInListsAndInValuesOfMaps() {
    StructType required =
        new StructType()
            .add(
                "map",
                DataTypes.createMapType(
                    DataTypes.StringType, field("y", DataTypes.BooleanType, true), true))
            .add(
                "list",
                DataTypes.createArrayType(
                    field("b", DataTypes.createDecimalType(9, 2), true), false));
    Schema selected = SparkSchema.select(NESTED.schema(), required);
    assertThat(NESTED.struct(selected)).isEqualTo(required);
  }

  @Test
  void aTypeThatSparkHasNotIsRefusedByPath() {
    ArrowType interval = new ArrowType.Interval(IntervalUnit.DAY_TIME);
    Field field = new Field("span", FieldType.nullable(interval), null);
    Field list = new Field("spans", FieldType.nullable(ArrowType.List.INSTANCE), List.of(field));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparkSchema.of(new NoRows(new Schema(List.of(list)))))
        .withMessage("columns: spans.span: Spark has no type for Interval(DAY_TIME)");
  }

  /** A filler of which the schema matters alone. */
  private record NoRows(Schema schema) implements BatchFiller {
    @Override
    public String name() {
      return "none";
    }

    @Override
    public long maxBatchBytes(RowRange rows) {
      return 0;
    }

    @Override
    public Counts fill(RowRange rows, VectorSchemaRoot root) {
      throw new UnsupportedOperationException();
    }
  }
}
